import assert from 'node:assert/strict';
import { suppressActions } from '@omics-lens/server/features/suppress.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { openFixture } from '../../../../support/open-fixture.ts';
import { check, checkFix, config, project } from './check.ts';

function workflow(body: string): string {
  return `//- /main.nf\nworkflow {\n  ${body}\n}\n`;
}

function script(text: string, inputs = 'path reads\n  val name'): string {
  return `//- /main.nf\nprocess A {\n  input:\n  ${inputs}\n\n  output:\n  path 'x'\n\n  ${text}\n}\n`;
}

describe('findings: closures that change what others see', () => {
  it('a variable without a declaration', () =>
    check(
      'closure-race',
      workflow('ch.map { meta, f ->\n    name = f.baseName\n    [meta, name]\n  }.view()'),
      "name warning: 'name' is shared by everything that runs at the same time, and this closure changes it.",
    ));
  it('is mended by a declaration, unless somebody else reads it', async () => {
    await checkFix(
      'closure-race',
      workflow('ch.map { f -> x = f; [x] }'),
      'workflow {\n  ch.map { f -> def x = f; [x] }\n}',
    );
    await check(
      'closure-race',
      workflow('def n = 0\n  ch | map { n += 1; n }'),
      "n warning: 'n' is shared by everything that runs at the same time, and this closure changes it.",
    );
  });
  it('a counter', () =>
    check(
      'closure-race',
      workflow('def n = 0\n  ch.filter { n++ < 3 }'),
      "n warning: 'n' is shared by everything that runs at the same time, and this closure changes it.",
    ));
  it('a map that came in', () =>
    check(
      'closure-race',
      workflow("ch.map { meta, f -> meta.id = 'x'; [meta, f] }"),
      "meta.id warning: This changes 'meta', which other channels may hold as well.",
    ));
  it('own variables, lists of names, and what runs one by one', async () => {
    for (const body of [
      'ch.map { f -> def x = 1; x = 2; [x] }',
      'ch.map { rows -> def n = 0; rows.each { n += it }; n }',
      'ch.map { f -> String x; x = f.name; x }',
      'ch.set { x }',
      'ch.branch { a: it > 1\n b: true }.set { y }',
      'def n = 0\n  ch.subscribe { n++ }',
      'ch.map { meta, f -> def copy = meta.clone(); copy.id = 1; [copy, f] }',
      'ch.map { f -> for (i in 1..3) { def z = i; z = 2 }; f }',
    ])
      await check('closure-race', workflow(body));
  });
});

