import assert from 'node:assert/strict';
import { json } from '@omics-lens/server/languages/json/index.ts';
import type { CheckOptions, WorkflowModel } from '@omics-lens/server/model/index.ts';
import { PARAMETER_RULES, checkParameters } from '@omics-lens/server/model/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent, renderProblems } from '../../support/fixture.ts';
import type { TestOptions } from '../../support/model.ts';
import { workflow } from '../../support/model.ts';

type Inputs = Readonly<Record<string, string>>;

const TYPES = {
  Sample: { name: 'String', bam: 'File', bai: 'File?', lanes: 'Array[Int]?' },
  Platform: ['ILLUMINA', 'PACBIO', 'ONT'],
} as const;

function problemsOf(
  model: WorkflowModel | undefined,
  text: string,
  options: Partial<CheckOptions> = {},
): readonly Problem[] {
  const { tree } = json.parse(text);
  const document = { text, root: tree.root.value };
  return checkParameters(model, document, {
    uri: 'file:///params.json',
    target: 'healthomics',
    region: 'us-east-1',
    ...options,
  });
}

/** The problems under their lines; without any, `expected` is empty. */
function check(
  inputs: Inputs | undefined,
  text: string,
  expected: string,
  options: TestOptions & Partial<CheckOptions> = {},
): void {
  const model = inputs === undefined ? undefined : workflow('Main', inputs, { types: TYPES, ...options });
  const source = dedent(text);
  assert.equal(renderProblems(source, problemsOf(model, source, options)), dedent(expected).trimEnd());
}

/** One value of one input; `expected` is the rendered problem without its line. */
function checkValue(
  type: string,
  value: string,
  expected: string | undefined,
  options: TestOptions & Partial<CheckOptions> = {},
): void {
  const model = workflow('Main', { x: type }, { types: TYPES, ...options });
  const text = `{"x": ${value}}`;
  const rendered = problemsOf(model, text, options).map(({ span, code, message }) => {
    return `${text.slice(span.start, span.end)} ${code}: ${message}`;
  });
  assert.equal(rendered.join('\n'), expected ?? '');
}

/** The text after the fix of this title. */
function checkFix(
  inputs: Inputs,
  text: string,
  title: string,
  expected: string,
  options: TestOptions = {},
): void {
  const source = dedent(text);
  const model = workflow('Main', inputs, { types: TYPES, ...options });
  const fixes = problemsOf(model, source).flatMap((problem) => problem.fixes ?? []);
  const fix = fixes.find((candidate) => candidate.title === title);
  assert.ok(fix, `no fix '${title}' among: ${fixes.map((candidate) => candidate.title).join(', ')}`);
  assert.equal(applyEdits(source, fix.edits), dedent(expected));
}

