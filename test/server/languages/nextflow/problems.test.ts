import assert from 'node:assert/strict';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { openFixture } from '../../../support/open-fixture.ts';
import { dedent, renderProblems } from '../../../support/fixture.ts';

/** The problems of names and words of the first file, without the rules over the model and the parser's own. */
async function check(fixture: string, expected: string, settings: Partial<ServerSettings> = {}) {
  const { file } = await openFixture(fixture, { target: 'spec', ...settings });
  const problems = file.problems.filter(({ code }) => !code.startsWith('nextflow-strict'));
  assert.equal(dedent(`\n${renderProblems(file.text, problems)}`).trimEnd(), dedent(expected).trimEnd());
}

async function checkMessage(fixture: string, expected: readonly string[]) {
  const { file } = await openFixture(fixture, { target: 'spec' });
  assert.deepEqual(
    file.problems.map(({ code, message }) => `${code}: ${message}`),
    expected,
  );
}

const MODULE = `//- /align.nf
process ALIGN {
  input:
  path reads
  val depth

  output:
  path '*.bam', emit: bam

  script:
  "align $reads $depth"
}
`;

describe('problems of names in Nextflow', () => {
  it('an unknown process, with the nearest', () =>
    checkMessage(
      "//- /main.nf\ninclude { ALIGN } from './align'\nworkflow {\n  ALING(params.x, 1)\n  ALIGN(params.x, 1)\n}\n" +
        MODULE,
      ["unknown-process: Unknown process or workflow 'ALING'. Did you mean 'ALIGN'?"],
    ));
  it('an unknown name in an include', () =>
    checkMessage(
      "//- /main.nf\ninclude { ALIGNN } from './align'\nworkflow {\n  ALIGNN(params.x, 1)\n}\n" + MODULE,
      ["unknown-include: './align' has no process, workflow or function 'ALIGNN'. Did you mean 'ALIGN'?"],
    ));
  it('a script that is not there; plugins and modules of registries are elsewhere', () =>
    checkMessage(
      "//- /main.nf\ninclude { A } from './nowhere'\ninclude { B } from 'plugin/nf-schema'\ninclude { C } from 'nf-core/bwa'\nworkflow {\n  A()\n  B()\n  C()\n}\n",
      ["include-not-found: There is no script './nowhere'."],
    ));
  it('an include that nobody uses, in a script that runs', () =>
    checkMessage("//- /main.nf\ninclude { ALIGN } from './align'\nworkflow {\n  println 'x'\n}\n" + MODULE, [
      "unused-include: 'ALIGN' is included and never used.",
    ]));
  it('an unknown output, with the nearest', () =>
    checkMessage(
      "//- /main.nf\ninclude { ALIGN } from './align'\nworkflow {\n  ALIGN(params.x, 1)\n  ALIGN.out.bma.view()\n}\n" +
        MODULE,
      ["unknown-output: 'ALIGN' has no output 'bma'. Did you mean 'bam'?"],
    ));
  it('an operator behind the only output is no output', () =>
    checkMessage(
      "//- /main.nf\ninclude { ALIGN } from './align'\nworkflow {\n  ALIGN(params.x, 1)\n  ALIGN.out.view { it }\n  ALIGN.out[0].view()\n}\n" +
        MODULE,
      [],
    ));
  it('too few and too many channels', () =>
    checkMessage(
      "//- /main.nf\ninclude { ALIGN as ONE; ALIGN as THREE; ALIGN as SPREAD } from './align'\nworkflow {\n  ONE(params.x)\n  THREE(params.x, 1, 2)\n  SPREAD(ONE.out)\n}\n" +
        MODULE,
      [
        "wrong-input-count: 'ONE' takes 2 channels, not 1.",
        "wrong-input-count: 'THREE' takes 2 channels, not 3.",
        "wrong-input-count: 'SPREAD' takes 2 channels, not 1.",
      ],
    ));
  it('an unknown variable in a script, which may be one of the shell', () =>
    check(
      `
      //- /main.nf
      process A {
        input: path reads
        script:
        """
        for f in $raeds; do echo $f \\$f; done
        """
      }
      `,
      `
        for f in $raeds; do echo $f \\$f; done
                  ^^^^^ unknown-variable (warning): Unknown variable 'raeds'. Did you mean 'reads'?
                                  ^ unknown-variable (warning): Unknown variable 'f'.
      `,
    ));
  it('two things of one name', () =>
    checkMessage(
      "//- /main.nf\nprocess A { script: 'true' }\nprocess A { script: 'true' }\nworkflow { A() }\n",
      ["duplicate-declaration: 'A' is declared or included twice in this script."],
    ));
  it('a variable that nobody reads', () =>
    checkMessage(
      '//- /main.nf\ndef f(x) {\n  def unused = 1\n  def _quiet = 2\n  return x\n}\nworkflow { println f(1) }\n',
      ["unused-variable: 'unused' is declared and never read."],
    ));

  for (const [what, body] of [
    ['implicit parameters of closures', 'channel.of(1).map { it + 1 }.view { "$it" }'],
    [
      'classes, with and without packages',
      'println new java.util.Date()\n  println UUID.randomUUID()\n  println WorkflowMain.help(params)',
    ],
    [
      'what branch and multiMap name',
      'channel.of(1).branch { small: it < 5\n    big: true }.set { sizes }\n  sizes.small.view()',
    ],
    ['what is assigned behind a condition', 'if (params.a) { x = 1 } else { x = 2 }\n  println x'],
    ['globals', 'println workflow.profile + projectDir + launchDir + nextflow.version + task'],
    ['functions of Groovy and Nextflow', 'println file("x")\n  sleep(10)\n  error "x"\n  exit 1, "x"'],
    [
      'names in try, for and switch',
      'for (i in 1..3) { println i }\n  try { println 1 } catch (Exception e) { println e }',
    ],
    ['several assigned at once', 'def (a, b) = [1, 2]\n  (c, d) = [a, b]\n  println c + d'],
  ] as const) {
    it(`are none for ${what}`, () => checkMessage(`//- /main.nf\nworkflow {\n  ${body}\n}\n`, []));
  }
});

