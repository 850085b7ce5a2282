import assert from 'node:assert/strict';
import { wdlProject } from '../../../../support/wdl-project.ts';

const SOURCE = `version 1.1
workflow w {
  input {
    Float f
    String s
    Map[String, Int] m
    Array[Pair[String, Int]] pairs
  }
  Int whole = f
  Int number = s
  Array[Pair[String, Int]] from_map = m
  Map[String, Int] from_pairs = pairs
  File? maybe = "x"
  File sure = maybe
}
`;

/** The lines with a type problem. */
function check(
  target: 'healthomics' | 'spec',
  engine: 'WDL' | 'WDL_LENIENT',
  expected: readonly number[],
): void {
  const { main } = wdlProject(SOURCE, { target, engine, region: undefined });
  const lines = main.problems
    .filter(({ code }) => code === 'type-mismatch')
    .map(({ span }) => main.text.slice(0, span.start).split('\n').length);
  assert.deepEqual(lines, expected);
}

describe('the engine of a WDL workflow', () => {
  it('WDL converts no more than the specification', () => {
    check('healthomics', 'WDL', [9, 10, 11, 12, 14]);
  });

  it('WDL_LENIENT converts numbers, texts, maps and pairs, and nothing else', () => {
    check('healthomics', 'WDL_LENIENT', [14]);
  });

  it('means nothing to the letter of the specification', () => {
    check('spec', 'WDL_LENIENT', [9, 10, 11, 12, 14]);
  });

  it('converts no constant that holds no number, whatever it is', () => {
    const constants = `version VERSION
workflow w {
  Int n = "x"
  Int x = 1.5
  Float f = "1e"
  Array[Int] all = ["1", ""]
  String s = "abc"
  Int named = s
  Int fine = "12"
  Int whole = 2.0
  Float number = "1e5"
  call t { input: n = "many" }
}
task t { input { Int n } command <<<>>> }
`;
    for (const version of ['1.0', '1.1']) {
      const source = constants.replace('VERSION', version);
      const { main } = wdlProject(source, {
        target: 'healthomics',
        engine: 'WDL_LENIENT',
        region: undefined,
      });
      const lines = main.problems
        .filter(({ severity }) => severity === 'error')
        .map(({ span, code }) => `${main.text.slice(0, span.start).split('\n').length} ${code}`);
      const mismatches = [3, 4, 5, 6, 8].map((line) => `${line} type-mismatch`);
      assert.deepEqual(lines, [...mismatches, '12 call-input-type'], version);
    }
  });

  it('is what the workflow is created with', () => {
    const engineOf = (engine: 'WDL' | 'WDL_LENIENT') =>
      wdlProject(SOURCE, { target: 'healthomics', engine, region: undefined }).main.analysis.engine;
    assert.deepEqual([engineOf('WDL'), engineOf('WDL_LENIENT')], ['WDL', 'WDL_LENIENT']);
  });
});