describe('model: parameter names', () => {
  it('says nothing about a good file', () => {
    check({ bam: 'File', n: 'Int?', t: 'Int = 2' }, '{"bam": "s3://bucket/a.bam", "t": 3}', '');
  });

  it('lists all that is missing in one problem, at the brace', () => {
    check(
      { bam: 'File', name: 'String', n: 'Int?', t: 'Int = 2' },
      `
      {
        "t": 3
      }`,
      `
      {
      ^ parameter-missing (error): Missing required parameters 'bam' and 'name' of workflow 'Main'.`,
    );
  });

  it('says what an empty file lacks on its first line', () => {
    check(
      { bam: 'File' },
      '',
      `
      
      ^ parameter-missing (error): Missing required parameter 'bam' of workflow 'Main'.`,
    );
  });

  it('says nothing about an empty file of a workflow that needs nothing', () => {
    check({ n: 'Int?' }, '', '');
  });

  it('wants an object', () => {
    check(
      { bam: 'File' },
      '["s3://bucket/a.bam"]',
      `
      ["s3://bucket/a.bam"]
      ^^^^^^^^^^^^^^^^^^^^^ parameters-not-object (error): The parameters must be an object, and this is an array.`,
    );
  });

  it('suggests the nearest name that has no value yet', () => {
    check(
      { reference: 'File', reference2: 'File' },
      '{"reference2": "s3://bucket/2.fa", "refernce": "s3://bucket/1.fa"}',
      `
      {"reference2": "s3://bucket/2.fa", "refernce": "s3://bucket/1.fa"}
                                         ^^^^^^^^^^ parameter-unknown (error): Unknown parameter 'refernce' of workflow 'Main'. Did you mean 'reference'?`,
    );
  });

  it('takes names with the workflow in front, for WDL', () => {
    check({ n: 'Int' }, '{"Main.n": 1}', '');
    check({ n: 'Int' }, '{"Main.n": 1}', '', { engine: 'WDL_LENIENT' });
  });

  it('and for no other engine', () => {
    const model = workflow('Main', { n: 'Int?' }, { engine: 'NEXTFLOW' });
    const [problem] = problemsOf(model, '{"Main.n": 1}');
    assert.equal(problem?.code, 'parameter-unknown');
    assert.match(problem.note ?? '', /for WDL only/);
  });

  it('warns when both forms give one input', () => {
    check(
      { n: 'Int' },
      '{"n": 1, "Main.n": 2}',
      `
      {"n": 1, "Main.n": 2}
               ^^^^^^^^ parameter-duplicate (warning): 'n' gets two values: as 'n' and as 'Main.n'.`,
    );
  });

  it('says that inputs of calls cannot be given', () => {
    const calls = [
      {
        name: 'align',
        callee: workflow('Align', {}).entry.id,
        at: { uri: 'file:///main.wdl', span: { start: 0, end: 0 } },
        dependsOn: [],
        scatters: [],
        conditions: [],
        arguments: new Map(),
      },
    ];
    const model = workflow('Main', {}, { calls });
    const [problem] = problemsOf(model, '{"Main.align.threads": 1}');
    assert.match(problem?.note ?? '', /takes only the inputs of the workflow itself/);
    assert.deepEqual(problemsOf(model, '{"Main.align.threads": 1}', { target: 'spec' }), []);
  });

  it('explains keys that are comments elsewhere', () => {
    const [problem] = problemsOf(workflow('Main', {}), '{"##_COMMENT1": "SAMPLES"}');
    assert.match(problem?.note ?? '', /comments/);
  });

  it('shows the first thousand of many, and counts the others', () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`key${i}`, i]));
    assert.equal(problemsOf(workflow('Main', {}), JSON.stringify(many)).length, 1001);
  });
});