describe('findings: values in scripts', () => {
  it('in single quotes are not put in', async () => {
    await check(
      'not-interpolated',
      script("script:\n  '''\n  cat $reads > x; cat ${reads}\n  '''"),
      "$reads warning: The shell gets '$reads' as it is, and has no variable of that name.",
    );
    await check(
      'not-interpolated',
      script("script:\n  '''\n  x -t ${task.cpus}\n  '''"),
      "${task.cpus} warning: The shell gets '${task.cpus}' as it is, and has no variable of that name.",
    );
  });
  it('are mended by double quotes, or the mark of shell', async () => {
    await checkFix(
      'not-interpolated',
      script("script:\n  '''\n  cat $reads\n  '''"),
      script('script:\n  """\n  cat $reads\n  """').replace('//- /main.nf\n', ''),
    );
    await checkFix(
      'not-interpolated',
      script("shell:\n  '''\n  cat $reads\n  '''"),
      script("shell:\n  '''\n  cat !{reads}\n  '''").replace('//- /main.nf\n', ''),
    );
  });
  it('are the shell’s own where it sets them, or the environment does', async () => {
    for (const text of [
      "'''\n  for reads in *.fq; do cat $reads; done\n  '''",
      "'''\n  reads=1\n  echo $reads $other\n  '''",
      '"""\n  cat $reads\n  """',
      "'''\n  cat \\$reads\n  '''",
    ])
      await check('not-interpolated', script(`script:\n  ${text}`));
    await check('not-interpolated', script("script:\n  '''\n  cat $reads\n  '''", 'env reads'));
  });
  it('with the mark of shell outside of it', () =>
    check(
      'not-interpolated',
      script('script:\n  """\n  cat !{reads}\n  """'),
      "!{reads} warning: The shell gets '!{reads}' as it is: outside of 'shell:' this brings no value.",
    ));
  it('that are null by default', async () => {
    const text = 'script:\n  """\n  gatk -L ${params.intervals}\n  """';
    await check(
      'null-in-script',
      `${script(text)}//- /nextflow.config\nparams.intervals = null\n`,
      "params.intervals hint: Without a value for 'intervals', the command reads the word 'null'.",
    );
    await check('null-in-script', `${script(text)}//- /nextflow.config\nparams.intervals = 'a'\n`);
    await check(
      'null-in-script',
      `${script(text.replace('script:\n', 'script:\n  if (params.intervals)\n'))}//- /nextflow.config\nparams.intervals = null\n`,
    );
  });
  it('that are folders of the engine', async () => {
    await check(
      'engine-path',
      script('script:\n  """\n  ls $launchDir\n  """'),
      "launchDir information: 'launchDir' is a folder of the engine, which the task may not see.",
    );
    await check(
      'engine-path',
      script('script:\n  """\n  cat $projectDir/assets/x\n  """'),
      "projectDir hint: 'projectDir' is a folder of the engine, which the task may not see.",
    );
    await check(
      'engine-path',
      script('script:\n  """\n  python3 $projectDir/bin/x.py ${baseDir}/bin/y\n  """'),
    );
  });
  it('without quotes, where somebody asks', async () => {
    const on = { rules: { 'unquoted-value': 'warning' } } as const;
    await check(
      'unquoted-value',
      script('script:\n  """\n  x --name $name --out \'$name\' "${name}"\n  """'),
      "$name warning: '$name' is put into the script without quotes.".replace("'$name' is", "'name' is"),
      on,
    );
    await check('unquoted-value', script('script:\n  """\n  x --name $name\n  """'));
  });
});

describe('findings: workflows and ports', () => {
  it('a join that drops', async () => {
    await check(
      'join-mismatch',
      workflow('a.join(b)'),
      'join hint: What has no partner on the other side is dropped here, without a word.',
    );
    await checkFix(
      'join-mismatch',
      workflow('a.join(b, by: 0)'),
      'workflow {\n  a.join(b, by: 0, failOnMismatch: true)\n}',
    );
    for (const body of [
      'a.join(b, remainder: true)',
      'a.join(b, failOnMismatch: true)',
      "['a'].join(',')",
      'a.map { x -> x.join(sep) }',
    ])
      await check('join-mismatch', workflow(body));
    await check('join-mismatch', `//- /main.nf\nnextflow.enable.strict = true\nworkflow { a.join(b) }\n`);
    await check(
      'join-duplicate',
      workflow('a.join(b)'),
      'join hint: Keys that are there twice are joined in the order in which they come.',
      { rules: { 'join-duplicate': 'hint' } },
    );
  });
  it('outputs that take everything', async () => {
    const out = (text: string) => `//- /main.nf\nprocess A {\n  output:\n  ${text}\n  script: 'true'\n}\n`;
    await check(
      'output-everything',
      out("path 'res/**', emit: x"),
      "res/** hint: 'res/**' takes every file that is there.",
    );
    await checkFix(
      'output-everything',
      out("tuple val(1), path('res/**')"),
      "process A {\n  output:\n  tuple val(1), path('res/')\n  script: 'true'\n}",
    );
    await check('output-everything', out("path '*'"), "* hint: '*' takes every file that is there.");
    for (const text of ["path '*.bam'", "path 'res/*'", "path 'res/**.bam'", "path 'res'"])
      await check('output-everything', out(text));
  });
  it('processes without outputs and inputs', async () => {
    await check(
      'process-without-outputs',
      "//- /main.nf\nprocess A {\n  script: 'true'\n}\nworkflow { A() }\n",
      "A hint: Process 'A' has no outputs.",
    );
    await check('process-without-outputs', '//- /main.nf\nprocess A {\n  exec: println 1\n}\n');
    await check('process-without-inputs', project(''), "A hint: Process 'A' has no inputs.", {
      rules: { 'process-without-inputs': 'hint' },
    });
    await check('process-without-inputs', project(''));
  });
  it('flags that there are not', async () => {
    await checkFix('unknown-flag', '//- /main.nf\nnextflow.enable.dls = 2\n', 'nextflow.enable.dsl = 2');
    await check(
      'unknown-flag',
      config('nextflow.enable.types = true'),
      "nextflow.enable.types warning: Nextflow has no flag 'nextflow.enable.types'. Did you mean 'nextflow.preview.types'?",
    );
    await check('unknown-flag', '//- /main.nf\nnextflow.enable.dsl = 2\nnextflow.preview.recursion = true\n');
  });
  it('ends of the program, and null for nothing', async () => {
    await check(
      'system-exit',
      workflow('System.exit(1)'),
      "System.exit(1) hint: 'System.exit' stops the engine without a word.",
    );
    await checkFix('if-empty-null', workflow('a.ifEmpty(null)'), 'workflow {\n  a.ifEmpty([])\n}');
    await check('if-empty-null', workflow('a.ifEmpty([])'));
  });
});

