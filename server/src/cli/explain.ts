import { ruleCatalogue } from '../product.ts';
import type { RuleInfo } from '../text/index.ts';
import { closest } from '../text/index.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

/** Prints a rule's page, or a line for each rule. */
export function explain(code: string | undefined, terminal: Terminal): Exit {
  const rules = ruleCatalogue();
  if (code === undefined) {
    const width = Math.max(...rules.map((rule) => rule.code.length));
    terminal.out(rules.map((rule) => `${rule.code.padEnd(width)}  ${rule.summary}\n`).join(''));
    return EXIT.clean;
  }
  const rule = rules.find((one) => one.code === code);
  if (rule === undefined) {
    const near = closest(
      code,
      rules.map((one) => one.code),
    );
    const hint = near === undefined ? "'omics-lens explain' lists them all." : `Did you mean '${near}'?`;
    terminal.error(`There is no code '${code}'. ${hint}\n`);
    return EXIT.failed;
  }
  terminal.out(page(rule));
  return EXIT.clean;
}

function page({ code, severity, summary, why, bad, good }: RuleInfo): string {
  const parts = [`${code} (${severity})`, summary, why];
  if (bad !== undefined) parts.push(`Has the problem:\n\n${indented(bad)}`);
  if (good !== undefined) parts.push(`Has it no more:\n\n${indented(good)}`);
  return `${parts.join('\n\n')}\n`;
}

function indented(code: string): string {
  return code.replace(/^(?=.)/gm, '    ');
}
