import assert from 'node:assert/strict';
import {
  STRICT_RULES,
  asksForStrict,
  strictProblems,
} from '@omics-lens/server/languages/nextflow/syntax/strict/index.ts';
import { parseChecked } from './render.ts';

/** Each source with what the strict pass says of it: `code text-of-the-place`. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  'process A {\n  cpus 2\n  input:\n  val x\n  output:\n  path "y", emit: z\n  script:\n  "x"\n}': [],
  'include { A ; B as C } from "./x"\nworkflow {\n  A(1) | B\n}': [],
  'x = 1\nprintln x': [],
  'import a.B': ['strict-rule import a.B'],
  'import a.*': ['strict-syntax import a.*'],
  'for (x in y) { z }': ['strict-rule for'],
  'for (int i = 0; i < 1; i = i + 1) { z }': ['strict-syntax for', 'strict-syntax i = i + 1'],
  'switch (x) { case 1: y }': ['strict-syntax switch'],
  'x++': ['strict-syntax x++'],
  'f(*x)': ['strict-syntax *x'],
  'f(x = 1)': ['strict-syntax x = 1'],
  'def a = 1, b = 2': ['strict-syntax b = 2'],
  'final x = 1': ['strict-syntax final'],
  'x = (String) y': ['strict-syntax (String) y'],
  'x = a\n  + b': [],
  'x = (a\n  + b)': ['strict-syntax +'],
  'x = "${ -> y }"': ['strict-syntax ${ -> y }'],
  'x = $/y/$': ['strict-syntax $/y/$'],
  'val x from ch': ['strict-syntax from ch'],
  'include { A } from "$x"': ['strict-syntax "$x"'],
  'include { A } from "./x" addParams(a: 1)': ['strict-syntax addParams(a: 1)'],
  'process A {\n  script:\n  "x"\n  input:\n  val x\n}': ['strict-rule input'],
  'process A {\n  input:\n  val x\n\n  "x"\n}': ['strict-rule "x"'],
  'workflow A {\n  x()\n  emit:\n  y\n}': ['strict-rule emit'],
  'process A {\n  "x"\n}\nprintln 1': ['strict-rule println 1'],
  'try { x } finally { y }': ['strict-syntax { y }'],
};

const CONFIGS: Readonly<Record<string, readonly string[]>> = {
  'process {\n  cpus = 2\n  withName: A { cpus = 1 }\n}\nplugins { id "x" }': [],
  'process { cpus 2 }': ['strict-rule cpus 2'],
  'if (x) { includeConfig "y" }': ['strict-rule if'],
  'def f(x) { x }': ['strict-syntax f'],
  'withName: A { cpus = 1 }': ['strict-syntax withName'],
  'println "x"': ['strict-syntax println "x"'],
};

describe('Nextflow strict syntax', () => {
  for (const [name, cases] of [
    ['x.nf', SCRIPTS],
    ['x.config', CONFIGS],
  ] as const) {
    for (const [source, expected] of Object.entries(cases)) {
      it(source.replaceAll('\n', ' ⏎ '), () => {
        const { tree, problems } = parseChecked(source, name);
        assert.deepEqual(problems, []);
        const found = strictProblems(tree).map(
          ({ code, span }) => `${code} ${source.slice(span.start, span.end)}`,
        );
        assert.deepEqual(found, expected);
      });
    }
  }

  it('is asked for by the setting, or by the version where no service decides', () => {
    assert.ok(asksForStrict({ target: 'healthomics', strict: 'on' }, undefined));
    assert.ok(asksForStrict({ target: 'spec' }, '25.10.0'));
    assert.ok(!asksForStrict({ target: 'spec' }, '25.04.3'));
    assert.ok(!asksForStrict({ target: 'spec', strict: 'off' }, '26.04.0'));
    assert.ok(!asksForStrict({ target: 'healthomics' }, '25.10.0'));
  });

  it('has an example for each rule that shows it', () => {
    for (const { code, bad = '', good = '' } of STRICT_RULES) {
      const codesOf = (source: string) =>
        strictProblems(parseChecked(source, 'x.nf').tree).map((one) => one.code);
      assert.ok(codesOf(bad).includes(code), code);
      assert.deepEqual(codesOf(good), []);
    }
  });
});
