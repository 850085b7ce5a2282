import { strict as assert } from 'node:assert';
import { dedent, renderProblems } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';

type Target = 'healthomics' | 'spec';

/** Checks the first file of the fixture; what is merely unused is left out unless a case is about it. */
function check(fixture: string, expected: string, target: Target = 'healthomics'): void {
  const { main } = wdlProject(fixture, { target, region: undefined });
  const shown = main.problems.filter((problem) => !problem.code.startsWith('unused-'));
  assert.equal(level(renderProblems(main.text, shown)), dedent(expected).trimEnd());
}

/** The indentation that a whole rendering has tells nothing. */
function level(rendering: string): string {
  return dedent(`\n${rendering}`).trimEnd();
}

function checkUnused(fixture: string, expected: string): void {
  const { main } = wdlProject(fixture);
  const shown = main.problems.filter((problem) => problem.code.startsWith('unused-'));
  assert.equal(level(renderProblems(main.text, shown)), dedent(expected).trimEnd());
}

/** Declarations in a workflow of version 1.1. */
function checkBody(body: string, expected: string, version = '1.1', target: Target = 'healthomics'): void {
  check(`version ${version}\nworkflow w {\n${dedent(body)}\n}\n`, expected, target);
}

describe('WDL problems', () => {
  describe('what stands twice', () => {
    it('wants each section once', () => {
      check(
        `
        version 1.2
        struct S {
          Int x
          meta { a: 1 }
          meta { b: 1 }
        }
        task t {
          input { Int a }
          input { Int b }
          hints { }
          hints { }
          command <<< ~{a} ~{b} >>>
          output { }
          output { }
        }
        workflow w {
          meta { a: 1 }
          parameter_meta { }
          meta { b: 1 }
        }
        `,
        `
            meta { b: 1 }
            ^^^^ duplicate-section (error): Struct 'S' has a meta section already.
            input { Int b }
            ^^^^^ duplicate-section (error): Task 't' has an input section already.
            hints { }
            ^^^^^ duplicate-section (error): Task 't' has a hints section already.
            output { }
            ^^^^^^ duplicate-section (error): Task 't' has an output section already.
            meta { b: 1 }
            ^^^^ duplicate-section (error): Workflow 'w' has a meta section already.
        `,
        'spec',
      );
    });

    it('knows that a scatter lends its variable to nothing inside', () => {
      checkBody(
        `
        scatter (x in [1]) {
          scatter (y in [1]) {
            Int x = y
          }
        }
        Int y = 1
        `,
        `
          Int x = y
              ^ duplicate-name (error): The name 'x' is already taken.
        `,
      );
    });

    it('minds names of outputs, types and requirements where engines do', () => {
      check(
        `
        version 1.2
        struct t { Int x }
        task t {
          command <<< >>>
          requirements { max_retries: 1 maxRetries: 2 docker: "a" container: "b" }
          hints { max_cpu: 1 maxCpu: 2 }
        }
        workflow w {
          Int x = 1
          call t
          output { Int x = 2 Int t = 3 }
        }
        `,
        `
          task t {
               ^ duplicate-name (error): A struct and a task of this document are both called 't'.
            requirements { max_retries: 1 maxRetries: 2 docker: "a" container: "b" }
                                          ^^^^^^^^^^ duplicate-name (error): 'maxRetries' and 'max_retries' are one and the same.
                                                        ^^^^^^ duplicate-name (error): 'docker' and 'container' are one and the same.
            hints { max_cpu: 1 maxCpu: 2 }
                               ^^^^^^ duplicate-name (error): 'maxCpu' and 'max_cpu' are one and the same.
            output { Int x = 2 Int t = 3 }
                         ^ duplicate-name (error): The workflow has a declaration 'x' already.
        `,
        'spec',
      );
    });

    it('takes words of the language for names where engines do', () => {
      checkBody(
        'Int object = 1\nInt hints = 2\nInt after = object + hints',
        `
          Int object = 1
              ^^^^^^ reserved-name (warning): 'object' is a word of the language, and cannot be a name.
        `,
      );
    });
  });

  describe('hints', () => {
    it('may stand for inputs and outputs, and for members of structs in them', () => {
      check(
        `
        version 1.2
        struct Sample { File bam }
        task t {
          input { Sample sample Int n }
          command <<< ~{n} ~{sample.bam} >>>
          output { Int o = 1 }
          hints {
            own: hints { a: 1 }
            inputs: input {
              sample.bam: hints { localization_optional: true },
              sample.bai: hints { },
              n.x: hints { },
              m: hints { },
              n: 1
            }
            outputs: output { o: hints { a: hints { } }, p: hints { } }
          }
        }
        `,
        `
            sample.bai: hints { },
                   ^^^ unknown-member (error): Struct 'Sample' has no member 'bai'. Did you mean 'bam'?
            n.x: hints { },
              ^ no-members (error): A value of type 'Int' has no members, so no 'x'.
            m: hints { },
            ^ unknown-member (error): Task 't' has no input 'm'. Did you mean 'n'?
            n: 1
               ^ misplaced-hints (error): Expected 'hints { … }'.
          outputs: output { o: hints { a: hints { } }, p: hints { } }
                                          ^^^^^ misplaced-hints (error): 'hints { … }' has no place here.
                                                       ^ unknown-member (error): Task 't' has no output 'p'. Did you mean 'o'?
        `,
        'spec',
      );
    });

    it('have no place elsewhere', () => {
      check(
        `
        version 1.2
        task t {
          command <<< >>>
          requirements { memory: hints { } }
          hints { inputs: hints { } a: output { } }
        }
        `,
        `
          requirements { memory: hints { } }
                                 ^^^^^ misplaced-hints (error): 'hints { … }' has no place here.
          hints { inputs: hints { } a: output { } }
                          ^^^^^^^^^ misplaced-hints (error): Expected 'input { … }'.
                                       ^^^^^^ misplaced-hints (error): 'output { … }' has no place here.
        `,
        'spec',
      );
    });
  });

  describe('the task variable', () => {
    it('tells of the attempt before, whose members may be missing', () => {
      check(
        `
        version 1.3
        task t {
          command <<< ~{task.previous.memory} ~{task.previous.nothing} >>>
          requirements {
            memory: if defined(task.previous.memory) then "8 GiB" else "4 GiB"
            cpu: task.cpu
          }
          output { Int m = task.previous.memory  Int c = task.return_code }
        }
        `,
        `
            command <<< ~{task.previous.memory} ~{task.previous.nothing} >>>
                                                                ^^^^^^^ unknown-member (error): 'task.previous' has no member 'nothing'.
              cpu: task.cpu
                        ^^^ unknown-member (error): 'task.cpu' is not known before the task has its resources.
            output { Int m = task.previous.memory  Int c = task.return_code }
                             ^^^^^^^^^^^^^^^^^^^^ type-mismatch (error): Expected 'Int', but this 'Int?' may be missing.
        `,
        'spec',
      );
    });

    it('has no exit code before there is one', () => {
      check(
        `
        version 1.2
        task t {
          command <<< ~{task.return_code} >>>
          output { Int c = task.return_code }
        }
        `,
        `
          command <<< ~{task.return_code} >>>
                             ^^^^^^^^^^^ unknown-member (error): 'task.return_code' is known in the output section only.
        `,
        'spec',
      );
    });
  });

  describe('enums', () => {
    it('may name what is declared below, but not themselves', () => {
      check(
        `
        version 1.3
        enum Outer[Inner] { }
        enum Inner { A }
        enum Ring[Array[Link]] { }
        struct Link { Ring ring }
        `,
        `
          enum Ring[Array[Link]] { }
                    ^^^^^^^^^^^ reference-cycle (error): The values of enum 'Ring' contain the enum itself.
        `,
        'spec',
      );
    });

    it('have values of one type, whatever it is', () => {
      check(
        `
        version 1.3
        enum Sets { Numbers = [1, 2], Words = ["a"] }
        enum Sizes { Small = 1, Large = 2.5 }
        enum Coords { A = (37, "N"), B = ("S", 37) }
        enum Sizes { Small = 1, Large = 2.5 }
        `,
        `
          enum Sets { Numbers = [1, 2], Words = ["a"] }
                                                ^^^^^ enum-value (error): This is 'Array[String]+', and the values of the enum are 'Array[Int]+'.
          enum Coords { A = (37, "N"), B = ("S", 37) }
                                           ^^^^^^^^^ enum-value (error): This is 'Pair[String, Int]', and the values of the enum are 'Pair[Int, String]'.
          enum Sizes { Small = 1, Large = 2.5 }
               ^^^^^ duplicate-name (error): The name 'Sizes' is already taken.
        `,
        'spec',
      );
    });
  });

  describe('the letter and the engines', () => {
    it('differ about paths', () => {
      const body = 'File a = "a"\nString b = a + a\nBoolean c = a < a\nBoolean d = a == "a"';
      const expected = (severity: string) => `
        String b = a + a
                   ^^^^^ operand-type (${severity}): '+' does not go with 'File' and 'File'.
        Boolean c = a < a
                    ^^^^^ operand-type (${severity}): '<' does not go with 'File' and 'File'.
      `;
      checkBody(body, expected('warning'));
      checkBody(body, expected('error'), '1.1', 'spec');
    });

    it('do not ask for a value that would not fit either', () => {
      checkBody(
        'Array[Int]? a = [1]\nFloat f = a\nArray[File]+? b = ["x"]\nBoolean c = b',
        `
          Float f = a
                    ^ type-mismatch (error): Expected 'Float', but this is 'Array[Int]'.
          Boolean c = b
                      ^ type-mismatch (error): Expected 'Boolean', but this is 'Array[File]+'.
        `,
      );
    });

    it('find an option that slipped into a placeholder', () => {
      checkBody(
        'Int maf = 1\nString a = "--maf ~{--maf}"\nInt b = -(-maf)\nInt c = 1 - -maf',
        `
          String a = "--maf ~{--maf}"
                              ^^ doubled-sign (warning): '--' changes the sign twice, which is the number itself.
        `,
      );
    });

    it('read the lines of a file as what is wanted', () => {
      check(
        `
        version 1.1
        task t {
          command <<< >>>
          output {
            Array[Int] numbers = read_lines(stdout())
            Array[Array[Int]] rows = read_lines(stdout())
          }
        }
        `,
        `
          Array[Array[Int]] rows = read_lines(stdout())
                                   ^^^^^^^^^^^^^^^^^^^^ type-mismatch (error): Expected 'Array[Array[Int]]', but this is 'Array[String]'.
        `,
      );
    });

    it('want keys of maps that can be names of members', () => {
      check(
        `
        version 1.1
        struct S { Int x }
        workflow w {
          S a = {1: 1}
          Map[Int, Int] c = object { x: 1 }
          Map[File, Int] d = S { x: 1 }
          Map[String?, Int] e = {}
        }
        `,
        `
          S a = {1: 1}
                ^^^^^^ type-mismatch (error): Expected 'S', but this is 'Map[Int, Any]'.
          Map[Int, Int] c = object { x: 1 }
                            ^^^^^^^^^^^^^^^ type-mismatch (error): Expected 'Map[Int, Int]', but this is 'Object'.
          Map[String?, Int] e = {}
              ^^^^^^^ map-key-type (warning): A key of a map cannot be missing.
        `,
        'spec',
      );
    });

    it('write tables of structs whose members are single values', () => {
      check(
        `
        version 1.2
        struct Row { Int x }
        struct Deep { Row row }
        workflow w {
          File a = write_tsv([Row { x: 1 }])
          File b = write_tsv([Deep { row: Row { x: 1 } }])
        }
        `,
        `
          File b = write_tsv([Deep { row: Row { x: 1 } }])
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-type (error): 'rows' of 'write_tsv' must be 'Array[Array[String]]', but this is 'Array[Deep]+'.
        `,
        'spec',
      );
    });
  });

  describe('elements that are certainly missing', () => {
    it('counts arrays that are written out', () => {
      checkBody(
        `
        Array[Int] none = []
        Array[Int] two = [1, 2]
        Int last = 2
        Int a = none[0]
        Int b = two[last]
        Int c = two[1]
        Int d = [1, 2][-1]
        `,
        `
          Int a = none[0]
                       ^ missing-element (warning): There is no element 0: the array has none.
          Int b = two[last]
                      ^^^^ missing-element (warning): There is no element 2: the array has 2 elements.
          Int d = [1, 2][-1]
                         ^^ missing-element (warning): There is no element -1: the array has 2 elements.
        `,
      );
    });

    it('knows the keys of maps that are written out', () => {
      checkBody(
        'Map[String, Int] m = {"a": 1, "b": 2}\nInt c = m["c"]\nInt a = m["a"]',
        `
          Int c = m["c"]
                    ^^^ missing-element (warning): The map has no key 'c'.
        `,
      );
    });

    it('leaves alone what a run may change, and what is computed', () => {
      check(
        `
        version 1.1
        workflow w {
          input { Array[Int] given = [] Int n = 3 String key = "c" }
          Array[Int] two = [1, 2]
          Map[String, Int] m = {key: 1}
          Int a = given[0]
          Int b = two[n]
          Int c = m["x"]
        }
        `,
        '',
      );
    });

    it('compares the lengths of what is zipped', () => {
      checkBody(
        'Array[Pair[Int, String]] bad = zip([1, 2, 3], ["d"])\nArray[Pair[Int, String]] good = zip([1], ["d"])',
        `
          Array[Pair[Int, String]] bad = zip([1, 2, 3], ["d"])
                                         ^^^^^^^^^^^^^^^^^^^^^ missing-element (warning): 'zip' needs arrays of one length, and these have 3 elements and 1 element.
        `,
      );
    });
  });

  describe('names', () => {
    it('names an unknown name once, with what was meant', () => {
      check(
        `
        version 1.1
        task t {
          input { File reference_fasta }
          Int n = length(refernce_fasta) + 1
          command <<< ~{refernce_fasta} >>>
        }
        `,
        `
          Int n = length(refernce_fasta) + 1
                         ^^^^^^^^^^^^^^ unknown-name (error): Unknown name 'refernce_fasta'. Did you mean 'reference_fasta'?
          command <<< ~{refernce_fasta} >>>
                        ^^^^^^^^^^^^^^ unknown-name (error): Unknown name 'refernce_fasta'. Did you mean 'reference_fasta'?
        `,
      );
    });

    it('lets names be used before they are declared', () => {
      checkBody('Int a = b\nInt b = 1', '');
    });

    it('reports values that are computed from each other once', () => {
      checkBody(
        `
        Int a = b
        Int b = c
        Int c = a
        `,
        `
        Int a = b
            ^ reference-cycle (error): 'a' is computed from itself: 'a' → 'b' → 'c' → 'a'.
        `,
      );
    });

    it('finds a ring through a scatter', () => {
      check(
        `
        version 1.1
        task t {
          input { Int i }
          command <<< ~{i} >>>
          output { Int o = i }
        }
        workflow w {
          scatter (i in t.o) {
            call t { input: i = i }
          }
        }
        `,
        `
          scatter (i in t.o) {
                   ^ reference-cycle (error): 'i' is computed from itself: 'i' → 't' → 'i'.
        `,
      );
    });

    it('knows what a scatter or conditional hands on', () => {
      checkBody(
        `
        scatter (i in range(3)) {
          if (i > 1) { Int big = i }
          Int twice = i * 2
        }
        Array[Int?] a = big
        Array[Int] b = twice
        Int c = twice
        `,
        `
        Int c = twice
                ^^^^^ type-mismatch (error): Expected 'Int', but this is 'Array[Int]'.
        `,
      );
    });

    it('reports a name that is taken, and where', () => {
      const { main } = wdlProject(
        'version 1.1\nworkflow w {\n  Int a = 1\n  scatter (x in [1]) { Int a = 2 }\n}\n',
      );
      const [problem] = main.problems.filter(({ code }) => code === 'duplicate-name');
      assert.equal(problem?.message, "The name 'a' is already taken.");
      const [related] = problem.related ?? [];
      assert.equal(main.text.slice(related?.location.span.start, related?.location.span.end), 'a');
      assert.ok((related?.location.span.start ?? 0) < problem.span.start);
    });

    it('says that a task must be called', () => {
      check(
        `
        version 1.1
        task t { command <<< >>> }
        workflow w {
          call s
          call tt
        }
        `,
        `
          call s
               ^ unknown-task (error): Unknown task or workflow 's'. Did you mean 't'?
          call tt
               ^^ unknown-task (error): Unknown task or workflow 'tt'. Did you mean 't'?
        `,
      );
    });

    it('finds unknown functions and wrong arguments', () => {
      checkBody(
        `
        Int a = lenght([1])
        Int b = length([1], 2)
        Int c = length(3)
        String d = sub("a", "b", 3)
        `,
        `
        Int a = lenght([1])
                ^^^^^^ unknown-function (error): Unknown function 'lenght'. Did you mean 'length'?
        Int b = length([1], 2)
                ^^^^^^^^^^^^^^ wrong-argument-count (error): 'length' takes 1 argument, not 2.
        Int c = length(3)
                       ^ argument-type (error): 'array' of 'length' must be 'Array[X]', but this is 'Int'.
        `,
      );
    });
  });

  describe('types', () => {
    it('reports what can never work as an error and what engines convert as a warning', () => {
      const body = `
        Int a = "4"
        Int b = [1]
        Int c = 1.5
        File d = "x"
        String e = 3
        Float f = 1
      `;
      const expected = (severity: string) => `
        Int a = "4"
                ^^^ type-mismatch (${severity}): Expected 'Int', but this is 'String'.
        Int b = [1]
                ^^^ type-mismatch (error): Expected 'Int', but this is 'Array[Int]+'.
        Int c = 1.5
                ^^^ type-mismatch (error): Expected 'Int', but this is 1.5, which is no whole number.
      `;
      checkBody(body, expected('warning'), '1.1', 'healthomics');
      checkBody(body, expected('error'), '1.1', 'spec');
    });

    it('reads numbers out of strings in 1.0, as that version says', () => {
      checkBody('Int a = "4"', '', '1.0', 'spec');
    });

    it('minds optional values', () => {
      checkBody(
        `
        input { Int? n  File? f  Array[File]? fs }
        Int a = n
        Int b = n + 1
        Int c = select_first([n, 1]) + 1
        String d = "~{n}~{"--file " + f}"
        Array[Int?] e = [n, 1]
        Int g = length(select_first([fs, []]))
        `,
        `
        Int a = n
                ^ type-mismatch (warning): Expected 'Int', but this 'Int?' may be missing.
        Int b = n + 1
                ^ optional-operand (warning): This 'Int?' may be missing, and '+' needs a value.
        `,
      );
    });

    it('checks struct values, whatever they are written as', () => {
      check(
        `
        version 1.1
        struct Sample { String name  File bam  Int? depth }
        workflow w {
          input { File f }
          Sample a = Sample { name: "a", bam: f }
          Sample b = Sample { name: "b" }
          Sample c = { "name": "c", "bam": f, "depth": "deep" }
          Sample d = object { name: "d", bamm: f, bam: f }
          String e = a.nmae
          Array[Sample] all = [a, Sample { name: ["x"], bam: f }]
        }
        `,
        `
          Sample b = Sample { name: "b" }
                     ^^^^^^^^ missing-member (error): Struct 'Sample' also needs 'bam'.
          Sample c = { "name": "c", "bam": f, "depth": "deep" }
                                                       ^^^^^^ type-mismatch (error): Expected 'Int?', but this text is no number: "deep".
          Sample d = object { name: "d", bamm: f, bam: f }
                                         ^^^^ unknown-member (warning): Struct 'Sample' has no member 'bamm'. Did you mean 'bam'?
          String e = a.nmae
                       ^^^^ unknown-member (error): Struct 'Sample' has no member 'nmae'. Did you mean 'name'?
          Array[Sample] all = [a, Sample { name: ["x"], bam: f }]
                                                 ^^^^^ type-mismatch (warning): Expected 'String', but this is 'Array[String]+'.
        `,
      );
    });

    it('finds structs that contain themselves', () => {
      check(
        `
        version 1.1
        struct A { Array[B] bs }
        struct B { A? a }
        `,
        `
        struct A { Array[B] bs }
                   ^^^^^^^^ reference-cycle (error): Struct 'A' contains itself through 'bs'.
        `,
      );
    });

    it('checks operators', () => {
      checkBody(
        `
        Boolean a = 1 < "a"
        Boolean b = !1
        Boolean c = 1 && true
        Int d = [1] + 2
        String e = "a" + 1 + 2.5
        Boolean f = [1] == "a"
        Float g = 1 / 2.0
        Int h = -"x"
        `,
        `
        Boolean a = 1 < "a"
                    ^^^^^^^ operand-type (error): '<' does not go with 'Int' and 'String'.
        Boolean b = !1
                     ^ operand-type (error): '!' does not go with a value of type 'Int'.
        Boolean c = 1 && true
                    ^^^^^^^^^ operand-type (error): '&&' does not go with 'Int' and 'Boolean'.
        Int d = [1] + 2
                ^^^^^^^ operand-type (error): '+' does not go with 'Array[Int]+' and 'Int'.
        Boolean f = [1] == "a"
                    ^^^^^^^^^^ operand-type (error): '==' does not go with 'Array[Int]+' and 'String'.
        Int h = -"x"
                 ^^^ operand-type (error): '-' does not go with a value of type 'String'.
        `,
      );
    });

    it('infers what generic functions return', () => {
      checkBody(
        `
        Array[Pair[Int, String]] a = zip([1], ["a"])
        Map[Int, Array[String]] b = collect_by_key(a)
        Pair[Array[Int], Array[String]] c = unzip(a)
        Array[Int] d = flatten([[1], [2]])
        Int e = flatten([[1], [2]])
        Array[String] f = keys({"a": 1})
        `,
        `
        Int e = flatten([[1], [2]])
                ^^^^^^^^^^^^^^^^^^^ type-mismatch (error): Expected 'Int', but this is 'Array[Int]'.
        `,
      );
    });

    it('checks what a placeholder writes', () => {
      check(
        `
        version 1.1
        task t {
          input { Array[File] fs  Map[String, Int] m  Boolean b  String s }
          command <<<
            ~{fs}
            ~{sep=" " fs}
            ~{m}
            ~{true="-b" b}
            ~{sep="," s}
            ~{default="x" sep="," fs}
            \${fs}
          >>>
        }
        `,
        `
            ~{fs}
              ^^ not-interpolable (error): 'Array[File]' needs a separator to become text.
            ~{m}
              ^ not-interpolable (warning): A value of type 'Map[String, Int]' has no text.
            ~{true="-b" b}
              ^^^^^^^^^ placeholder-option (warning): 'true' needs its counterpart.
            ~{sep="," s}
              ^^^^^^^ placeholder-option (warning): 'sep' joins the elements of an array, but this is 'String'.
            ~{default="x" sep="," fs}
              ^^^^^^^^^^^ placeholder-option (warning): A placeholder takes one option only.
        `,
      );
    });

    it('lets maps, pairs and members be taken apart', () => {
      checkBody(
        `
        input { Map[String, Pair[Int, File]] m }
        Int a = m["x"].left
        File b = m["x"].right
        File c = m["x"].middle
        Int d = m[1].left
        scatter (entry in as_pairs(m)) { String k = entry.left }
        Array[String] e = k
        `,
        `
        File c = m["x"].middle
                        ^^^^^^ unknown-member (error): A pair has no member 'middle'.
        `,
      );
    });

    it('takes the branches of an if by what is wanted', () => {
      checkBody(
        `
        String a = if true then 1 else "a"
        Array[File] b = if true then ["x"] else []
        Int c = if true then 1 else [2]
        Int d = (if true then 1 else 2) + 1
        `,
        `
        Int c = if true then 1 else [2]
                                    ^^^ type-mismatch (error): Expected 'Int', but this is 'Array[Int]+'.
        `,
      );
    });
  });

  describe('calls', () => {
    const task =
      'task align { input { File reads  Int threads = 4  String? note } command <<< >>> output { File bam = "x" } }';

    it('reports all missing inputs at the name of the call', () => {
      check(
        `
        version 1.1
        task t { input { File a  Int b  Int c = 1  Int? d } command <<< >>> }
        workflow w {
          call t
          call t as u { input: a = "x" }
        }
        `,
        `
          call t
               ^ call-input-missing (error): The call of 't' needs 'a' (File), 'b' (Int).
          call t as u { input: a = "x" }
                    ^ call-input-missing (error): The call of 't' needs 'b' (Int).
        `,
      );
    });

    it('leaves missing inputs to the inputs file where the specification allows it', () => {
      const { main } = wdlProject(`version 1.0\n${task}\nworkflow w { call align }\n`, {
        target: 'spec',
        region: undefined,
      });
      const found = main.problems.filter(({ code }) => code === 'call-input-missing');
      assert.deepEqual(
        found.map(({ severity }) => severity),
        ['warning'],
      );
    });

    it('takes a misspelt input for the one that was meant', () => {
      check(
        `version 1.1\n${task}\nworkflow w {\n  call align { input: raeds = "x" }\n}\n`,
        `
          call align { input: raeds = "x" }
                              ^^^^^ call-input-unknown (error): Task 'align' has no input 'raeds'. Did you mean 'reads'?
        `,
      );
    });

    it('checks the types of inputs, and lets a default stand in for what is missing', () => {
      check(
        `
        version 1.1
        ${task}
        workflow w {
          input { Int? n  File f }
          call align { input: reads = [f], threads = n }
          call align as b { input: reads = f, threads = "many", note = n }
        }
        `,
        `
          call align { input: reads = [f], threads = n }
                                      ^^^ call-input-type (error): Expected 'File', but this is 'Array[File]+'.
          call align as b { input: reads = f, threads = "many", note = n }
                                                        ^^^^^^ call-input-type (error): Expected 'Int?', but this text is no number: "many".
        `,
      );
    });

    it('knows shorthand, aliases and waiting', () => {
      check(
        `
        version 1.1
        ${task}
        workflow w {
          input { File reads }
          call align { input: reads }
          call align as second after align { input: reads, note }
          call align as third after secnd { input: reads }
        }
        `,
        `
          call align as second after align { input: reads, note }
                                                           ^^^^ unknown-name (error): There is no value 'note' here that the input could take.
          call align as third after secnd { input: reads }
                                    ^^^^^ unknown-name (error): There is no call 'secnd' to wait for.
        `,
      );
    });

    it('says that a call is no value', () => {
      check(
        `version 1.1\n${task}\nworkflow w {\n  input { File f }\n  call align { input: reads = f }\n  File b = align\n}\n`,
        `
          File b = align
                   ^^^^^ call-not-a-value (error): 'align' is a call, which is no value by itself.
        `,
      );
    });

    it('finds a workflow that calls itself', () => {
      check(
        'version 1.1\nworkflow w {\n  call w as again\n}\n',
        `
          call w as again
                    ^^^^^ reference-cycle (error): Workflow 'w' calls itself.
        `,
      );
    });
  });

  describe('imports', () => {
    it('reports an import that is missing once, and nothing behind it', () => {
      check(
        `
        version 1.1
        import "gone.wdl" as gone
        workflow w {
          input { Sample s }
          call gone.task { input: a = s }
          call gone.other as b
          File f = b.anything.at.all[3]
          output { Array[File] g = gone_too(f) }
        }
        `,
        `
        import "gone.wdl" as gone
                ^^^^^^^^ unresolved-import (error): Cannot import 'gone.wdl'.
          output { Array[File] g = gone_too(f) }
                                   ^^^^^^^^ unknown-function (error): Unknown function 'gone_too'.
        `,
      );
    });

    it('takes what comes from the web as it is', () => {
      check(
        `
        version 1.1
        import "https://example.org/a.wdl" as web
        workflow w {
          call web.t { input: a = 1 }
        }
        `,
        `
        import "https://example.org/a.wdl" as web
                ^^^^^^^^^^^^^^^^^^^^^^^^^ import-not-loaded (information): 'https://example.org/a.wdl' is not loaded, so what comes from it is not checked.
        `,
      );
    });

    it('finds documents that import each other', () => {
      check(
        `
        version 1.1
        import "b.wdl" as b
        task t { command <<< >>> }
        workflow w { call b.t }
        //- /b.wdl
        version 1.1
        import "main.wdl" as main
        task t { command <<< >>> }
        `,
        '',
      );
      const project = wdlProject(
        'version 1.1\nimport "b.wdl" as b\n//- /b.wdl\nversion 1.1\nimport "main.wdl" as main\n',
      );
      assert.deepEqual(
        project.file('/b.wdl').problems.map(({ code }) => code),
        ['import-cycle'],
      );
    });

    it('brings structs, by their own names and by aliases', () => {
      check(
        `
        version 1.1
        import "types.wdl" as types alias Sample as LabSample alias Nothing as Something
        struct Sample { Int id }
        workflow w {
          input { LabSample a  Sample b  Other c }
          String s = a.name
          Int i = b.id
          call types.t { input: s = a, x = c.z }
          call types.t as u { input: s = b, x = 1 }
        }
        //- /types.wdl
        version 1.1
        struct Sample { String name }
        struct Other { Int z }
        task t { input { Sample s  Int x } command <<< >>> }
        `,
        `
        import "types.wdl" as types alias Sample as LabSample alias Nothing as Something
                                                                    ^^^^^^^ unknown-type (error): The imported document has no struct 'Nothing'.
          call types.t as u { input: s = b, x = 1 }
                                         ^ call-input-type (error): Expected 'Sample', but this is 'Sample'.
        `,
      );
    });

    it('minds the version of what is imported', () => {
      check(
        `
        version 1.0
        import "new.wdl" as new
        //- /new.wdl
        version 1.1
        `,
        `
        import "new.wdl" as new
                ^^^^^^^ import-newer-version (warning): 'new.wdl' is WDL 1.1, which is newer than this document's 1.0.
        `,
      );
    });

    it('asks for a name where the file name gives none', () => {
      check(
        `
        version 1.1
        import "bwa-mem.wdl"
        //- /bwa-mem.wdl
        version 1.1
        task t { command <<< >>> }
        `,
        `
        import "bwa-mem.wdl"
               ^^^^^^^^^^^^^ invalid-namespace (error): 'bwa-mem' cannot be the name of a namespace.
        `,
      );
    });
  });

  describe('versions', () => {
    it('asks for a version', () => {
      check(
        'task t {\n  File a\n  command { echo ${a} }\n}\n',
        `
        task t {
        ^^^^ missing-version (error): The document does not say its WDL version.
        `,
      );
    });

    it('knows what HealthOmics runs', () => {
      check(
        'version 1.2\ntask t { command <<< >>> }\n',
        `
        version 1.2
                ^^^ unsupported-version (error): AWS HealthOmics does not run WDL 1.2.
        `,
      );
      check('version 1.2\ntask t { command <<< >>> }\n', '', 'spec');
      check('version development\ntask t { input { Directory d } command <<< >>> }\n', '');
      check(
        'version 2.7\ntask t { command <<< >>> }\n',
        `
        version 2.7
                ^^^ unsupported-version (error): There is no WDL version '2.7'.
        `,
      );
    });

    it('reports each construct that is newer than the document', () => {
      check(
        `
        version 1.0
        struct S { Int a }
        task t {
          input { Directory d  Int i }
          Int? n = None
          Int p = 2 ** 3
          command <<< >>>
          requirements { cpu: 1 }
        }
        workflow w {
          input { Directory d  Int i }
          S s = S { a: 1 }
          call t { d, i = 1 }
          Array[String] q = quote(["a"])
        }
        `,
        `
          input { Directory d  Int i }
                  ^^^^^^^^^ version-gate (error): The type 'Directory' exists since WDL 1.2, and this document is WDL 1.0.
          Int? n = None
                   ^^^^ version-gate (error): The 'None' value exists since WDL 1.1, and this document is WDL 1.0.
          Int p = 2 ** 3
                    ^^ version-gate (error): The operator '**' exists since WDL 1.2, and this document is WDL 1.0.
          requirements { cpu: 1 }
          ^^^^^^^^^^^^ version-gate (error): A 'requirements' section exists since WDL 1.2, and this document is WDL 1.0.
          input { Directory d  Int i }
                  ^^^^^^^^^ version-gate (error): The type 'Directory' exists since WDL 1.2, and this document is WDL 1.0.
          S s = S { a: 1 }
                ^ version-gate (error): A struct literal exists since WDL 1.1, and this document is WDL 1.0.
          call t { d, i = 1 }
                   ^ version-gate (error): A call body without 'input:' exists since WDL 1.2, and this document is WDL 1.0.
                   ^ version-gate (error): A call input without a value exists since WDL 1.1, and this document is WDL 1.0.
          Array[String] q = quote(["a"])
                            ^^^^^ version-gate (error): 'quote' exists since WDL 1.1, and this document is WDL 1.0.
        `,
      );
    });

    it('knows what later versions brought', () => {
      check(
        `
        version 1.3
        enum Color { Red = "r", Green = "g" }
        task t {
          input { Color color = Color.Red  Color other = Color.Blue }
          command <<< ~{color} ~{task.name} ~{task.nme} >>>
          requirements { cpu: 2 }
          output { String v = value(color) }
        }
        workflow w {
          input { Boolean b }
          if (b) { Int x = 1 } else { Int x = 2 }
          Int y = x
        }
        `,
        `
          input { Color color = Color.Red  Color other = Color.Blue }
                                                               ^^^^ unknown-member (error): Enum 'Color' has no choice 'Blue'.
          command <<< ~{color} ~{task.name} ~{task.nme} >>>
                                                   ^^^ unknown-member (error): 'task' has no member 'nme'. Did you mean 'name'?
        `,
        'spec',
      );
    });

    it('reads draft-2 as its engines do', () => {
      check(
        `
        task t {
          File a
          String b = "x"
          command { echo \${a} \${b} }
          output { String o = read_string(stdout()) }
        }
        workflow w {
          File f
          call t { input: a = f }
          call t as u
          output { t.o  u.* }
        }
        `,
        `
        task t {
        ^^^^ missing-version (warning): The document does not say its WDL version.
          call t as u
                    ^ call-input-missing (warning): The call of 't' needs 'a' (File).
        `,
        'spec',
      );
    });
  });

  describe('after another mistake', () => {
    it('does not miss what stands in text that could not be read', () => {
      const { main } = wdlProject(
        'version 1.1\ntask t {\n  inptu {\n    File bam\n  }\n  command <<< ~{bam} >>>\n}\n',
      );
      assert.deepEqual(
        main.analysis.problems.map(({ code }) => code),
        [],
      );
    });

    it('does not judge what is unknown', () => {
      checkBody(
        `
        Foo a = 1
        Int b = a.b.c[1] + a("x")
        Array[File] c = nothing.at.all
        scatter (x in nowhere) { Int d = x + 1 }
        Int e = d
        `,
        `
        Foo a = 1
        ^^^ unknown-type (error): Unknown type 'Foo'.
        Int b = a.b.c[1] + a("x")
                           ^ unknown-function (error): Unknown function 'a'.
        Array[File] c = nothing.at.all
                        ^^^^^^^ unknown-name (error): Unknown name 'nothing'.
        scatter (x in nowhere) { Int d = x + 1 }
                      ^^^^^^^ unknown-name (error): Unknown name 'nowhere'.
        Int e = d
                ^ type-mismatch (error): Expected 'Int', but this is 'Array[Int]'.
        `,
      );
    });
  });

  describe('what defined() guards', () => {
    const body = `
      input { Int? n  File? f }
      Int a = if defined(n) then n else 1
      Boolean b = defined(n) && n > 1
      Boolean c = !defined(n) || n > 1
      if (defined(n) && defined(f)) {
        Int d = n + 1
        File e = f
      }
      Int g = n
    `;
    it('is there for engines', () =>
      checkBody(
        body,
        `
        Int g = n
                ^ type-mismatch (warning): Expected 'Int', but this 'Int?' may be missing.
        `,
      ));
    it('may be missing by the letter', () => {
      const { main } = wdlProject(`version 1.1\nworkflow w {\n${dedent(body)}\n}\n`, {
        target: 'spec',
        region: undefined,
      });
      assert.equal(main.problems.filter(({ severity }) => severity === 'error').length, 6);
    });
  });

  describe('sections', () => {
    it('wants one command in a task', () => {
      check(
        'version 1.1\ntask t { }\ntask u { command <<< >>> command <<< >>> }\n',
        `
        task t { }
             ^ missing-command (error): Task 't' has no command.
        task u { command <<< >>> command <<< >>> }
                                 ^^^^^^^ duplicate-section (error): Task 'u' has a command already.
        `,
      );
    });

    it('finds slips in attributes, and leaves those of other engines alone', () => {
      check(
        `
        version 1.1
        task t {
          command <<< >>>
          runtime { memroy: "1 GB"  bootDiskSizeGb: 1  queueArn: "x"  memory: 1  memory: 2 }
        }
        `,
        `
          runtime { memroy: "1 GB"  bootDiskSizeGb: 1  queueArn: "x"  memory: 1  memory: 2 }
                    ^^^^^^ unknown-attribute (warning): 'memroy' is no attribute that is known. Did you mean 'memory'?
                                                                                 ^^^^^^ duplicate-name (warning): 'memory' is given twice.
        `,
      );
    });

    it('reads regular expressions and escapes', () => {
      checkBody(
        `
        String a = sub("x", "*.bam", "")
        String b = sub("x", "\\\\.(bam|cram)$", "")
        String c = sub("x", "\\.bam", "")
        String d = sub("x", "(?i)bam", "")
        `,
        `
        String a = sub("x", "*.bam", "")
                            ^^^^^^^ invalid-pattern (warning): '*.bam' is no regular expression: nothing stands in front of what repeats it.
        String c = sub("x", "\\.bam", "")
                             ^^ unknown-escape (warning): '\\.' is no escape that a WDL string has.
        `,
      );
    });

    it('wants literals of one type in an enum', () => {
      check(
        `
        version 1.3
        enum Size { Small = 1, Large = "2", Huge = 1 + 2 }
        `,
        `
        enum Size { Small = 1, Large = "2", Huge = 1 + 2 }
                                       ^^^ enum-value (error): This is 'String', and the values of the enum are 'Int'.
                                                   ^^^^^ enum-value (error): The value of a choice must be written out.
        `,
        'spec',
      );
    });

    it('wants values where none can be given from outside', () => {
      check(
        `
        version 1.1
        task t {
          input { Int a }
          Int b
          Int? c
          command <<< ~{a} ~{b} ~{c} >>>
          output { File d }
        }
        task old {
          Int a
          command <<< ~{a} >>>
        }
        workflow w {
          call old { input: a = 1 }
        }
        `,
        `
          Int b
              ^ unbound-declaration (error): The declaration 'b' (Int) has no value.
          output { File d }
                        ^ unbound-declaration (error): The output 'd' (File) has no value.
        `,
      );
    });

    it('describes only what exists', () => {
      check(
        `
        version 1.1
        task t {
          input { File ref }
          parameter_meta { ref: "FASTA"  reff: "?" }
          command <<< ~{ref} >>>
        }
        `,
        `
          parameter_meta { ref: "FASTA"  reff: "?" }
                                         ^^^^ unknown-parameter (hint): 'reff' is no input here. Did you mean 'ref'?
        `,
      );
    });
  });

  describe('unused', () => {
    it('hints at what nothing reads, but not at index files', () => {
      checkUnused(
        `
        version 1.1
        import "lib.wdl" as lib
        task t {
          input { File bam  File bam_bai  String label }
          Int half = 2
          command <<< samtools ~{bam} >>>
          output { File o = "x" }
        }
        workflow w {
          input { File f }
          call t { input: bam = f, bam_bai = f, label = "a" }
          output { Int n = 1 }
        }
        //- /lib.wdl
        version 1.1
        task x { command <<< >>> }
        `,
        `
        import "lib.wdl" as lib
                            ^^^ unused-import (warning): Nothing of 'lib.wdl' is used.
          input { File bam  File bam_bai  String label }
                                                 ^^^^^ unused-input (hint): The input 'label' is never used.
          Int half = 2
              ^^^^ unused-declaration (warning): 'half' is never used.
          call t { input: bam = f, bam_bai = f, label = "a" }
               ^ unused-call (hint): No output of the call 't' is used.
        `,
      );
    });

    it('is silent in a document that could not be read whole', () => {
      checkUnused('version 1.1\ntask t {\n  input { Int a }\n  command <<< ~{ >>>\n', '');
    });
  });
});
