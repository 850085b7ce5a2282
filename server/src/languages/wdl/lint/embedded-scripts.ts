import type { EmbeddedScript } from '../../language.ts';
import type { Span } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import type { CommandNode } from '../ast.ts';
import type { CheckedCallable } from '../check/callables.ts';
import { spanOf } from '../check/file.ts';
import { bodyStart, isShell, renderCommand } from './command-script.ts';
import { lintContext } from './context.ts';
import type { LintContext } from './lint.ts';
import { isPrimitive, typeAtSight } from './types.ts';

/** The commands of the document as scripts of bash, as the engine would indent them. */
export function embeddedScripts(document: CheckedDocument): readonly EmbeddedScript[] {
  const context = lintContext(document);
  return document.callables.flatMap((callable) =>
    callable.commands.flatMap((command) => embeddedScript(callable, command, context) ?? []),
  );
}

function embeddedScript(
  callable: CheckedCallable,
  command: CommandNode,
  context: LintContext,
): EmbeddedScript | undefined {
  const { text: source } = context.file;
  // A number where a number comes, so that it may be compared as one.
  const rendered = renderCommand(source, command, ({ expr }) =>
    expr !== undefined && isPrimitive(typeAtSight(context, expr), 'Int', 'Float') ? '1' : 'x',
  );
  if (rendered.trim() === '' || !isShell(rendered)) return undefined;
  const { text, lineStarts } = dedented(rendered, bodyStart(command));
  const dummies = command.parts.flatMap((part): Span[] => ('children' in part ? [spanOf(part)] : []));
  const variables = [...callable.inputs, ...callable.declarations].flatMap(({ node, name }) =>
    node.kind === 'decl' && node.env !== undefined ? [name] : [],
  );
  return { text, lineStarts, dummies, variables };
}

/** Without the blank first line and the indentation that all lines share. */
function dedented(rendered: string, start: number): Pick<EmbeddedScript, 'text' | 'lineStarts'> {
  const all = rendered.split('\n');
  const skipped = all[0]?.trim() === '' && all.length > 1 ? 1 : 0;
  const lines = all.slice(skipped);
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents);
  const lineStarts: number[] = [];
  let at = start + (skipped === 1 ? (all[0]?.length ?? 0) + 1 : 0);
  const text = lines.map((line) => {
    const cut = Math.min(indent, line.length);
    lineStarts.push(at + cut);
    at += line.length + 1;
    return line.slice(cut).replace(/\r$/, ' ');
  });
  return { text: text.join('\n'), lineStarts };
}