describe('model: fixes of parameter names', () => {
  const title = 'Add all required parameters';

  it('adds behind the last member, indented like it', () => {
    checkFix(
      { bam: 'File', n: 'Int', ok: 'Boolean', s: 'Sample' },
      `
      {
          "n": 1
      }
      `,
      title,
      `
      {
          "n": 1,
          "bam": "s3://",
          "ok": false,
          "s": {
              "name": "",
              "bam": "s3://"
          }
      }
      `,
    );
  });

  it('keeps a line a line', () => {
    checkFix({ a: 'Int', b: 'Float' }, '{"a": 1}', title, '{"a": 1, "b": 0.0}');
    checkFix({ a: 'Int', s: 'Sample' }, '{"a": 1}', title, '{"a": 1, "s": { "name": "", "bam": "s3://" }}');
  });

  it('uses a comma that is there', () => {
    checkFix(
      { a: 'Int', b: 'String', c: 'String' },
      `
      {
        "a": 1,
      }`,
      title,
      `
      {
        "a": 1,
        "b": "",
        "c": ""
      }`,
    );
  });

  it('fills an empty object, an open one, and an empty file', () => {
    const inputs = { a: 'Array[Int]', b: 'Array[Int]+', m: 'Map[String, Int]', p: 'Pair[Int, Platform]' };
    const full = `
      {
        "a": [],
        "b": [
          0
        ],
        "m": {},
        "p": {
          "left": 0,
          "right": "ILLUMINA"
        }
      }`;
    checkFix(inputs, '{}', title, full);
    checkFix(inputs, '{', title, full);
    checkFix(inputs, '', title, `${full}\n`);
  });

  it('writes names like those that are there', () => {
    checkFix({ a: 'Int', b: 'Int' }, '{"Main.a": 1}', title, '{"Main.a": 1, "Main.b": 0}');
  });

  it('keeps line ends', () => {
    checkFix({ a: 'Int', b: 'Int' }, '{\r\n\t"a": 1\r\n}', title, '{\r\n\t"a": 1,\r\n\t"b": 0\r\n}');
  });

  it('renames', () => {
    checkFix({ sample: 'String' }, '{"sampel": "x"}', "Rename to 'sample'", '{"sample": "x"}');
    checkFix({ sample: 'String' }, '{"Main.sampel": "x"}', "Rename to 'Main.sample'", '{"Main.sample": "x"}');
  });

  it('renaming and adding go together', () => {
    const inputs = { sample: 'String', bam: 'File', s: 'Sample' };
    const text = '{"sampel": "x", "s": {"nmae": "y"}}';
    const problems = problemsOf(workflow('Main', inputs, { types: TYPES }), text);
    const preferred = problems.flatMap((problem) => problem.fixes?.filter((fix) => fix.preferred) ?? []);
    assert.equal(
      applyEdits(
        text,
        preferred.flatMap((fix) => fix.edits),
      ),
      '{"sample": "x", "s": {"name": "y", "bam": "s3://"}, "bam": "s3://"}',
    );
  });

  it('offers one name to one key only', () => {
    const model = workflow('Main', { sample: 'String' });
    const [first, second] = problemsOf(model, '{"sampel": "x", "smaple": "y"}');
    assert.match(first?.message ?? '', /Did you mean 'sample'/);
    assert.doesNotMatch(second?.message ?? '', /Did you mean/);
  });

  it('removes a member with its comma', () => {
    checkFix({ a: 'Int' }, '{"x": 0, "a": 1}', "Remove 'x'", '{"a": 1}');
    checkFix({ a: 'Int' }, '{"a": 1, "x": 0}', "Remove 'x'", '{"a": 1}');
    checkFix({}, '{"x": 0,}', "Remove 'x'", '{}');
  });
});

