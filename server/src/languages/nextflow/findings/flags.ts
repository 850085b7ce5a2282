import { closest } from '../../../text/index.ts';
import type { Span } from '../../../text/index.ts';
import { FEATURE_FLAGS } from '../data/index.ts';
import { spanOf } from '../words.ts';
import { wordsAt } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';

export const unknownFlag: NextflowFinding = {
  code: 'unknown-flag',
  severity: 'warning',
  summary: 'Nextflow has no feature flag of this name.',
  why: 'It passes over flags that it does not know, so that the feature stays as it was.',
  bad: 'nextflow.enable.dls = 2',
  good: 'nextflow.enable.dsl = 2',
  script: (context) =>
    context
      .nodes('assign')
      .flatMap(({ target }) => unknown(wordsAt(context, target).replace(/\s+/g, ''), spanOf(target))),
  config: ({ read }) =>
    read.written.flatMap(({ path, key }) => (path[0] === 'nextflow' ? unknown(path.join('.'), key) : [])),
};

function unknown(name: string, span: Span): readonly Finding[] {
  if (!/^nextflow\.\w+\.\w+$/.test(name) || FEATURE_FLAGS.has(name)) return [];
  const suggestion = meantBy(name);
  return [
    {
      span,
      message:
        `Nextflow has no flag '${name}'.` +
        (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
      note: 'It passes over flags that it does not know.',
      fixes:
        suggestion === undefined
          ? []
          : [{ title: `Change to '${suggestion}'`, edits: [{ span, newText: suggestion }] }],
    },
  ];
}

/** The flag whose last word is the same, or nearly. */
function meantBy(name: string): string | undefined {
  const byLast = new Map([...FEATURE_FLAGS.keys()].reverse().map((flag) => [lastWord(flag), flag]));
  const last = closest(lastWord(name), byLast.keys());
  return byLast.get(lastWord(name)) ?? (last === undefined ? undefined : byLast.get(last));
}

function lastWord(flag: string): string {
  return flag.slice(flag.lastIndexOf('.') + 1);
}
