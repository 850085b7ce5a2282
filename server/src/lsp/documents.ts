import type {
  Connection,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { LineIndex } from '../text/index.ts';
import type { Session } from './session.ts';
import { toSpan } from './convert.ts';

/** Keeps open documents as the client types them; `changed` hears of each with our spelling of its URI. */
export function followDocuments(
  connection: Connection,
  session: () => Session | undefined,
  changed: (uri: string, how: 'opened' | 'changed' | 'closed') => void,
): void {
  connection.onNotification('textDocument/didOpen', ({ textDocument }: DidOpenTextDocumentParams) => {
    const current = session();
    if (current === undefined) return;
    const uri = current.ownUri(textDocument.uri);
    current.workspace.openDocument({ ...textDocument, uri });
    changed(uri, 'opened');
  });
  connection.onNotification(
    'textDocument/didChange',
    ({ textDocument, contentChanges }: DidChangeTextDocumentParams) => {
      const current = session();
      if (current === undefined) return;
      const uri = current.ownUri(textDocument.uri);
      const document = current.workspace.document(uri);
      if (document === undefined) {
        current.log(`A change of ${uri} was ignored: it is not open.`);
        return;
      }
      const text = applyChanges(document, contentChanges);
      current.workspace.changeDocument(uri, textDocument.version, text);
      changed(uri, 'changed');
    },
  );
  connection.onNotification('textDocument/didClose', ({ textDocument }: DidCloseTextDocumentParams) => {
    const current = session();
    if (current === undefined) return;
    const uri = current.ownUri(textDocument.uri);
    current.workspace.closeDocument(uri);
    changed(uri, 'closed');
  });
}

/** Each change is in positions of the text that the ones before it have made. */
export function applyChanges(
  document: { readonly text: string; readonly lines: LineIndex },
  changes: readonly TextDocumentContentChangeEvent[],
): string {
  let { text, lines } = document;
  changes.forEach((change, i) => {
    if ('range' in change) {
      if (i > 0) lines = new LineIndex(text);
      const { start, end } = toSpan(lines, change.range);
      text = text.slice(0, start) + change.text + text.slice(end);
    } else {
      text = change.text;
    }
  });
  return text;
}
