import type { SyntaxElement, SyntaxNode } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import { lineBreaks } from './layout.ts';
import type { Pen } from './pen.ts';

export interface ListStyle {
  /** What stands inside the brackets of a list on one line. */
  readonly padding: 'tight' | 'padded';
  /** `first`: a list whose first element is on a line of its own stays so. `any`: as does one with any line break. */
  readonly keepsBreak: 'never' | 'first' | 'any';
  /** Whether the grammar allows a comma behind the last element. */
  readonly trailingComma: 'allowed' | 'none';
}

/**
 * `[a, b]`: `children` are its brackets and what is between them. Broken, each element is on a line of its own, deeper
 * than the words that lead it: the `input:` of a call.
 */
export function writeList(
  pen: Pen,
  children: readonly SyntaxElement[],
  style: ListStyle,
  writeElement: (element: SyntaxNode) => void,
): void {
  const { layout } = pen;
  const open = children[0];
  const close = children.at(-1);
  if (open === undefined || close === undefined) return;
  const inside = children.slice(1, -1);
  const gap = style.padding === 'padded' && inside.length > 0 ? 'line' : 'soft';
  const firstElement = inside.findIndex(isNode);
  const lead = firstElement < 0 ? inside.length : firstElement;
  layout.open(open.start);
  if (keepsBreak(pen.text, children, style)) layout.forceBreak();
  layout.piece(open);
  layout.indent();
  layout[gap]('first');
  for (const word of inside.slice(0, lead)) layout.piece(word);
  if (lead > 0) {
    layout.indent();
    layout.line('first');
  }
  writeElements(pen, inside.slice(lead), style, writeElement);
  if (inside.length > 0) layout[gap]('last');
  layout.flushComments(close.start);
  if (lead > 0) layout.dedent();
  layout.dedent();
  layout[gap]('last');
  layout.piece(close);
  layout.close();
}

function writeElements(
  pen: Pen,
  elements: readonly SyntaxElement[],
  style: ListStyle,
  writeElement: (element: SyntaxNode) => void,
): void {
  const { layout } = pen;
  const last = elements.length - 1;
  const addsComma =
    style.trailingComma === 'allowed' && pen.trailingCommas === 'add' && hasAllCommas(elements);
  elements.forEach((element, i) => {
    if (isNode(element)) {
      if (i > 0) layout.line('kept');
      writeElement(element);
      if (i === last && addsComma && !layout.endsVerbatim) layout.commaWhenBroken();
    } else if (i === last && addsComma && !layout.endsVerbatim && !layout.hasCommentBefore(element.start)) {
      layout.commaWhenBroken();
    } else {
      layout.join();
      layout.piece(element);
    }
  });
}

/** False among the choices of an enum, where commas may be missing or a choice may be broken. */
function hasAllCommas(elements: readonly SyntaxElement[]): boolean {
  return elements.every((element, i) => {
    const previous = elements[i - 1];
    return element.kind !== 'error' && (previous === undefined || isNode(element) !== isNode(previous));
  });
}

function keepsBreak(text: string, children: readonly SyntaxElement[], style: ListStyle): boolean {
  const last = style.keepsBreak === 'any' ? children.at(-1) : children[1];
  if (style.keepsBreak === 'never' || children.length < 3 || last === undefined) return false;
  return lineBreaks(text, children[0]?.end ?? 0, last.start) > 0;
}

/** Where the first `{` stands among the children; -1 where there is none. */
export function braceIndex(text: string, node: SyntaxNode): number {
  return node.children.findIndex((child) => !isNode(child) && text.charCodeAt(child.start) === 123);
}
