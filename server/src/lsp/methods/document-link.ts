import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { documentLinks } from '../../features/document-links.ts';
import { toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';

export const documentLinkMethod = fileMethod<DocumentLinkParams, DocumentLink[]>({
  method: 'textDocument/documentLink',
  summary: 'Import paths and addresses that can be clicked on.',
  capabilities: () => ({ documentLinkProvider: {} }),
  nothing: [],
  answer: (file, _params, session) =>
    documentLinks(file).map(({ span, target, tooltip }) => ({
      range: toRange(file.lines, span),
      target: session.clientUri(target),
      ...(tooltip === undefined ? {} : { tooltip }),
    })),
});
