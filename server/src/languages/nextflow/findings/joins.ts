import type { Fix } from '../../../text/index.ts';
import { OPERATORS } from '../data/index.ts';
import { keyOf, isNamed, positional, spanOf } from '../words.ts';
import type { OperatorCall } from './channel-calls.ts';
import { operatorCalls } from './channel-calls.ts';
import type { ScriptContext } from './context.ts';
import type { NextflowFinding } from './finding.ts';

export const joinMismatch: NextflowFinding = {
  code: 'join-mismatch',
  severity: 'hint',
  summary: 'A join drops what has no partner, without a word.',
  why: 'A sample that lacks on one side is missing from the results, and nobody is told. `failOnMismatch: true` ends the run then, and `remainder: true` keeps what has no partner. Where samples are meant to drop out, silence this.',
  bad: 'bam.join(bai)',
  good: 'bam.join(bai, failOnMismatch: true)',
  script: (context) =>
    joins(context, ['failOnMismatch', 'remainder']).map((call) => ({
      span: spanOf(call.token),
      message: 'What has no partner on the other side is dropped here, without a word.',
      note: "With 'failOnMismatch: true' the run ends instead; with 'remainder: true' it is kept.",
      fixes: withOption(call, 'failOnMismatch: true'),
    })),
};

export const joinDuplicate: NextflowFinding = {
  code: 'join-duplicate',
  severity: 'hint',
  default: 'off',
  summary: 'A join takes keys that are there twice as they come.',
  why: 'Of two elements with one key, which is joined with which depends on the order in which they come. `failOnDuplicate: true` ends the run then.',
  bad: 'bam.join(bai)',
  good: 'bam.join(bai, failOnDuplicate: true)',
  script: (context) =>
    joins(context, ['failOnDuplicate']).map((call) => ({
      span: spanOf(call.token),
      message: 'Keys that are there twice are joined in the order in which they come.',
      note: "With 'failOnDuplicate: true' the run ends instead.",
      fixes: withOption(call, 'failOnDuplicate: true'),
    })),
};

/** Joins of channels without any of the options. Lists are joined too, with a text between. */
function joins(context: ScriptContext, options: readonly string[]): readonly OperatorCall[] {
  // With this flag every mismatch and duplicate ends the run.
  if (/nextflow\.enable\.strict\s*=\s*true/.test(context.text)) return [];
  if (context.script.config?.options.get('nextflow.enable.strict')?.text === 'true') return [];
  return operatorCalls(context).filter(({ name, node }) => {
    const [other] = positional(node.args);
    if (name !== 'join' || other === undefined || other.kind === 'string') return false;
    const given = node.args.filter(isNamed).map((one) => keyOf(context.text, one) ?? '');
    // A misspelt option is a problem of its own, and somebody did think of it.
    return given.every((key) => OPTIONS.has(key) && !options.includes(key));
  });
}

const OPTIONS: ReadonlySet<string> = new Set(OPERATORS.get('join')?.options?.map(({ name }) => name));

function withOption({ node }: OperatorCall, option: string): readonly Fix[] {
  const last = node.args.at(-1);
  if (node.open === undefined || last === undefined) return [];
  return [
    {
      title: `Add '${option}'`,
      edits: [{ span: { start: last.end, end: last.end }, newText: `, ${option}` }],
    },
  ];
}