describe('model: parameter types', () => {
  const mismatch = (value: string, type: string, kind: string) =>
    `${value} parameter-type: 'x' must be ${type}, and this is ${kind}.`;

  const GOOD: Readonly<Record<string, readonly string[]>> = {
    Boolean: ['true', 'false'],
    'Boolean?': ['null', 'true'],
    Int: ['7', '-7', '0', '9223372036854775807'],
    Float: ['1', '1.5', '1e-3'],
    String: ['"text"', '""', '"/local/path"', '"https://example.org"'],
    File: ['"s3://bucket/a.bam"'],
    'Array[Int]': ['[]', '[1, 2]'],
    'Array[Int]+': ['[1]'],
    'Array[Int?]': ['[1, null]'],
    'Map[String, Int]': ['{}', '{"a": 1}'],
    'Map[Int, String]': ['{"2": "hello"}'],
    'Map[Boolean, String]': ['{"true": "hello"}'],
    'Pair[String, Int]': ['{"left": "0", "right": 1}', '{"Left": "0", "RIGHT": 1}'],
    Sample: [
      '{"name": "a", "bam": "s3://bucket/a.bam"}',
      '{"name": "a", "bam": "s3://bucket/a.bam", "bai": null}',
    ],
    Platform: ['"ONT"'],
    Object: ['{}', '{"a": [1]}'],
    Any: ['1', 'null', '{}', '"x"'],
    'Int|String': ['1', '"x"'],
    'Int|Array[Int]': ['1', '[1]'],
  };
  for (const [type, values] of Object.entries(GOOD)) {
    for (const value of values) {
      it(`${type} takes ${value}`, () => {
        checkValue(type, value, undefined);
      });
    }
  }

  const BAD: readonly (readonly [type: string, value: string, expected: string])[] = [
    ['Boolean', '"true"', mismatch('"true"', 'Boolean', 'a string')],
    ['Boolean', '1', mismatch('1', 'Boolean', 'a number')],
    ['Int', '"7"', mismatch('"7"', 'Int', 'a string')],
    ['Int', '1.0', "1.0 parameter-type: 'x' must be Int, and 1.0 is written as a Float."],
    ['Int', '1.5', "1.5 parameter-type: 'x' must be Int, and 1.5 is written as a Float."],
    ['Int', '1e3', "1e3 parameter-type: 'x' must be Int, and 1e3 is written as a Float."],
    [
      'Int',
      '9223372036854775808',
      "9223372036854775808 parameter-type: 'x' is too large for an Int: 9223372036854775808.",
    ],
    ['Int', 'true', mismatch('true', 'Int', 'true')],
    ['Int', 'null', "null parameter-type: 'x' must be Int and cannot be null."],
    ['Float', '"1.5"', mismatch('"1.5"', 'Float', 'a string')],
    ['String', '1', mismatch('1', 'String', 'a number')],
    ['File', '1', mismatch('1', 'File', 'a number')],
    ['File?', '[]', mismatch('[]', 'File?', 'an array')],
    ['Array[Int]', '1', mismatch('1', 'Array[Int]', 'a number')],
    ['Array[Int]', '[1, "2"]', '"2" parameter-type: \'x[1]\' must be Int, and this is a string.'],
    ['Array[Int]+', '[]', "[] parameter-empty-array: 'x' must hold at least one element."],
    ['Array[Array[Int]]', '[[1], [null]]', "null parameter-type: 'x[1][0]' must be Int and cannot be null."],
    ['Map[String, Int]', '[]', mismatch('[]', 'Map[String, Int]', 'an array')],
    [
      'Map[String, Int]',
      '{"a b": "1"}',
      '"1" parameter-type: \'x["a b"]\' must be Int, and this is a string.',
    ],
    ['Map[Int, Int]', '{"a": 1}', '"a" parameter-type: The key \'a\' must read as Int.'],
    ['Pair[Int, Int]', '[1, 2]', "[1, 2] parameter-type: 'x' must be Pair[Int, Int], and this is an array."],
    ['Pair[Int, Int]', '{"left": 1}', "{ struct-member-missing: 'x' lacks the member 'right'."],
    [
      'Pair[Int, Int]',
      '{"left": 1, "right": "2"}',
      '"2" parameter-type: \'x.right\' must be Int, and this is a string.',
    ],
    [
      'Pair[Int, Int]',
      '{"left": 1, "right": 2, "middle": 3}',
      '"middle" struct-member-unknown: Unknown member \'middle\' of a Pair[Int, Int].',
    ],
    ['Sample', '"a"', mismatch('"a"', 'Sample', 'a string')],
    ['Sample', '{}', "{ struct-member-missing: 'x' lacks the members 'name' and 'bam'."],
    [
      'Sample',
      '{"Name": "a", "bam": "s3://bucket/a.bam"}',
      "\"Name\" struct-member-unknown: Unknown member 'Name' of struct 'Sample'. Did you mean 'name'?",
    ],
    [
      'Array[Sample]',
      '[{"name": "a", "bam": "s3://bucket/a.bam", "lanes": [1, "2"]}]',
      '"2" parameter-type: \'x[0].lanes[1]\' must be Int, and this is a string.',
    ],
    [
      'Platform',
      '"ilumina"',
      "\"ilumina\" parameter-choice: 'ilumina' is no choice of 'x'. Did you mean 'ILLUMINA'?",
    ],
    [
      'Platform',
      '"Illumina"',
      "\"Illumina\" parameter-choice: 'Illumina' is no choice of 'x'. Did you mean 'ILLUMINA'?",
    ],
    ['Platform', '1', mismatch('1', 'Platform', 'a number')],
    ['Object', '[]', mismatch('[]', 'Object', 'an array')],
    ['Int|String', 'true', mismatch('true', 'Int | String', 'true')],
    ['Int|Array[Int]', '["a"]', '"a" parameter-type: \'x[0]\' must be Int, and this is a string.'],
  ];
  for (const [type, value, expected] of BAD) {
    it(`${type} refuses ${value}`, () => {
      checkValue(type, value, expected);
    });
  }

  it('WDL_LENIENT converts what loses nothing', () => {
    for (const [type, value] of [
      ['Int', '1.0'],
      ['Int', '"7"'],
      ['Float', '"7.5"'],
    ] as const) {
      checkValue(type, value, undefined, { engine: 'WDL_LENIENT' });
    }
    checkValue('Int', '1.5', "1.5 parameter-type: 'x' must be Int, and 1.5 is written as a Float.", {
      engine: 'WDL_LENIENT',
    });
  });

  it('null instead of a default may go', () => {
    checkFix({ n: 'Int = 2' }, '{"n": null}', "Remove 'n'", '{}');
  });

  const FIXES: readonly (readonly [type: string, value: string, title: string, fixed: string])[] = [
    ['Boolean', '"True"', 'Write true', 'true'],
    ['Int', '"7"', 'Write 7', '7'],
    ['Int', '7.0', 'Write 7', '7'],
    ['Float', '"7.5"', 'Write 7.5', '7.5'],
    ['String', '7.50', 'Write "7.50"', '"7.50"'],
    ['Array[String]', '"a"', 'Write ["a"]', '["a"]'],
    ['String', '["a"]', 'Write "a"', '"a"'],
    ['Pair[Int, Int]', '[1, 2]', 'Write it as an object with left and right', '{ "left": 1, "right": 2 }'],
    ['Platform', '"Illumina"', "Replace with 'ILLUMINA'", '"ILLUMINA"'],
    ['Sample', '{"name": "a"}', 'Add all required members', '{"name": "a", "bam": "s3://"}'],
  ];
  for (const [type, value, title, fixed] of FIXES) {
    it(`${type}: ${value} becomes ${fixed}`, () => {
      checkFix({ x: type }, `{"x": ${value}}`, title, `{"x": ${fixed}}`);
    });
  }
});

