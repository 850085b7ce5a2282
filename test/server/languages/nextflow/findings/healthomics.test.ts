import { check, checkFix, config, manifest, project } from './check.ts';

const PUBDIR = '/mnt/workflow/pubdir';

describe('findings: the version of Nextflow', () => {
  it('that is insisted on and not there', () =>
    check(
      'engine-version-refused',
      config("manifest.nextflowVersion = '!>=25.10.4'"),
      "'!>=25.10.4' error: AWS HealthOmics has no Nextflow that matches '!>=25.10.4', so that every run fails.",
    ));
  it('that is asked for and not there', () =>
    check(
      'engine-version-unmatched',
      config("manifest { nextflowVersion = '25.04.1' }"),
      "'25.04.1' warning: AWS HealthOmics has no Nextflow that matches '25.04.1', and runs 23.10.0 in its place.",
    ));
  it('is mended to the one of the same year', () =>
    checkFix(
      'engine-version-unmatched',
      config("manifest { nextflowVersion = '25.04.1' }"),
      "manifest { nextflowVersion = '25.10.0' }",
    ));
  it('of which a newer one matches', () =>
    check(
      'engine-version-range',
      config("manifest.nextflowVersion = '>=23.04'"),
      "'>=23.04' hint: AWS HealthOmics runs this with 23.10.0, and not with 24.10.8 or 25.10.0.",
    ));
  it('that is exact, or the newest', async () => {
    for (const wanted of ['25.10.0', '!25.10.0', '>=25.04', '23.10.0', '!>=25.10.0']) {
      const text = config(`manifest.nextflowVersion = '${wanted}'`);
      for (const code of ['engine-version-range', 'engine-version-refused', 'engine-version-unmatched'])
        await check(code, text);
    }
  });
  it('that an included configuration sets again', () =>
    check(
      'engine-version-overridden',
      "//- /nextflow.config\nmanifest.nextflowVersion = '25.10.0'\nincludeConfig 'base.config'\n//- /base.config\nmanifest.nextflowVersion = '23.10.0'\n",
      "'25.10.0' warning: An included configuration sets this again, to '23.10.0'.",
    ));
  it('is where it counts when it stands behind the include', () =>
    check(
      'engine-version-overridden',
      "//- /nextflow.config\nincludeConfig 'base.config'\nmanifest.nextflowVersion = '25.10.0'\n//- /base.config\nmanifest.nextflowVersion = '23.10.0'\n",
    ));
  it('is nothing of ours elsewhere', () =>
    check('engine-version-refused', config("manifest.nextflowVersion = '!>=26'"), undefined, {
      target: 'spec',
    }));
});

describe('findings: DSL 1 and outputs of workflows', () => {
  const dsl1 = 'Channel.from(1).set { ch }\nprocess A {\n  input: val x from ch\n  script: "true"\n}\n';
  it('DSL 1 that does not say so runs with a version that has none', () =>
    check(
      'dsl1-version',
      `//- /main.nf\n${dsl1}`,
      'from error: This is DSL 1, and AWS HealthOmics runs it with Nextflow 23.10.0, which has only DSL 2.',
    ));
  it('is mended by saying so', () =>
    checkFix(
      'dsl1-version',
      `//- /main.nf\n#!/usr/bin/env nextflow\n${dsl1}`,
      `#!/usr/bin/env nextflow\nnextflow.enable.dsl = 1\n\n${dsl1.trimEnd()}`,
    ));
  it('words behind the options of DSL 2 are no DSL 1', () =>
    check(
      'dsl1-version',
      "//- /main.nf\nprocess A {\n  output:\n  env x, emit: x optional true\n  script: 'true'\n}\n//- /nextflow.config\nmanifest {}\n",
    ));
  it('DSL 1 that says so', () => check('dsl1-version', `//- /main.nf\nnextflow.enable.dsl = 1\n${dsl1}`));
  it('DSL 1 with a newer version asked for', () =>
    check(
      'dsl1-version',
      `//- /main.nf\nnextflow.enable.dsl = 1\n${dsl1}${manifest('>=23.10')}`,
      'nextflow.enable.dsl = 1 error: This is DSL 1, and AWS HealthOmics runs it with Nextflow 23.10.0, which has only DSL 2.',
    ));
  const outputs =
    "//- /main.nf\nworkflow {\n  main:\n  ch = channel.of(1)\n  publish:\n  one = ch\n}\noutput {\n  one { path '.' }\n}\n";
  it('an output block before 25.10', () =>
    check(
      'output-block-version',
      outputs,
      'output error: AWS HealthOmics runs this with Nextflow 23.10.0, which has no outputs of workflows.',
    ));
  it('an output block with 25.10', () => check('output-block-version', outputs + manifest('25.10.0')));
  it('as a preview', () =>
    check(
      'output-block-version',
      outputs.replace('workflow', 'nextflow.preview.output = true\nworkflow') + manifest('24.10.8'),
      'output warning: AWS HealthOmics runs this with Nextflow 24.10.8, which has outputs of workflows as a preview only.',
    ));
});

