import assert from 'node:assert/strict';
import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { SYNTAX_RULES } from '@omics-lens/server/languages/wdl/syntax-rules.ts';

/** Where an example can stand: it is as short as its page can show it. */
const PLACES: readonly ((example: string) => string)[] = [
  (example) => `version 1.1\n${example}\n`,
  (example) => `${example}\n`,
  (example) => `version 1.1\nworkflow w {\n${example}\n}\n`,
  (example) => `version 1.1\ntask t {\n${example}\n}\n`,
  (example) => `version 1.1\ntask t {\n${example}\n`,
  (example) => `version 1.1\nworkflow w {\nmeta {\n${example}\n}\n}\n`,
  (example) => `version 1.1\ntask t {\ncommand <<<\n${example}\n>>>\n}\n`,
];

function codes(text: string): string {
  return parseWdl(text)
    .problems.map((problem) => problem.code)
    .join(' ');
}

describe('rules of WDL syntax', () => {
  for (const rule of SYNTAX_RULES) {
    const { bad, good } = rule;
    if (bad === undefined || good === undefined) continue;
    it(`${rule.code}: its examples show it`, () => {
      const place = PLACES.find((wrap) => codes(wrap(bad)) === rule.code && codes(wrap(good)) === '');
      assert.ok(place, PLACES.map((wrap) => `${codes(wrap(bad))} | ${codes(wrap(good))}`).join('\n'));
    });
  }

  it('have a sentence each for what and why', () => {
    for (const { code, summary, why, severity } of SYNTAX_RULES) {
      assert.match(code, /^[a-z]+(-[a-z]+)*$/);
      assert.match(summary, /^[A-Z].*\.$/s, code);
      assert.match(why, /\.$/, code);
      assert.equal(severity, 'error', code);
    }
  });
});