describe('problems of words in Nextflow', () => {
  it('unknown directives, and those of other versions', () =>
    check(
      `
      //- /main.nf
      process A {
        cpu 4
        resourceLimits cpus: 4
        memory '4 GB'
        script: 'true'
      }
      workflow { A() }
      `,
      `
        cpu 4
        ^^^ unknown-directive (error): Unknown directive 'cpu' in process 'A'. Did you mean 'cpus'?
        resourceLimits cpus: 4
        ^^^^^^^^^^^^^^ directive-version (hint): The directive 'resourceLimits' is not in Nextflow 23.10.0.
      `,
    ));
  it('values that are not understood', () =>
    check(
      `
      //- /main.nf
      process A {
        errorStrategy 'retyr'
        memory '4 GBs'
        memory '4 GiB'
        time '4 hrs'
        cpus '4x'
        publishDir 'x', mode: 'cpoy', patern: '*'
        cache 'lenient'
        script: 'true'
      }
      workflow { A() }
      `,
      `
        errorStrategy 'retyr'
                      ^^^^^^^ directive-value (warning): 'errorStrategy' does not know 'retyr'. Did you mean 'retry'?
        memory '4 GBs'
               ^^^^^^^ directive-value (error): Nextflow cannot read '4 GBs' as an amount of memory.
        memory '4 GiB'
               ^^^^^^^ directive-value (information): Nextflow cannot read '4 GiB' as an amount of memory.
        time '4 hrs'
             ^^^^^^^ directive-value (warning): '4 hrs' is no time.
        cpus '4x'
             ^^^^ directive-value (warning): 'cpus' needs a whole number, not '4x'.
        publishDir 'x', mode: 'cpoy', patern: '*'
                              ^^^^^^ directive-value (warning): 'mode' does not know 'cpoy'. Did you mean 'copy'?
                                      ^^^^^^ unknown-option (error): The directive 'publishDir' has no option 'patern'. Did you mean 'pattern'?
      `,
    ));
  it('inputs and outputs', () =>
    check(
      `
      //- /main.nf
      process A {
        input:
        paht x
        tuple val(a), path(b, stageas: 'c')

        output:
        path 'x', emmit: x
        tuple vla(a), path('y'), emit: y
        eval 'z', emit: z

        script: 'true'
      }
      workflow { A(1, 2) }
      `,
      `
        paht x
        ^^^^ unknown-qualifier (error): Unknown input 'paht'. Did you mean 'path'?
        tuple val(a), path(b, stageas: 'c')
                              ^^^^^^^ unknown-option (error): The input 'path' has no option 'stageas'. Did you mean 'stageAs'?
        path 'x', emmit: x
                  ^^^^^ unknown-option (error): The output 'path' has no option 'emmit'. Did you mean 'emit'?
        tuple vla(a), path('y'), emit: y
              ^^^ unknown-qualifier (error): Unknown output 'vla'. Did you mean 'val'?
        eval 'z', emit: z
        ^^^^ directive-version (hint): The output 'eval' is not in Nextflow 23.10.0.
      `,
    ));
  it('factories of channels, and options of those and of operators', async () => {
    await checkMessage(
      "//- /main.nf\nworkflow {\n  channel.fromPaths('x').join(channel.of(1), failOnMismtch: true)\n  channel.fromPath('x', chekIfExists: true)\n  [1].collect(flt: true)\n  channel.topic('x')\n}\n",
      [
        "unknown-factory: Channels have no factory 'fromPaths'. Did you mean 'fromPath'?",
        "unknown-option: The operator 'join' has no option 'failOnMismtch'. Did you mean 'failOnMismatch'?",
        "unknown-option: The channel factory 'fromPath' has no option 'chekIfExists'. Did you mean 'checkIfExists'?",
        "unknown-option: The operator 'collect' has no option 'flt'. Did you mean 'flat'?",
        "directive-version: The channel factory 'topic' is not in Nextflow 23.10.0.",
      ],
    );
    await checkMessage(
      "//- /main.nf\nworkflow { channel.topic('x') }\n//- /nextflow.config\nmanifest.nextflowVersion = '22.04.0'\n",
      ["directive-version: The channel factory 'topic' is not in Nextflow 22.04.0."],
    );
  });
  it('an equals sign behind a directive, which has had no effect since 25.10', async () => {
    const main =
      "//- /main.nf\nprocess A {\n  cpus = 4\n  omicsRetryOn5xx = false\n  script: 'true'\n}\nworkflow { A() }\n";
    await checkMessage(main, [
      "directive-assigned: 'cpus = …' sets the directive up to Nextflow 24.10 only.",
    ]);
    await checkMessage(`${main}//- /nextflow.config\nmanifest.nextflowVersion = '25.10.0'\n`, [
      "directive-assigned: 'cpus = …' sets a variable and not the directive 'cpus'.",
    ]);
  });
  it('on HealthOmics what the version lacks is an error, unless the version is refused or not known', async () => {
    const output =
      "process A {\n  container '123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1'\n  cpus 2\n  memory '4 GB'\n  output: eval 'x'\n  script: 'true'\n}\n";
    const codes = async (config: string, tail: string) => {
      const { file } = await openFixture(`//- /main.nf\n${output}${tail}${config}`);
      return file.problems.filter(({ code }) => code === 'directive-version').map(({ severity }) => severity);
    };
    const entry = 'workflow { A() }\n';
    assert.deepEqual(await codes('', entry), ['error']);
    assert.deepEqual(await codes('', ''), []);
    assert.deepEqual(await codes("//- /nextflow.config\nmanifest.nextflowVersion = '24.10.8'\n", entry), []);
    assert.deepEqual(await codes("//- /nextflow.config\nmanifest.nextflowVersion = '!>=26.04'\n", entry), []);
  });
});