describe('findings: plugins', () => {
  const plugins = (id: string, version: string) =>
    config(`plugins {\n  id '${id}'\n}\nmanifest.nextflowVersion = '${version}'`);
  it('that the version does not have', async () => {
    await check(
      'plugin-missing',
      plugins('nf-foo@1.0.0', '25.10.0'),
      "'nf-foo@1.0.0' warning: Plugin 'nf-foo' is not there with Nextflow 25.10.0 on AWS HealthOmics.",
    );
    await check(
      'plugin-missing',
      plugins('nf-validation@1.1.3', '24.10.8'),
      "'nf-validation@1.1.3' warning: Plugin 'nf-validation' is not there with Nextflow 24.10.8 on AWS HealthOmics. 'nf-schema' took its place.",
    );
    await check(
      'plugin-missing',
      plugins('nf-schema@2.3.0', '22.04.0'),
      "'nf-schema@2.3.0' warning: Plugin 'nf-schema' is not there with Nextflow 22.04.0 on AWS HealthOmics.",
    );
    await check(
      'plugin-missing',
      plugins('nf-amazon', '25.10.0'),
      "'nf-amazon' information: Plugin 'nf-amazon' is not there with Nextflow 25.10.0 on AWS HealthOmics.",
    );
  });
  it('that is there, in the version that is there', async () => {
    await check('plugin-missing', plugins('nf-schema@2.6.1', '25.10.0'));
    await check('plugin-version', plugins('nf-schema@2.6.1', '25.10.0'));
    await check('plugin-version', plugins('nf-schema', '25.10.0'));
  });
  it('in another version, which is passed over', async () => {
    await check(
      'plugin-version',
      plugins('nf-schema@2.5.1', '25.10.0'),
      "'nf-schema@2.5.1' information: AWS HealthOmics runs 'nf-schema' 2.6.1 and not 2.5.1.",
    );
    await checkFix(
      'plugin-version',
      config("plugins { id 'nf-schema@2.5.1' }"),
      "plugins { id 'nf-schema@2.3.0' }",
    );
  });
  it('that a script includes from', () =>
    check(
      'plugin-missing',
      `//- /main.nf\ninclude { readStructure } from 'plugin/nf-fgbio'\nworkflow { readStructure('x') }\n${manifest('24.10.8')}`,
      "plugin/nf-fgbio warning: Plugin 'nf-fgbio' is not there with Nextflow 24.10.8 on AWS HealthOmics.",
    ));
});