describe('findings: rules of the house, off unless asked for', () => {
  const PROCESS =
    "//- /main.nf\nprocess align {\n  input:\n  path x\n  output:\n  path 'y'\n  when:\n  true\n  shell:\n  'true'\n}\nworkflow {\n  Channel.of(1).map { it + 1 } // TODO nf-core: mend\n}\n";
  const expected: Readonly<Record<string, string>> = {
    'process-name-case': "align warning: The name of process 'align' is not in capitals.",
    'process-without-label': "align warning: Process 'align' has no label.",
    'process-without-stub': "align warning: Process 'align' has no stub.",
    'output-without-name': "path 'y' warning: This output has no name.",
    'versions-missing': "align warning: Process 'align' has no output 'versions'.",
    'when-section': "when warning: 'when:' hides in the process whether it runs.",
    'shell-section': "shell warning: 'shell:' is out of date.",
    'channel-case': "Channel warning: 'Channel' is the old way to write 'channel'.",
    'implicit-it': "it warning: 'it' is the parameter that this closure does not name.",
    'template-todo': '// TODO nf-core: mend warning: A note of the template is left here.',
  };
  for (const [code, message] of Object.entries(expected)) {
    it(code, async () => {
      await check(code, PROCESS, message, { rules: { [code]: 'warning' } });
      await check(code, PROCESS);
    });
  }
});

