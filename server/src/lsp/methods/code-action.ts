import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import { codeActions, fixAll, rewrites } from '../../features/code-actions.ts';
import type { CodeAction as Action } from '../../features/code-actions.ts';
import type { FileSnapshot } from '../../workspace/snapshot.ts';
import { toSpan } from '../convert.ts';
import { toDiagnostic } from '../publish.ts';
import { fileMethod } from '../requests.ts';
import type { Session } from '../session.ts';
import { toWorkspaceEdit } from '../workspace-edit.ts';

const KINDS = {
  quickfix: CodeActionKind.QuickFix,
  'refactor.rewrite': CodeActionKind.RefactorRewrite,
  'source.fixAll': CodeActionKind.SourceFixAll,
} as const;

export const codeActionMethod = fileMethod<CodeActionParams, CodeAction[]>({
  method: 'textDocument/codeAction',
  summary:
    'The mends of problems, one by one and all of a kind; *Fix all* on save; parameters and templates completed from the workflow.',
  capabilities: () => ({ codeActionProvider: { codeActionKinds: Object.values(KINDS) } }),
  takes: 'range',
  nothing: [],
  answer(file, { range, context }, session) {
    const wanted = (kind: string) =>
      context.only === undefined ||
      context.only.some((only) => only === '' || `${kind}.`.startsWith(`${only}.`));
    const actions: Action[] = [];
    if (wanted(KINDS.quickfix)) actions.push(...codeActions(file, toSpan(file.lines, range)));
    if (wanted(KINDS['refactor.rewrite'])) actions.push(...rewrites(file, toSpan(file.lines, range)));
    // Only when it is asked for by name: among the quick fixes of one problem it would be a surprise.
    if (context.only !== undefined && wanted(KINDS['source.fixAll'])) {
      const all = fixAll(file);
      if (all !== undefined) actions.push(all);
    }
    return actions.map((action) => toCodeAction(action, file, session));
  },
});

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