describe('findings: what is published', () => {
  it('to a folder that is not exported', () =>
    check(
      'publish-dir-lost',
      project("publishDir 'results/bam', mode: 'copy'"),
      "'results/bam' warning: What is published to 'results/bam' is not exported from the run.",
    ));
  it('is mended by the folder that is', async () => {
    await checkFix(
      'publish-dir-lost',
      project("publishDir './results'"),
      project(`publishDir '${PUBDIR}/results'`, ''),
    );
    await checkFix(
      'publish-dir-lost',
      project('publishDir "s3://bucket/x"'),
      project(`publishDir "${PUBDIR}"`, ''),
    );
  });
  it('to folders that are', async () => {
    for (const path of [
      `'${PUBDIR}'`,
      `"${PUBDIR}/\${name}"`,
      `path: '${PUBDIR}/x'`,
      "'/mnt/workflow/output/x'",
    ])
      await check('publish-dir-lost', project(`publishDir ${path}`));
  });
  it('through a parameter with a default, once', () =>
    check(
      'publish-dir-lost',
      `//- /main.nf\nparams.outdir = 'results'\nprocess A {\n  publishDir "\${params.outdir}/a"\n  publishDir "\${params.outdir}/b"\n  output: path 'x'\n  script: 'touch x'\n}\nworkflow { A() }\n`,
      "\"${params.outdir}/a\" information: With the default of 'outdir', outputs go to 'results/a', which is not exported from the run.",
    ));
  it('through a parameter that a run has to give, or that is right by default', async () => {
    await check(
      'publish-dir-lost',
      project('publishDir "${params.outdir}/a"') +
        '//- /nextflow.config\nparams.outdir = null\nmanifest {}\n',
    );
    await check(
      'publish-dir-lost',
      project('publishDir "${params.outdir}/a"') +
        `//- /nextflow.config\nparams.outdir = '${PUBDIR}'\nmanifest {}\n`,
    );
  });
  it('in configuration, in maps, lists and closures; not where it is switched off or in profiles', async () => {
    await check(
      'publish-dir-lost',
      config(
        'process { withName: A { publishDir = [ [path: { "out/${x}" }], [path: \'off\', enabled: false] ] } }',
      ),
      '{ "out/${x}" } warning: What is published to \'out/\' is not exported from the run.',
    );
    await check('publish-dir-lost', config("profiles { test { process.publishDir = 'out' } }"));
  });
  const bare = "process A {\n  output: path 'x'\n  script: 'touch x'\n}\nworkflow {\n  A()\n}\n";
  it('nothing at all', () =>
    check(
      'nothing-published',
      `//- /main.nf\n${bare}`,
      'workflow warning: Nothing of this workflow is published, so that a run leaves no results.',
    ));
  it('something: in the process, in a module, by configuration, by an output block', async () => {
    const published = bare.replace('{\n', `{\n  publishDir '${PUBDIR}'\n`);
    await check('nothing-published', `//- /main.nf\n${published}`);
    await check(
      'nothing-published',
      `//- /main.nf\ninclude { A } from './a'\nworkflow { A() }\n//- /a.nf\n${published}`,
    );
    await check(
      'nothing-published',
      `//- /main.nf\n${bare}//- /nextflow.config\nprocess.publishDir = '${PUBDIR}'\n`,
    );
    await check(
      'nothing-published',
      `//- /main.nf\n${bare}//- /nextflow.config\nprocess { withLabel: x { publishDir = '${PUBDIR}' } }\n`,
    );
    await check('nothing-published', `//- /main.nf\n${bare}output { a { path '.' } }\n`);
  });
  it('nothing of one process, which nobody uses', () =>
    check(
      'output-lost',
      `//- /main.nf\nprocess QC {\n  output: path 'q'\n  script: 'touch q'\n}\nprocess B {\n  publishDir '${PUBDIR}'\n  output: path 'b'\n  script: 'touch b'\n}\nworkflow {\n  QC()\n  B()\n}\n`,
      "QC information: What 'QC' makes is neither used nor published.",
    ));
  it('used outputs need not be published', () =>
    check(
      'output-lost',
      `//- /main.nf\nprocess QC {\n  output: path 'q'\n  script: 'touch q'\n}\nprocess B {\n  publishDir '${PUBDIR}'\n  input: path q\n  output: path 'b'\n  script: 'touch b'\n}\nworkflow {\n  QC()\n  B(QC.out)\n}\n`,
    ));
  it('reports of the engine', () =>
    check(
      'engine-report',
      config('trace { enabled = true }\nreport.enabled = true\ndag.enabled = params.x'),
      "enabled information: AWS HealthOmics does not export what 'trace', 'report' write.",
    ));
  it('reports of the engine in the folder of outputs, with 25.10', () =>
    check(
      'engine-report',
      config(
        "manifest.nextflowVersion = '25.10.0'\ntrace { enabled = true\nfile = '/mnt/workflow/output/trace.txt' }",
      ),
    ));
});

