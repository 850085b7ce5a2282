import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';
import { DocumentHighlightKind } from 'vscode-languageserver';
import { documentHighlight } from '../../features/document-highlight.ts';
import { toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';

const KINDS = { read: DocumentHighlightKind.Read, write: DocumentHighlightKind.Write } as const;

export const documentHighlightMethod = fileMethod<DocumentHighlightParams, DocumentHighlight[]>({
  method: 'textDocument/documentHighlight',
  summary: 'Every place of the file where a name stands.',
  capabilities: () => ({ documentHighlightProvider: true }),
  takes: 'position',
  nothing: [],
  answer: (file, { position }) =>
    documentHighlight(file, file.lines.offsetAt(position)).map(({ span, kind }) => ({
      range: toRange(file.lines, span),
      kind: KINDS[kind],
    })),
});