describe('rules over the model, for Nextflow', () => {
  const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com/bwa:1';
  const at = { region: 'us-east-1' };
  const process = (directives: string) => project(directives);
  it('images through configuration, registries and choices', async () => {
    await check(
      'container-not-ecr',
      `${process('label "x"')}//- /nextflow.config\nprocess { withLabel: x { container = 'quay.io/bwa:1' } }\n`,
      "A warning: Image 'quay.io/bwa:1' is not in Amazon ECR private.",
      at,
    );
    await check('container-not-ecr', `${process(`container '${ECR}'`)}`, [], at);
    await check(
      'container-not-ecr',
      `${process("container 'bwa:1'")}//- /nextflow.config\ndocker.registry = '123456789012.dkr.ecr.us-east-1.amazonaws.com'\n`,
      [],
      at,
    );
    await check(
      'container-not-ecr',
      process(
        "container \"${ workflow.containerEngine == 'singularity' ? 'https://depot.org/bwa' : 'quay.io/bwa:1' }\"",
      ),
      "\"${ workflow.containerEngine == 'singularity' ? 'https://depot.org/bwa' : 'quay.io/bwa:1' }\" warning: Image 'quay.io/bwa:1' is not in Amazon ECR private.",
      at,
    );
    await check('container-missing', process('cpus 2'), "A error: Task 'A' names no container image.", at);
    await check(
      'container-missing',
      `${process('cpus 2')}//- /nextflow.config\nprocess.container = '${ECR}'\n`,
      [],
      at,
    );
    await check(
      'container-region',
      process(`container '${ECR}'`),
      `'${ECR}' error: Image '${ECR}' lies in us-east-1, and runs start in eu-west-1.`,
      { region: 'eu-west-1' },
    );
  });
  it('sizes through labels, names, closures and check_max', async () => {
    await check(
      'memory-too-large',
      `${process("label 'big'\n  cpus 4")}//- /nextflow.config\nprocess { withLabel: big { memory = { 4.TB * task.attempt } } }\n`,
      'A error: No instance in us-east-1 has 4096 GiB; the most is 1536 GiB.',
      at,
    );
    await check(
      'cpu-too-large',
      process('cpus 500'),
      '500 error: No instance in us-east-1 has 500 vCPUs; the most is 192.',
      at,
    );
    const limited = (options: string) =>
      `${process("cpus 500\n  memory '4 TB'")}//- /nextflow.config\nmanifest.nextflowVersion = '24.10.8'\nprocess.resourceLimits = [${options}]\n`;
    await check('cpu-too-large', limited('cpus: 16, memory: 64.GB'), [], at);
    await check('memory-too-large', limited('cpus: 16, memory: 64.GB'), [], at);
    const checkMax =
      "\ndef check_max(obj, type) {\n  if (type == 'cpus') { return Math.min(obj, params.max_cpus as int) }\n}\n";
    await check(
      'cpu-too-large',
      `${process('label "x"')}//- /nextflow.config\nparams.max_cpus = 16\nprocess { withLabel: x { cpus = { check_max( 500 * task.attempt, 'cpus' ) } } }\n${checkMax}`,
      [],
      at,
    );
    await check(
      'resources-default',
      `${process('memory 4.GB')}//- /nextflow.config\nprocess { withName: 'A' { cpus = 2 } }\n`,
      [],
      at,
    );
    await check(
      'resources-default',
      process('cpus 2'),
      "A hint: Task 'A' asks for no memory and gets 1 GiB of an omics.c.large.",
      at,
    );
    await check(
      'resource-too-small',
      process("memory '500 MB'"),
      "'500 MB' warning: Task 'A' asks for 500 MiB of memory, and the least is 1 GiB.",
      at,
    );
    await check('memory-unreadable', process("memory '4 GB'"), [], at);
    await check(
      'cpu-fraction',
      process('cpus 2.5'),
      '2.5 information: HealthOmics rounds 2.5 vCPUs to 3.',
      at,
    );
  });
  it('a GB is 1,024³ bytes, and a fix keeps it readable', async () => {
    await check('instance-waste', process("cpus 2\n  memory '8 GB'"), [], at);
    await checkFix(
      'resource-too-small',
      process("memory '500 MB'"),
      process("memory '1 GB'").replace('//- /main.nf\n', ''),
      at,
    );
  });
  it('amounts without a unit, and what is none, in words of Nextflow', async () => {
    await check(
      'resource-too-small',
      process('memory 4'),
      "4 warning: Task 'A' asks for 4 bytes of memory, and the least is 1 GiB.",
      at,
    );
    await checkFix(
      'resource-too-small',
      process('memory 4'),
      process("memory '4 GB'").replace('//- /main.nf\n', ''),
      at,
    );
    await check('memory-unreadable', process("memory 'four'"), [], at);
    await check(
      'directive-value',
      process("memory 'four'"),
      "'four' error: Nextflow cannot read 'four' as an amount of memory.",
      at,
    );
  });
  it('an image that is the default of a parameter', () =>
    check(
      'container-not-ecr',
      `${process('container params.image')}//- /nextflow.config\nparams.image = 'quay.io/bwa:1'\nmanifest {}\n`,
      "params.image warning: Default image 'quay.io/bwa:1' is not in Amazon ECR private.",
      at,
    ));
  it('accelerators with and without a number', async () => {
    await check(
      'accelerator-unknown',
      process("accelerator 1, type: 'nvidia-tesla-v100'"),
      "'nvidia-tesla-v100' error: Unknown accelerator 'nvidia-tesla-v100'.",
      at,
    );
    await check(
      'accelerator-count',
      process("accelerator 8, type: 'nvidia-l4'"),
      "8, type: 'nvidia-l4' error: No instance has 8 GPUs.",
      at,
    );
    await check(
      'accelerator-count',
      process("accelerator 2, type: 'nvidia-l4'"),
      "2, type: 'nvidia-l4' information: Task 'A' gets an instance with 4 GPUs and asks for 2.",
      at,
    );
    for (const text of [
      "accelerator 1, type: 'nvidia-t4-a10g-l4'",
      "accelerator type: 'nvidia-l4'",
      "accelerator request: 4, type: 'nvidia-l40s'",
    ])
      for (const code of ['accelerator-unknown', 'accelerator-count'])
        await check(code, process(text), [], { region: 'us-east-1' });
  });
  it('retries ask for as much memory as before', () =>
    check(
      'retry-memory',
      process("cpus 2\n  memory '900 GB'\n  maxRetries 5\n  errorStrategy 'retry'"),
      [],
      at,
    ));
});

