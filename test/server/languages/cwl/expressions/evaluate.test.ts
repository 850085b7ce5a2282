import { strict as assert } from 'node:assert';
import type { Known } from '@omics-lens/server/languages/cwl/expressions/evaluate.ts';
import { evaluateScript } from '@omics-lens/server/languages/cwl/expressions/evaluate.ts';
import { isScriptError, parseScript } from '@omics-lens/server/languages/cwl/expressions/script.ts';

const INPUTS: Known = { threads: 4, name: 'NA12878', files: ['a', 'b'], flag: false, none: null };

function check(text: string, expected: Known | undefined): void {
  const script = parseScript(text, 0, text.length);
  assert.ok(!isScriptError(script), text);
  const value = evaluateScript(script, (name) => (name === 'inputs' ? INPUTS : undefined));
  assert.deepEqual(value, expected, text);
}

describe('the value of an expression', () => {
  it('is that of its parts', () => {
    check('(inputs.threads * 2 + 1)', 9);
    check('(inputs.name + ".bam")', 'NA12878.bam');
    check('(inputs.flag ? 1 : inputs.threads)', 4);
    check('(inputs.none || "x")', 'x');
    check('(inputs.files.length > 1 && !inputs.flag)', true);
    check('return Math.ceil(inputs.threads / 3);', 2);
    check('(`${inputs.name}-${inputs.threads}`)', 'NA12878-4');
    check('(inputs.files.join("-").toUpperCase())', 'A-B');
    check('([inputs.threads, 1])', [4, 1]);
    check('(parseInt("12 cores"))', 12);
  });
  it('is not known where a part is not', () => {
    check('(inputs.other)', undefined);
    check('(runtime.cores * 2)', undefined);
    check('var a = 1; return a;', undefined);
    check('(1 / 0)', undefined);
    check('(inputs.files.toString.constructor("x")())', undefined);
  });
});
