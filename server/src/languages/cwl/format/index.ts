import { parseYaml, resolved } from '../../../syntax/yaml/index.ts';
import type { TextEdit } from '../../../text/index.ts';
import { applyEdits } from '../../../text/index.ts';
import type { CwlNode, CwlTree } from '../document/index.ts';
import type { FormatOptions } from '../../language.ts';
import { blankEdits } from './blanks.ts';
import { indentations } from './indentation.ts';
import { Lines } from './lines.ts';

/**
 * Lays out a document: levels of the same width, one blank behind colons, commas and dashes, none at the ends of lines.
 * Line breaks and comments stay where they are. Only blanks change, and nothing does where the document has errors.
 */
export function formatCwl(tree: CwlTree, options: FormatOptions): readonly TextEdit[] {
  const { text } = tree;
  if (tree.root.value === undefined) return [];
  if (parseYaml(text).problems.some(({ severity }) => severity === 'error')) return [];
  const lines = new Lines(text);
  const width = options.indent.includes('\t') ? 2 : options.indent.length;
  const { indents, shifts } = indentations(tree, lines, width);
  const edits = [...lines.indentEdits(indents), ...lines.shiftEdits(shifts), ...blankEdits(tree, lines)];
  edits.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const changes = edits.filter(({ span, newText }) => text.slice(span.start, span.end) !== newText);
  // A layout that says something else would be worse than none.
  return isSame(tree, parseYaml(applyEdits(text, changes)).tree) ? changes : [];
}

function isSame(before: CwlTree, after: CwlTree): boolean {
  return (
    valueText(before.root.value) === valueText(after.root.value) &&
    before.comments.length === after.comments.length
  );
}

/** What a document says, without how it says it. */
function valueText(node: CwlNode | undefined): string {
  const parts: string[] = [];
  const visit = (written: CwlNode | undefined): void => {
    if (written === undefined) return void parts.push('~');
    if (written.kind === 'scalar')
      parts.push(JSON.stringify(resolved(written) === written ? written.value : written.text));
    else if (written.kind === 'sequence') {
      parts.push('[');
      written.items.forEach(visit);
      parts.push(']');
    } else {
      parts.push('{');
      for (const { key, value } of written.entries) {
        parts.push(JSON.stringify(key.text));
        visit(value);
      }
      parts.push('}');
    }
  };
  visit(node);
  return parts.join(' ');
}
