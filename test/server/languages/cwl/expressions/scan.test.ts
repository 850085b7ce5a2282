import { strict as assert } from 'node:assert';
import { scanString } from '@omics-lens/server/languages/cwl/expressions/scan.ts';

/** The expressions in a string, `|` between them; `…` behind one that never ends, `=` in front of one that is all. */
function check(text: string, expected: string): void {
  const { parts, unclosed, whole } = scanString(text);
  const shown = parts.map(({ start, end }) => text.slice(start, end));
  if (unclosed !== undefined) shown.push(`${text.slice(unclosed.start)}…`);
  assert.equal((whole ? '=' : '') + shown.join('|'), expected);
}

describe('expressions in a string', () => {
  it('are found between other text', () => check('a $(inputs.x).bam $(inputs.y)', '$(inputs.x)|$(inputs.y)'));
  it('keep their type when they are all of it', () => check('  $(inputs.x)\n', '=$(inputs.x)'));
  it('nest brackets', () => check('$(f((a), [b]))x', '$(f((a), [b]))'));
  it('nest braces', () => check('${ if (a) { return {b: 1}; } }', '=${ if (a) { return {b: 1}; } }'));
  it('do not count brackets in quotes', () => check(`$(a + ")" + '\\')')`, `=$(a + ")" + '\\')')`));
  it('are text behind a backslash', () => check('\\$(a) $(b)', '$(b)'));
  it('are expressions behind two backslashes', () => check('\\\\$(a)', '$(a)'));
  it('may never end', () => check('x $(a $(b)', '$(a $(b)…'));
  it('leave the dollars of the shell alone', () => check('$HOME $1 $', ''));
});
