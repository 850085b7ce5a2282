import type {
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import type { Ask, FileSummary } from '../../workspace/snapshot.ts';
import { toDiagnostics } from '../publish.ts';
import { fileMethod, workspaceMethod } from '../requests.ts';
import type { Session } from '../session.ts';

export const documentDiagnosticMethod = fileMethod<DocumentDiagnosticParams, DocumentDiagnosticReport>({
  method: 'textDocument/diagnostic',
  summary: 'The problems of a document, for clients that ask for them; they are not pushed then.',
  capabilities: ({ pullsDiagnostics }) =>
    pullsDiagnostics
      ? {
          diagnosticProvider: {
            identifier: 'omics-lens',
            interFileDependencies: true,
            workspaceDiagnostics: true,
          },
        }
      : {},
  nothing: { kind: DocumentDiagnosticReportKind.Full, items: [] },
  answer(file, { previousResultId }, session) {
    const resultId = resultIdOf(file, session);
    return previousResultId === resultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: toDiagnostics(session, file) };
  },
});

export const workspaceDiagnosticMethod = workspaceMethod<
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport
>({
  method: 'workspace/diagnostic',
  summary:
    'The problems of all files that have changed; while there are none, the answer waits for the next.',
  takes: 'previousResultIds',
  async answer({ previousResultIds }, session, ask) {
    const previous = new Map(previousResultIds.map(({ uri, value }) => [session.ownUri(uri), value]));
    for (;;) {
      const { count } = session.passed;
      const items = await changedReports(previous, session, ask);
      if (items.length > 0 || ask.cancellation?.isCancelled === true) return { items };
      await passAfter(count, session, ask);
    }
  },
});

/** Reports for the files whose problems are not those that the client has; files that went are reported empty. */
async function changedReports(
  previous: ReadonlyMap<string, string>,
  session: Session,
  ask: Ask,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const { workspace } = session;
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  const gone = new Set(previous.keys());
  for (const uri of await workspace.files()) {
    if (ask.cancellation?.isCancelled === true) return [];
    const file = await workspace.summary(uri, { ...ask, priority: 'background' });
    if (file === undefined || isHidden(file, session)) continue;
    gone.delete(uri);
    const resultId = resultIdOf(file, session);
    if (previous.get(uri) === resultId || (!previous.has(uri) && file.problems.length === 0)) continue;
    reports.push({
      kind: DocumentDiagnosticReportKind.Full,
      uri: session.clientUri(uri),
      version: file.version ?? null,
      resultId,
      items: toDiagnostics(session, file),
    });
  }
  for (const uri of gone) {
    const kind = DocumentDiagnosticReportKind.Full;
    reports.push({ kind, uri: session.clientUri(uri), version: null, items: [] });
  }
  return reports;
}

function isHidden({ version }: FileSummary, { workspace }: Session): boolean {
  return version === undefined && workspace.settings.problemsIn === 'openFiles';
}

function resultIdOf(file: FileSummary, session: Session): string {
  return session.resultIds.of(file.problems, () => toDiagnostics(session, file));
}

/** Until all files have been checked again after a change, or nobody waits any more. */
function passAfter(count: number, { passed }: Session, { cancellation }: Ask): Promise<void> {
  return new Promise((resolve) => {
    passed.after(count, resolve);
    cancellation?.whenCancelled?.(resolve);
  });
}