describe('model: parameter URIs', () => {
  const HOST = 'omics://123456789012.storage.us-east-1.amazonaws.com';
  const READ_SET = `${HOST}/1234567890/readSet/2345678901`;

  for (const value of [
    's3://bucket/a.bam',
    's3://1-2-abc-s3alias/1/sequenceStore/2/readSet/3/a.bam',
    's3://bucket//a//b.bam',
    READ_SET,
    `${READ_SET}/index`,
    `${HOST}/1234567890/reference/2345678901`,
  ]) {
    it(`File takes ${value}`, () => {
      checkValue('File', `"${value}"`, undefined);
    });
  }
  for (const value of ['s3://bucket/folder/', 's3://bucket/']) {
    it(`Directory takes ${value}`, () => {
      checkValue('Directory', `"${value}"`, undefined);
    });
  }

  const BAD: readonly (readonly [type: string, value: string, expected: string])[] = [
    ['File', '/data/a.bam', '"/data/a.bam" file-uri-scheme: File \'x\' is a local path.'],
    ['File', 'a.bam', '"a.bam" file-uri-scheme: File \'x\' is a local path.'],
    ['File', '', '"" file-uri-scheme: File \'x\' is empty.'],
    [
      'File',
      'file:///a.bam',
      '"file:///a.bam" file-uri-scheme: \'x\' is a file:// URI, which HealthOmics cannot read.',
    ],
    [
      'File',
      'https://x.org/a',
      '"https://x.org/a" file-uri-scheme: \'x\' is a https:// URI, which HealthOmics cannot read.',
    ],
    [
      'File',
      'ftp://x.org/a',
      '"ftp://x.org/a" file-uri-scheme: \'x\' is a ftp:// URI, which HealthOmics cannot read.',
    ],
    [
      'File',
      'gs://bucket/a',
      '"gs://bucket/a" file-uri-scheme: \'x\' is a gs:// URI, which HealthOmics cannot read.',
    ],
    ['File', 's3://', "s3:// s3-uri: 'x' names no bucket."],
    ['File', 's3:/bucket/a', "s3:/bucket/a s3-uri: 'x' must begin with 's3://'."],
    [
      'File',
      's3://Bucket/a',
      "Bucket s3-uri: 'x' names the bucket 'Bucket', and a bucket has 3 to 63 small letters, digits, dots and hyphens.",
    ],
    [
      'File',
      's3://bucket',
      "\"s3://bucket\" file-uri-slash: File 'x' names the bucket 'bucket' and no object in it.",
    ],
    [
      'File',
      's3://bucket/a/',
      "\"s3://bucket/a/\" file-uri-slash: File 'x' ends in '/', which stands for a folder.",
    ],
    [
      'File',
      's3://bucket/*.bam',
      '"s3://bucket/*.bam" file-uri-glob: \'x\' holds a pattern, and only Nextflow expands patterns.',
    ],
    ['Directory', 's3://bucket/a', "\"s3://bucket/a\" directory-uri-slash: Directory 'x' must end in '/'."],
    ['Directory', '/data/', '"/data/" file-uri-scheme: Directory \'x\' is a local path.'],
    ['Directory', READ_SET, `"${READ_SET}" file-uri-scheme: Directory 'x' cannot be an omics:// URI.`],
    [
      'File',
      `${HOST}/1234567890/readset/2345678901`,
      "readset omics-uri: 'x' must write 'readSet', not 'readset'.",
    ],
    [
      'File',
      `${HOST}/12/readSet/2345678901`,
      "12 omics-uri: 'x' needs a store id of 10 to 36 digits, not '12'.",
    ],
    [
      'File',
      READ_SET.replace('us-east-1', 'eu-west-1'),
      "eu-west-1 omics-uri-region: 'x' lies in eu-west-1, and the run starts in us-east-1.",
    ],
  ];
  for (const [type, value, expected] of BAD) {
    it(`${type} refuses '${value}'`, () => {
      checkValue(type, `"${value}"`, expected);
    });
  }

  it('points at the whole string where escapes shift the text', () => {
    checkValue(
      'File',
      '"s3:\\/\\/Bucket\\/a"',
      "\"s3:\\/\\/Bucket\\/a\" s3-uri: 'x' names the bucket 'Bucket', and a bucket has 3 to 63 small letters, digits, dots and hyphens.",
    );
  });

  it('checks files inside structs, maps and arrays', () => {
    checkValue(
      'Map[String, Array[File]]',
      '{"a": ["x.bam"]}',
      '"x.bam" file-uri-scheme: File \'x["a"][0]\' is a local path.',
    );
    checkValue(
      'Map[File, Int]',
      '{"x.bam": 1}',
      '"x.bam" file-uri-scheme: File \'the key of x["x.bam"]\' is a local path.',
    );
  });

  it('Nextflow expands patterns and loads folders', () => {
    checkValue('File', '"s3://bucket/*.bam"', undefined, { engine: 'NEXTFLOW' });
    checkValue('File', '"s3://bucket/a/"', undefined, { engine: 'NEXTFLOW' });
  });

  it('CWL writes a file as an object', () => {
    checkValue('File', '{"class": "File", "path": "s3://bucket/a"}', undefined, { engine: 'CWL' });
    checkValue(
      'File',
      '{"class": "File", "location": "a"}',
      '"a" file-uri-scheme: File \'x\' is a local path.',
      {
        engine: 'CWL',
      },
    );
  });

  it('asks for no place where the target is the specification', () => {
    checkValue('File', '"/data/a.bam"', undefined, { target: 'spec' });
    checkValue('Directory', '"https://x.org/a"', undefined, { target: 'spec' });
  });

  it('asks for no Region where none is known', () => {
    checkValue('File', `"${READ_SET}"`, undefined, { region: undefined });
  });

  it('without a workflow checks the form of URIs, wherever they stand', () => {
    check(
      undefined,
      '{"a": ["s3://", "/local", "https://x.org"], "b": {"c": "omics://1/2"}}',
      `
      {"a": ["s3://", "/local", "https://x.org"], "b": {"c": "omics://1/2"}}
              ^^^^^ s3-uri (error): 'a[0]' names no bucket.
                                                                      ^ omics-uri (error): 'b.c' needs '{account}.storage.{Region}.amazonaws.com' behind 'omics://', not '1'.`,
    );
  });

  const FIXES: readonly (readonly [type: string, value: string, title: string, fixed: string])[] = [
    ['Directory', 's3://bucket/a', "Add '/'", 's3://bucket/a/'],
    ['File', 's3://bucket/a.bam/', "Remove the '/'", 's3://bucket/a.bam'],
    ['File', 'S3://bucket/a', "Write 's3://bucket/a'", 's3://bucket/a'],
    ['File', 's3:/bucket/a', "Write 's3://bucket/a'", 's3://bucket/a'],
    ['File', ' s3://bucket/a ', "Write 's3://bucket/a'", 's3://bucket/a'],
    ['File', 'https://bucket.s3.us-east-1.amazonaws.com/a/b', "Write 's3://bucket/a/b'", 's3://bucket/a/b'],
    ['File', `${HOST}/1234567890/readset/2345678901`, `Write '${READ_SET}'`, READ_SET],
  ];
  for (const [type, value, title, fixed] of FIXES) {
    it(`${type}: '${value}' becomes '${fixed}'`, () => {
      checkFix({ x: type }, `{"x": "${value}"}`, title, `{"x": "${fixed}"}`);
    });
  }
});