describe('findings: directives on AWS HealthOmics', () => {
  it('that have no effect, by weight', async () => {
    await check(
      'directive-ignored',
      project("queue 'long'"),
      "queue hint: 'queue' may have no effect on AWS HealthOmics.",
    );
    await check(
      'directive-ignored',
      project("beforeScript 'module load x'"),
      "beforeScript information: 'beforeScript' may have no effect on AWS HealthOmics.",
    );
  });
  it('software beside an image, what is switched off, what only prints', async () => {
    for (const text of [
      "container 'x:1'\n  conda 'bwa'",
      'scratch false',
      'debug true',
      'storeDir null',
      "cache 'lenient'",
    ])
      await check('directive-ignored', project(text));
    await check(
      'directive-ignored',
      project("conda 'bwa'"),
      "conda hint: 'conda' may have no effect on AWS HealthOmics.",
    );
  });
  it('in the configuration of a project, not in profiles and parts for other places', async () => {
    await check(
      'directive-ignored',
      config("process.executor = 'slurm'"),
      "executor hint: 'executor' may have no effect on AWS HealthOmics.",
    );
    await check('directive-ignored', config("profiles { x { process.executor = 'slurm' } }"));
    await check('directive-ignored', "//- /conf/slurm.config\nprocess { executor = 'slurm'\nqueue = 'x' }\n");
  });
  it('retries without the strategy to retry', async () => {
    await check(
      'retry-never',
      project('maxRetries 3'),
      "3 warning: 'A' has retries, and its error strategy is to give up at once.",
    );
    await check(
      'retry-never',
      project("maxRetries 3\n  errorStrategy 'ignore'"),
      "3 warning: 'A' has retries, and its error strategy is 'ignore'.",
    );
    for (const text of [
      "maxRetries 3\n  errorStrategy 'retry'",
      'maxRetries 0',
      "maxRetries 2\n  errorStrategy { task.exitStatus == 137 ? 'retry' : 'finish' }",
    ])
      await check('retry-never', project(text));
    await check(
      'retry-never',
      project('maxRetries 3') +
        "//- /nextflow.config\nprocess { withName: 'A' { errorStrategy = 'retry' } }\n",
    );
    await check(
      'retry-never',
      config('process.maxRetries = 2'),
      '2 information: Retries are given, and the configuration has no error strategy.',
    );
  });
  it('times that are rounded', async () => {
    await check(
      'task-time',
      project("time '90s'"),
      "'90s' information: AWS HealthOmics makes 1m of '1m 30s'.",
    );
    await check('task-time', project('time 10.s'), "10.s information: AWS HealthOmics makes 1m of '10s'.");
    await check('task-time', project("time '2h'"));
    await check(
      'task-time',
      config("process { withLabel: long { time = '61s' } }"),
      "'61s' information: AWS HealthOmics makes 1m of '1m 1s'.",
    );
    await check(
      'task-time',
      project("time '2h'") + manifest('22.04.0'),
      "'2h' information: AWS HealthOmics does not limit the time of tasks with Nextflow 22.04.",
    );
  });
  it('the misspelling of the guide', async () => {
    await check(
      'unknown-directive',
      project('omicsRetry0n5xx false'),
      "omicsRetry0n5xx error: Unknown directive 'omicsRetry0n5xx' in process 'A'. Did you mean 'omicsRetryOn5xx'?",
    );
    await check(
      'unknown-setting',
      config('process.omicsRetry0n5xx = false'),
      "omicsRetry0n5xx warning: There is no directive 'omicsRetry0n5xx'. Did you mean 'omicsRetryOn5xx'?",
    );
  });
});

