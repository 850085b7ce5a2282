import type { WorkspaceEdit as ProtocolEdit } from 'vscode-languageserver';
import type { WorkspaceEdit } from '../text/index.ts';
import { rangeIn } from './convert.ts';
import type { Session } from './session.ts';

/** With the versions that the edits were made for, where the client can check them. */
export function toWorkspaceEdit(session: Session, edits: WorkspaceEdit): ProtocolEdit {
  const files = [...edits].map(([uri, changes]) => ({
    uri: session.clientUri(uri),
    version: session.workspace.version(uri) ?? null,
    edits: changes.map(({ span, newText }) => ({ range: rangeIn(session, { uri, span }), newText })),
  }));
  if (session.capabilities.workspace?.workspaceEdit?.documentChanges !== true) {
    return { changes: Object.fromEntries(files.map((file) => [file.uri, file.edits])) };
  }
  return {
    documentChanges: files.map((file) => ({
      textDocument: { uri: file.uri, version: file.version },
      edits: file.edits,
    })),
  };
}

/** Creates a file with the text; a client refuses where there is one meanwhile. */
export function toNewFile(session: Session, uri: string, text: string): ProtocolEdit {
  const start = { line: 0, character: 0 };
  const created = session.clientUri(uri);
  return {
    documentChanges: [
      { kind: 'create', uri: created, options: { overwrite: false, ignoreIfExists: false } },
      {
        textDocument: { uri: created, version: null },
        edits: [{ range: { start, end: start }, newText: text }],
      },
    ],
  };
}
