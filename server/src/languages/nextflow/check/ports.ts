import { closest } from '../../../text/index.ts';
import type { ReadScript } from '../analyze.ts';
import type { Qualifier } from '../data/index.ts';
import { INPUT_QUALIFIERS, OUTPUT_QUALIFIERS, isIn } from '../data/index.ts';
import type { ReadInput, ReadOutput } from '../scope/process.ts';
import type { Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import type { Statement } from '../words.ts';
import { calledIn, isNamed, positional, spanOf } from '../words.ts';
import { checkOptions, reportVersion } from './directives.ts';

/** Inputs and outputs that begin with an unknown word, and options that they do not have. */
export function checkPorts({ script }: ReadScript): void {
  for (const { inputs, outputs } of script.processes) {
    for (const input of inputs) checkPort(script, input, 'input', INPUT_QUALIFIERS);
    for (const output of outputs) checkPort(script, output, 'output', OUTPUT_QUALIFIERS);
  }
}

function checkPort(
  script: Script,
  { statement }: ReadInput | ReadOutput,
  kind: 'input' | 'output',
  known: ReadonlyMap<string, Qualifier>,
): void {
  if (statement === undefined) return;
  checkStatement(script, statement, kind, known, 'whole');
}

function checkStatement(
  script: Script,
  statement: Statement,
  kind: 'input' | 'output',
  known: ReadonlyMap<string, Qualifier>,
  place: 'whole' | 'part',
): void {
  const name = textOf(script, statement.name);
  const qualifier = known.get(name);
  if (qualifier === undefined) {
    // A bare word that is no call may be anything that is still being typed.
    if (statement.args.length > 0) reportUnknown(script, statement, name, kind, known);
    return;
  }
  if (!isIn(script.version.line, qualifier)) {
    // What ended in DSL 1 is said once, about the script.
    if (qualifier.since !== undefined)
      reportVersion(script, spanOf(statement.name), `${kind} '${name}'`, qualifier);
    return;
  }
  const options = statement.args.filter(isNamed);
  // `file(bam: 'x')` names a variable by its key.
  const isNaming =
    kind === 'input' && (name === 'file' || name === 'path') && positional(statement.args).length === 0;
  if (!isNaming) checkOptions(script, options, qualifier.options, `${kind} '${name}'`);
  if (name !== 'tuple' && name !== 'each') return;
  for (const arg of positional(statement.args)) {
    const inner = arg.kind === 'call' ? calledIn(arg, arg) : undefined;
    if (inner !== undefined && place === 'whole') checkStatement(script, inner, kind, known, 'part');
  }
}

function reportUnknown(
  script: Script,
  statement: Statement,
  name: string,
  kind: 'input' | 'output',
  known: ReadonlyMap<string, Qualifier>,
): void {
  const words = [...known.values()]
    .filter((one) => isIn(script.version.line, one) && one.deprecated !== true)
    .map((one) => one.name);
  const suggestion = closest(name, words);
  script.problems.push({
    span: spanOf(statement.name),
    severity: 'error',
    code: 'unknown-qualifier',
    message:
      `Unknown ${kind} '${name}'.` + (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: `An ${kind} begins with ${words.join(', ')}.`,
    ...(suggestion === undefined
      ? {}
      : {
          fixes: [
            {
              title: `Change to '${suggestion}'`,
              edits: [{ span: spanOf(statement.name), newText: suggestion }],
            },
          ],
        }),
  });
}
