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
