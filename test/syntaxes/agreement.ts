import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { leaves } from '@omics-lens/server/syntax/walk.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import type { Tokenizer } from './tokenize.ts';

const SCOPES: Readonly<Record<string, string>> = {
  commandOpen: 'punctuation.section.command.begin.wdl',
  commandClose: 'punctuation.section.command.end.wdl',
  placeholderOpen: 'punctuation.section.interpolation.begin.wdl',
  placeholderClose: 'punctuation.section.interpolation.end.wdl',
  version: 'constant.other.version.wdl',
  number: 'constant.numeric',
};

/**
 * Where the grammar colours something else than the parser reads: brackets of commands and placeholders, numbers,
 * comments. Only for files without problems, and not for draft-2, whose placeholders a grammar cannot know.
 */
export function disagreements(tokenize: Tokenizer, text: string): readonly string[] {
  const { tree, problems } = parseWdl(text);
  if (problems.length > 0 || tree.root.version?.value === undefined) return [];
  const index = new LineIndex(text);
  const lines = Array.from({ length: index.lineCount }, (_, i) =>
    text.slice(index.lineStart(i), index.lineEnd(i)),
  );
  const pieces = tokenize(lines);
  const found: string[] = [];
  const expectScope = (offset: number, scope: string): void => {
    const { line, character } = index.positionAt(offset);
    const piece = pieces[line]?.find((one) => one.start <= character && character < one.end);
    if (piece?.scopes.some((own) => own.startsWith(scope)) === true) return;
    found.push(
      `${line + 1}:${character + 1} ${scope}: ${piece?.scopes.join(' ') ?? ''}\n  ${lines[line] ?? ''}`,
    );
  };
  for (const token of leaves(tree.root)) {
    const scope = SCOPES[token.kind];
    if (scope !== undefined) expectScope(token.start, scope);
  }
  for (const comment of tree.comments) expectScope(comment.start, 'comment.line');
  return found;
}