describe('model: size of parameters', () => {
  const messages = (model: WorkflowModel, text: string) =>
    problemsOf(model, text).map(({ message }) => message);
  const list = (bytes: number) => JSON.stringify({ names: ['n'.repeat(bytes - '{"names":[""]}'.length)] });

  it('counts bytes without white space, and shows them', () => {
    const model = workflow('Main', { names: 'Array[String]' });
    const near = 'The parameters take 50,000 of the 50,000 bytes that HealthOmics accepts.';
    assert.deepEqual(messages(model, list(50_000)), [near]);
    assert.deepEqual(messages(model, list(50_000).replace('[', `[\n${' '.repeat(100)}`)), [near]);
    assert.deepEqual(messages(model, list(40_000)), []);
    const [problem] = problemsOf(model, list(50_001));
    assert.equal(problem?.message, 'The parameters take 50,001 bytes, and HealthOmics accepts 50,000.');
    assert.equal(problem.severity, 'warning');
  });

  it('counts letters beyond ASCII as the bytes they take', () => {
    const model = workflow('Main', { names: 'Array[String]' });
    assert.match(
      problemsOf(model, JSON.stringify({ names: ['ä'.repeat(25_000)] }))[0]?.message ?? '',
      /50,014 bytes/,
    );
    assert.match(
      problemsOf(model, JSON.stringify({ names: ['😀'.repeat(12_500)] }))[0]?.message ?? '',
      /50,014 bytes/,
    );
  });

  it('says nothing where the target is the specification', () => {
    const model = workflow('Main', { names: 'Array[String]' });
    assert.deepEqual(problemsOf(model, list(60_000), { target: 'spec' }), []);
  });
});