describe('findings: paths and parameters', () => {
  it('files that a run cannot read', async () => {
    const run = (call: string) => `//- /main.nf\nworkflow {\n  ${call}\n}\n`;
    await check(
      'path-out-of-reach',
      run("channel.fromPath('/data/hg38.fa').view()"),
      "'/data/hg38.fa' warning: Runs on AWS HealthOmics have no file '/data/hg38.fa'.",
    );
    await check(
      'path-out-of-reach',
      run("x = file('gs://b/x')"),
      "'gs://b/x' warning: AWS HealthOmics cannot read 'gs://b/x'.",
    );
    await check(
      'path-out-of-reach',
      run("x = file('https://a.org/x')"),
      "'https://a.org/x' information: Runs on AWS HealthOmics reach 'https://a.org/x' only where their network was set up for it.",
    );
    for (const call of [
      "x = file('s3://b/x')",
      'x = file("$projectDir/assets/x")',
      'x = file(params.x)',
      "x = file('/dev/null')",
    ])
      await check('path-out-of-reach', run(call));
    await check(
      'path-out-of-reach',
      config("params.ref = '/data/hg38.fa'"),
      "'/data/hg38.fa' information: The default of 'ref' is a place on a disk that runs on AWS HealthOmics do not have.",
    );
  });
  it('what only a module reads', async () => {
    const files =
      '//- /main.nf\ninclude { A } from \'./a\'\nworkflow { A(params.x) }\n//- /a.nf\nprocess A {\n  input: val x\n  script: "echo ${params.seed} $x"\n}\n';
    await check(
      'param-unseen',
      files,
      "./a information: What is included from './a' reads 'params.seed', which is declared nowhere.",
    );
    await check('param-unseen', files + '//- /nextflow.config\nparams.seed = 1\n');
    await check(
      'param-unseen',
      files +
        '//- /nextflow_schema.json\n{ "properties": { "seed": { "type": "integer" }, "x": { "type": "string" } } }\n',
    );
  });
  it('parameters inside of parameters', async () => {
    const text = config('params {\n  sort {\n    memory = 4\n  }\n  flat = 1\n}');
    await check(
      'param-nested',
      text,
      "sort hint: The template that AWS HealthOmics works out leaves 'sort' out.",
    );
    await check(
      'param-nested',
      `${text}//- /nextflow_schema.json\n{ "properties": { "sort": { "type": "object" } } }\n`,
    );
  });
  it('methods of the map of parameters are no parameters', () =>
    check(
      'param-unseen',
      '//- /main.nf\ninclude { f } from \'./f\'\nworkflow { f() }\n//- /f.nf\ndef f() { params.containsKey("x") }\n',
    ));
  it('the schema and the parameters, both ways', async () => {
    const files =
      '//- /main.nf\nworkflow { println params.input }\n//- /nextflow_schema.json\n{ "properties": { "inptu": { "type": "string" } } }\n';
    await check(
      'param-unseen',
      files,
      "input information: 'params.input' is not in nextflow_schema.json, and has no default.",
    );
    await check(
      'schema-param-unused',
      files,
      "workflow hint: nextflow_schema.json describes 'inptu', which nothing reads.",
    );
    await check(
      'param-not-in-schema',
      '//- /nextflow.config\nparams { input = null\n  nested { a = 1 } }\nmanifest {}\n//- /main.nf\nworkflow {}\n//- /nextflow_schema.json\n{ "properties": { "other": { "type": "string" } } }\n',
      "input information: Parameter 'input' is not in nextflow_schema.json.",
    );
  });
});