describe('comments that silence findings', () => {
  const JOIN = 'a.join(b)';
  it('on the line, above it, and for the file', async () => {
    for (const body of [
      `${JOIN} // omics-lens: ignore join-mismatch`,
      `// omics-lens: ignore join-mismatch\n  ${JOIN}`,
      `${JOIN} /* omics-lens: ignore join-mismatch */`,
      `${JOIN} // noqa`,
      `${JOIN} // noqa: join-mismatch`,
      `${JOIN} // NOQA: JoinMismatchRule`,
    ])
      await check('join-mismatch', workflow(body));
    await check(
      'join-mismatch',
      `//- /main.nf\n// omics-lens: ignore-file join-mismatch\nworkflow {\n  ${JOIN}\n}\n`,
    );
  });
  it('not for other codes, and noqa for its own line only', async () => {
    const found = 'join hint: What has no partner on the other side is dropped here, without a word.';
    await check('join-mismatch', workflow(`${JOIN} // noqa: E501`), found);
    await check('join-mismatch', workflow(`// noqa\n  ${JOIN}`), found);
    await check('join-mismatch', workflow(`// omics-lens: ignore closure-race\n  ${JOIN}`), found);
  });
  it('above a script for what stands in it, and in configuration', async () => {
    await check(
      'not-interpolated',
      script("script:\n  // omics-lens: ignore not-interpolated\n  '''\n  cat $reads\n  '''"),
    );
    await check(
      'engine-version-range',
      config("// omics-lens: ignore engine-version-range\nmanifest.nextflowVersion = '>=23.04'"),
    );
  });
});

describe('the fix that writes such a comment', () => {
  /** The first file after ignoring its first problem of the code; the problem is gone then. */
  async function checkIgnored(code: string, fixture: string, expected: string) {
    const { file } = await openFixture(fixture, { target: 'healthomics' });
    const problem = file.problems.find((one) => one.code === code);
    assert.ok(problem !== undefined, `there is a problem ${code}`);
    const action = suppressActions(file, problem.span).find(({ title }) => title.includes(`'${code}'`));
    const text = applyEdits(file.text, action?.edits ?? []);
    assert.equal(text.trimEnd(), expected);
    await check(code, fixture.replace(file.text.trimEnd(), text.trimEnd()));
  }
  it('in a script', () =>
    checkIgnored(
      'join-mismatch',
      workflow('a.join(b)'),
      'workflow {\n  // omics-lens: ignore join-mismatch\n  a.join(b)\n}',
    ));
  it('above a text of the shell, in which it would be part of the text', () =>
    checkIgnored(
      'not-interpolated',
      script("script:\n  '''\n  cat $reads\n  '''"),
      script("script:\n  // omics-lens: ignore not-interpolated\n  '''\n  cat $reads\n  '''")
        .replace('//- /main.nf\n', '')
        .trimEnd(),
    ));
  it('in configuration', () =>
    checkIgnored(
      'engine-version-range',
      config("manifest {\n  nextflowVersion = '>=23.04'\n}"),
      "manifest {\n  // omics-lens: ignore engine-version-range\n  nextflowVersion = '>=23.04'\n}",
    ));
});
