import type { ServerSettings } from '../settings.ts';
import { closest } from '../text/index.ts';
import type { Problem, RuleInfo } from '../text/index.ts';
import { codesOfPeer } from './peer-rules.ts';
import type { Suppressions } from './suppressions.ts';

/** What comments that silence problems can themselves have wrong. */
export const SUPPRESSION_RULES: readonly RuleInfo[] = [
  {
    code: 'suppression-unknown',
    severity: 'warning',
    summary: 'A comment silences a code that there is not.',
    why: 'It silences nothing. Codes stand behind each problem, and `omics-lens explain` lists them.',
    bad: '# omics-lens: ignore unused-imput',
    good: '# omics-lens: ignore unused-input',
  },
  {
    code: 'suppression-unused',
    severity: 'hint',
    summary: 'A comment silences a problem that is not there.',
    why: 'What it was for has been mended. It would hide the next problem of its kind.',
    bad: '# omics-lens: ignore unused-input\nFile bam  # which is used',
  },
];

/** Problems that are not known when a file is checked, but come later. */
const LATE: ReadonlySet<string> = new Set(['shellcheck']);

/** To be asked when every problem of the file has been seen by `suppressions`. */
export function suppressionProblems(
  suppressions: Suppressions,
  settings: ServerSettings,
  rules: ReadonlyMap<string, RuleInfo>,
): readonly Problem[] {
  return suppressions.words().flatMap(({ word: { code, span }, use }): readonly Problem[] => {
    const rule = rules.get(code);
    if (rule === undefined) return codesOfPeer(code) === undefined ? [unknown(code, span, rules)] : [];
    const isOff = (settings.rules[code] ?? rule.default) === 'off';
    // What is silent for one target may speak for the other.
    if (use === 'used' || isOff || settings.target === 'spec' || LATE.has(code)) return [];
    return [
      {
        span,
        severity: 'hint',
        code: 'suppression-unused',
        message: `There is no problem '${code}' here.`,
        note: 'Remove the code from the comment.',
        tags: ['unnecessary'],
      },
    ];
  });
}

function unknown(code: string, span: Problem['span'], rules: ReadonlyMap<string, RuleInfo>): Problem {
  const suggestion = closest(code, rules.keys());
  const meant = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
  return {
    span,
    severity: 'warning',
    code: 'suppression-unknown',
    message: `There is no code '${code}'.${meant}`,
    ...(suggestion === undefined
      ? {}
      : {
          fixes: [
            { title: `Change to '${suggestion}'`, edits: [{ span, newText: suggestion }], preferred: true },
          ],
        }),
  };
}
