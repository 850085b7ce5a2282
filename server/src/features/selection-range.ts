import type { SyntaxElement } from '../syntax/tree.ts';
import { isNode } from '../syntax/tree.ts';
import type { Span } from '../text/index.ts';
import { span, touches } from '../text/index.ts';
import { wordAt } from '../workspace/lookup.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

/** What *Expand selection* selects in turn, smallest first: the word, then each piece of syntax around it. */
export function selectionRanges(file: FileSnapshot, offset: number): readonly Span[] {
  const path: Span[] = [];
  let element: SyntaxElement | undefined = file.tree.root;
  while (element !== undefined) {
    path.push(span(element.start, element.end));
    element = isNode(element) ? childAt(element.children, offset) : undefined;
  }
  path.reverse();
  const ranges: Span[] = [];
  for (const range of [wordAt(file.text, offset), ...path, span(0, file.text.length)]) {
    const last = ranges.at(-1);
    const grows = last === undefined || range.start < last.start || range.end > last.end;
    const encloses = last === undefined || (range.start <= last.start && last.end <= range.end);
    if (range.end > range.start && grows && encloses) ranges.push(range);
  }
  return ranges.length > 0 ? ranges : [span(offset, offset)];
}

/** Where two children touch the offset, the later one: the cursor stands before it. */
function childAt(children: readonly SyntaxElement[], offset: number): SyntaxElement | undefined {
  return children.findLast((child) => touches(child, offset) && child.end > child.start);
}
