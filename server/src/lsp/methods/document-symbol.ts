import type { DocumentSymbol, DocumentSymbolParams, SymbolInformation } from 'vscode-languageserver';
import { documentSymbols } from '../../features/document-symbols.ts';
import type { OutlineItem } from '../../model/index.ts';
import type { LineIndex } from '../../text/index.ts';
import { toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';
import { SYMBOL_KINDS } from '../symbol-kinds.ts';

export const documentSymbolMethod = fileMethod<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>({
  method: 'textDocument/documentSymbol',
  summary: 'The outline of the file.',
  capabilities: () => ({ documentSymbolProvider: true }),
  clientToo: true,
  nothing: [],
  answer(file, { textDocument }, session) {
    const items = documentSymbols(file);
    const nested = session.capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport;
    return nested === true
      ? items.map((item) => toSymbol(item, file.lines))
      : flatten(items, textDocument.uri, file.lines);
  },
});

function toSymbol(item: OutlineItem, lines: LineIndex): DocumentSymbol {
  return {
    name: item.name,
    kind: SYMBOL_KINDS[item.kind],
    range: toRange(lines, item.span),
    selectionRange: toRange(lines, item.nameSpan),
    children: item.children.map((child) => toSymbol(child, lines)),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
  };
}

function flatten(
  items: readonly OutlineItem[],
  uri: string,
  lines: LineIndex,
  containerName?: string,
): SymbolInformation[] {
  return items.flatMap((item) => [
    {
      name: item.name,
      kind: SYMBOL_KINDS[item.kind],
      location: { uri, range: toRange(lines, item.span) },
      ...(containerName === undefined ? {} : { containerName }),
    },
    ...flatten(item.children, uri, lines, item.name),
  ]);
}
