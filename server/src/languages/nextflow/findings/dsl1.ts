import type { Span } from '../../../text/index.ts';
import { spanOf } from '../words.ts';
import type { ScriptContext } from './context.ts';
import { wordsAt } from './context.ts';
import type { NextflowFinding } from './finding.ts';

export const dsl1Version: NextflowFinding = {
  code: 'dsl1-version',
  severity: 'error',
  summary: 'A script in DSL 1 is run by a Nextflow that has none.',
  why: 'DSL 1 ended with Nextflow 22.10. AWS HealthOmics runs it with 22.04, where the script says `nextflow.enable.dsl = 1` and configuration asks for no newer version.',
  bad: 'Channel.from(1, 2).set { numbers }\nprocess SHOW {\n  input: val x from numbers\n  …',
  good: 'nextflow.enable.dsl = 1\n…',
  target: 'healthomics',
  script(context) {
    const { script, version } = context;
    if (script.dsl !== 1 || version.line === '22.04' || version.how === 'refused') return [];
    const flag = flagOf(context);
    const hasWanted = version.wanted !== undefined;
    const span = flag ?? firstLink(context);
    if (span === undefined) return [];
    return [
      {
        span,
        message: `This is DSL 1, and AWS HealthOmics runs it with Nextflow ${version.version}, which has only DSL 2.`,
        note: hasWanted
          ? "Ask for '22.04.0' in 'manifest.nextflowVersion'."
          : "Say so with 'nextflow.enable.dsl = 1' at the beginning, and 22.04 runs it.",
        fixes:
          flag === undefined && !hasWanted
            ? [
                {
                  title: "Add 'nextflow.enable.dsl = 1'",
                  edits: [{ span: afterShebang(context.text), newText: 'nextflow.enable.dsl = 1\n\n' }],
                  preferred: true,
                },
              ]
            : [],
      },
    ];
  },
};

function flagOf(context: ScriptContext): Span | undefined {
  const found = context
    .nodes('assign')
    .find(({ target }) => /^nextflow\.(?:enable|preview)\.dsl$/.test(wordsAt(context, target)));
  return found === undefined ? undefined : spanOf(found);
}

/** The first `from` or `into` of an input or output. */
function firstLink({ script, text }: ScriptContext): Span | undefined {
  for (const { inputs, outputs } of script.processes) {
    for (const { statement } of [...inputs, ...outputs]) {
      const link = statement?.links.find(({ name }) =>
        /^(?:from|into)$/.test(text.slice(name.start, name.end)),
      );
      if (link !== undefined) return spanOf(link.name);
    }
  }
  return undefined;
}

function afterShebang(text: string): Span {
  const start = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  return { start, end: start };
}
