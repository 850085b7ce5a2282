import type { OutlineItem } from '../model/index.ts';
import { contains } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';

/** The outline. Editors reject an item whose name lies outside it, or has no name, so those are mended here. */
export function documentSymbols(file: FileSummary): readonly OutlineItem[] {
  return file.analysis.outline.map(mended);
}

function mended(item: OutlineItem): OutlineItem {
  return {
    ...item,
    name: item.name.trim() === '' ? '(no name)' : item.name,
    nameSpan: contains(item.span, item.nameSpan) ? item.nameSpan : item.span,
    children: item.children.map(mended),
  };
}