describe('model: one mistake is one problem', () => {
  it('a key that stands for a required parameter says so, and nothing is missing', () => {
    const model = workflow('Main', { bam: 'File', t: 'Int = 1' });
    const [problem, ...others] = problemsOf(model, '{"bma": "s3://bucket/a.bam"}');
    assert.deepEqual(others, []);
    assert.equal(
      problem?.note,
      "'bam' is required, and no other key gives it a value. HealthOmics refuses a run with a parameter that the workflow does not have.",
    );
  });

  it('a key that stands for an optional one says nothing of that', () => {
    const model = workflow('Main', { threads: 'Int = 1' });
    assert.doesNotMatch(problemsOf(model, '{"thraeds": 2}')[0]?.note ?? '', /required/);
  });

  it('what no key stands for is still missing', () => {
    check(
      { bam: 'File', name: 'String' },
      '{"bma": "s3://bucket/a.bam"}',
      `
      {"bma": "s3://bucket/a.bam"}
      ^ parameter-missing (error): Missing required parameter 'name' of workflow 'Main'.
       ^^^^^ parameter-unknown (error): Unknown parameter 'bma' of workflow 'Main'. Did you mean 'bam'?`,
    );
  });

  it('in structs and pairs too', () => {
    checkValue(
      'Pair[Int, Int]',
      '{"left": 1, "rigth": 2}',
      `"rigth" struct-member-unknown: Unknown member 'rigth' of a Pair[Int, Int]. Did you mean 'right'?`,
    );
  });

  it('counts what is too much to show', () => {
    const text = JSON.stringify({ n: Array.from({ length: 1_234 }, () => 'x') });
    const problems = problemsOf(workflow('Main', { n: 'Array[Int]' }), text);
    assert.equal(problems.length, 1_001);
    assert.equal(problems.at(-1)?.message, '234 more problems of this file are not shown.');
  });
});

