import type { PrepareRenameParams, Range, RenameParams, WorkspaceEdit } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { prepareRename, rename } from '../../features/rename.ts';
import { toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';

type Prepared = { readonly range: Range; readonly placeholder: string } | null;

export const prepareRenameMethod = fileMethod<PrepareRenameParams, Prepared>({
  method: 'textDocument/prepareRename',
  summary: 'Whether a name can be renamed, and why not.',
  takes: 'position',
  nothing: null,
  answer(file, { position }, { workspace }) {
    const target = prepareRename(file, file.lines.offsetAt(position), workspace);
    if ('refused' in target) throw new ResponseError(LSPErrorCodes.RequestFailed, target.refused);
    return { range: toRange(file.lines, target.span), placeholder: target.name };
  },
});

export const renameMethod = fileMethod<RenameParams, WorkspaceEdit | null>({
  method: 'textDocument/rename',
  summary: 'Renames across files and parameter files, unless the new name is taken or reserved.',
  capabilities: (session) => ({
    renameProvider:
      session.capabilities.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  needs: 'workspace',
  takes: 'position',
  nothing: null,
  answer(file, { position, newName }, session) {
    const edits = rename(file, file.lines.offsetAt(position), newName, session.workspace);
    if ('refused' in edits) throw new ResponseError(LSPErrorCodes.RequestFailed, edits.refused);
    return toWorkspaceEdit(session, edits);
  },
});