describe('problems of configuration of Nextflow', () => {
  it('settings and scopes that are nearly right, and files that are not there', () =>
    check(
      `
      //- /nextflow.config
      includeConfig 'conf/bse.config'
      docker.runOption = '-u 1000'
      manfest { name = 'x' }
      process {
        cpu = 4
        errorStrategy = 'retyr'
        withName: A { memory = '4 GBs' }
      }
      validation.anything = 1
      params.memory = 'x'
      unheardOf.thing = 1
      //- /conf/base.config
      `,
      `
      includeConfig 'conf/bse.config'
                     ^^^^^^^^^^^^^^^ config-not-found (warning): There is no configuration 'conf/bse.config'.
      docker.runOption = '-u 1000'
             ^^^^^^^^^ unknown-setting (warning): 'docker' has no setting 'runOption'. Did you mean 'runOptions'?
        cpu = 4
        ^^^ unknown-setting (warning): There is no directive 'cpu'. Did you mean 'cpus'?
        errorStrategy = 'retyr'
                        ^^^^^^^ directive-value (warning): 'errorStrategy' does not know 'retyr'. Did you mean 'retry'?
        withName: A { memory = '4 GBs' }
                               ^^^^^^^ directive-value (warning): Nextflow cannot read '4 GBs' as an amount of memory.
      `,
    ));
});
