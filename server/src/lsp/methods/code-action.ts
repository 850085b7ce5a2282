import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import { codeActions, fixAll, organizeImports, rewrites } from '../../features/code-actions.ts';
import type { CodeAction as Action } from '../../features/code-actions.ts';
import { newInputsFiles } from '../../features/new-inputs.ts';
import { suppressActions } from '../../features/suppress.ts';
import type { Span } from '../../text/index.ts';
import type { FileSnapshot } from '../../workspace/snapshot.ts';
import { toSpan } from '../convert.ts';
import { toDiagnostic } from '../publish.ts';
import { fileMethod } from '../requests.ts';
import type { Session } from '../session.ts';
import { folderOf } from '../../workspace/uris.ts';
import { toNewFile, toWorkspaceEdit } from '../workspace-edit.ts';

const KINDS = {
  quickfix: CodeActionKind.QuickFix,
  'refactor.rewrite': CodeActionKind.RefactorRewrite,
  'source.fixAll': CodeActionKind.SourceFixAll,
  'source.organizeImports': CodeActionKind.SourceOrganizeImports,
} as const;
/** Creating a file that the one at hand needs. */
const CREATE = `${CodeActionKind.Refactor}.create`;

export const codeActionMethod = fileMethod<CodeActionParams, CodeAction[]>({
  method: 'textDocument/codeAction',
  summary:
    'The mends of problems, one by one and all of a kind; *Fix all* and *Organize imports* on save; parameters and templates completed from the workflow.',
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [...Object.values(KINDS), CREATE] } }),
  takes: 'range',
  nothing: [],
  async answer(file, { range, context }, session) {
    const wanted = (kind: string) =>
      context.only === undefined ||
      context.only.some((only) => only === '' || `${kind}.`.startsWith(`${only}.`));
    const actions: Action[] = [];
    if (wanted(KINDS.quickfix)) {
      const at = toSpan(file.lines, range);
      actions.push(...codeActions(file, at), ...suppressActions(file, at));
    }
    if (wanted(KINDS['refactor.rewrite'])) actions.push(...rewrites(file, toSpan(file.lines, range)));
    // Only when it is asked for by name: among the quick fixes of one problem it would be a surprise.
    if (context.only !== undefined && wanted(KINDS['source.fixAll'])) {
      const all = fixAll(file);
      if (all !== undefined) actions.push(all);
    }
    if (context.only !== undefined && wanted(KINDS['source.organizeImports'])) {
      const organized = organizeImports(file);
      if (organized !== undefined) actions.push(organized);
    }
    const answer = actions.map((action) => toCodeAction(action, file, session));
    if (wanted(CREATE)) answer.push(...(await createActions(file, toSpan(file.lines, range), session)));
    return answer;
  },
});

/** Offered to clients that can create files. */
async function createActions(file: FileSnapshot, range: Span, session: Session): Promise<CodeAction[]> {
  const { workspace } = session;
  const { documentChanges, resourceOperations } = session.capabilities.workspace?.workspaceEdit ?? {};
  if (documentChanges !== true || resourceOperations?.includes('create') !== true) return [];
  const model = workspace.model(file.uri);
  const taken = new Set(model === undefined ? [] : await workspace.list(folderOf(file.uri)));
  const { target } = workspace.settingsFor(file.uri);
  return newInputsFiles(file, range, model, { taken, target }).map(({ title, uri, text }) => ({
    title,
    kind: CREATE,
    edit: toNewFile(session, uri, text),
  }));
}

function toCodeAction(action: Action, file: FileSnapshot, session: Session): CodeAction {
  return {
    title: action.title,
    kind: KINDS[action.kind],
    ...(action.problems.length === 0
      ? {}
      : { diagnostics: action.problems.map((problem) => toDiagnostic(session, file.lines, problem)) }),
    edit: toWorkspaceEdit(session, new Map([[file.uri, action.edits]])),
    ...(action.preferred === undefined ? {} : { isPreferred: action.preferred }),
  };
}