describe('model: images among the parameters', () => {
  const map = {
    registryMappings: [
      {
        upstreamRegistryUrl: 'quay.io',
        ecrRepositoryPrefix: 'quay',
        upstreamRepositoryPrefix: 'biocontainers',
      },
      { upstreamRegistryUrl: 'registry-1.docker.io', ecrRepositoryPrefix: 'hub' },
    ],
    imageMappings: [{ sourceImage: 'ghcr.io/a/b:1', destinationImage: 'b:1' }],
  };
  const codes = (name: string, value: string, options: Partial<CheckOptions> = {}) =>
    problemsOf(workflow('Main', { [name]: 'String' }), JSON.stringify({ [name]: value }), options)
      .map(({ code }) => code)
      .join(' ');
  const CASES: readonly (readonly [string, string, string, string])[] = [
    // name, value, without a map, with the map
    ['gatk_docker', 'quay.io/biocontainers/gatk4:4.5', 'parameter-container', ''],
    ['gatk_docker', 'quay.io/other/gatk4:4.5', 'parameter-container', 'parameter-container'],
    ['docker', 'ubuntu:latest', 'parameter-container', ''],
    ['containerUri', 'ghcr.io/a/b:1', 'parameter-container', ''],
    ['image', 'ghcr.io/a/b:2', 'parameter-container', 'parameter-container'],
    ['image', '123456789012.dkr.ecr.us-east-1.amazonaws.com/b:2', '', ''],
    [
      'image',
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/b:2',
      'parameter-container-region',
      'parameter-container-region',
    ],
    ['image', 'front', '', ''],
    ['docker_mode', 's3://bucket/x', '', ''],
    ['sample', 'quay.io/biocontainers/gatk4:4.5', '', ''],
  ];
  for (const [name, value, without, withMap] of CASES) {
    it(`${name}: ${value}`, () => {
      assert.equal(codes(name, value), without);
      assert.equal(codes(name, value, { registryMap: map }), withMap);
      assert.equal(codes(name, value, { target: 'spec' }), '');
    });
  }
});

describe('model: parameters against the template', () => {
  const entry = (optional: boolean) => ({ optional, span: { start: 0, end: 1 } });
  const template = {
    uri: 'file:///parameter-template.json',
    entries: new Map([
      ['bam', entry(false)],
      ['threads', entry(false)],
      ['name', entry(true)],
    ]),
  };

  it('warns of what it does not have, and of what it requires', () => {
    check(
      { bam: 'File', threads: 'Int = 1', depth: 'Int?' },
      '{"bam": "s3://bucket/a.bam", "depth": 3}',
      `
      {"bam": "s3://bucket/a.bam", "depth": 3}
      ^ parameter-required-by-template (warning): The parameter template 'parameter-template.json' requires 'threads'.
                                   ^^^^^^^ parameter-not-in-template (warning): The parameter template 'parameter-template.json' has no 'depth'.`,
      { template },
    );
  });

  it('says nothing twice that the workflow says', () => {
    check(
      { bam: 'File', threads: 'Int = 1' },
      '{"bma": "s3://bucket/a.bam", "threads": 3}',
      `
      {"bma": "s3://bucket/a.bam", "threads": 3}
       ^^^^^ parameter-unknown (error): Unknown parameter 'bma' of workflow 'Main'. Did you mean 'bam'?`,
      { template },
    );
  });

  it('knows a parameter with the workflow in front', () => {
    check({ bam: 'File', threads: 'Int' }, '{"Main.bam": "s3://bucket/a.bam", "Main.threads": 3}', '', {
      template,
    });
  });
});

describe('model: parameter rules', () => {
  it('each stands under its own code', () => {
    for (const [code, rule] of Object.entries(PARAMETER_RULES)) assert.equal(rule.code, code);
  });
});
