import assert from 'node:assert/strict';
import {
  CHANNEL_FACTORIES,
  CONFIG_OPTIONS,
  CONFIG_SCOPES,
  DIRECTIVES,
  FEATURE_FLAGS,
  FUNCTIONS,
  INPUT_QUALIFIERS,
  NEXTFLOW_LINES,
  OPERATORS,
  OUTPUT_QUALIFIERS,
  isIn,
  namesInScope,
  operatorLabel,
} from '@omics-lens/server/languages/nextflow/data/index.ts';
import type { NextflowLine } from '@omics-lens/server/languages/nextflow/data/index.ts';
import { DOUBTFUL_DIRECTIVES } from '@omics-lens/server/healthomics/index.ts';

/** Counts of ProcessConfig's and ProcessBuilder's lists, without qualifiers, and with what only HealthOmics has. */
const DIRECTIVE_COUNTS: Readonly<Record<NextflowLine, number>> = {
  '22.04': 35,
  '23.10': 41,
  '24.10': 43,
  '25.10': 41,
};

describe('what Nextflow knows, by version', () => {
  for (const line of NEXTFLOW_LINES) {
    it(`has the directives of ${line}`, () => {
      const found = [...DIRECTIVES.values()].filter((one) => isIn(line, one)).map(({ name }) => name);
      assert.equal(found.length, DIRECTIVE_COUNTS[line], found.join(' '));
    });
  }

  it('differs where the versions differ', () => {
    const lines = (one: Parameters<typeof isIn>[1] | undefined) =>
      NEXTFLOW_LINES.filter((line) => one !== undefined && isIn(line, one));
    assert.deepEqual(lines(DIRECTIVES.get('resourceLimits')), ['24.10', '25.10']);
    assert.deepEqual(lines(DIRECTIVES.get('echo')), ['22.04', '23.10', '24.10']);
    assert.deepEqual(lines(OUTPUT_QUALIFIERS.get('eval')), ['24.10', '25.10']);
    assert.deepEqual(lines(OPERATORS.get('into')), ['22.04']);
    assert.deepEqual(lines(OPERATORS.get('splitJson')), ['23.10', '24.10', '25.10']);
    assert.deepEqual(lines(CHANNEL_FACTORIES.get('topic')), ['24.10', '25.10']);
    assert.deepEqual(lines(INPUT_QUALIFIERS.get('path')), NEXTFLOW_LINES);
  });

  it('has words for everything', () => {
    for (const table of [
      DIRECTIVES,
      OPERATORS,
      CHANNEL_FACTORIES,
      FUNCTIONS,
      INPUT_QUALIFIERS,
      OUTPUT_QUALIFIERS,
      FEATURE_FLAGS,
    ]) {
      for (const { name, doc } of table.values()) assert.match(doc, /^[A-Z`].*[.!`)]$/s, name);
    }
  });

  it('has labels for operators', () => {
    assert.equal(operatorLabel(OPERATORS.get('join')!), 'join(other, options)');
    assert.equal(operatorLabel(OPERATORS.get('mix')!), 'mix(others, …)');
    assert.equal(operatorLabel(OPERATORS.get('first')!), 'first(condition?)');
  });

  it('finds the settings of a scope', () => {
    assert.deepEqual(namesInScope('timeline'), ['enabled', 'file', 'overwrite']);
    assert.ok(namesInScope('aws').includes('client'));
    assert.ok(namesInScope('').includes('workDir'));
    for (const name of CONFIG_OPTIONS.keys()) {
      const [scope = ''] = name.split('.');
      assert.ok(!name.includes('.') || CONFIG_SCOPES.has(scope), name);
    }
  });

  it('knows every directive that is doubtful on HealthOmics, and says so of each', () => {
    for (const name of DOUBTFUL_DIRECTIVES.rows) {
      const directive = DIRECTIVES.get(name);
      assert.ok(directive !== undefined, name);
      if (!['debug', 'echo', 'shell'].includes(name)) assert.ok(directive.onHealthOmics !== undefined, name);
    }
  });
});
