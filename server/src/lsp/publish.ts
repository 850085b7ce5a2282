import type { Connection, Diagnostic } from 'vscode-languageserver';
import { DiagnosticTag } from 'vscode-languageserver';
import { diagnostics, problemText } from '../features/diagnostics.ts';
import type { LineIndex, Problem } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import { SEVERITIES, toLocation, toRange } from './convert.ts';
import type { Session } from './session.ts';

/** Sends problems to the client, each list once. */
export class Publisher {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #sent = new Map<
    string,
    { readonly problems: readonly Problem[]; readonly version: number | undefined }
  >();

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  publish(file: FileSummary): void {
    const { uri, version } = file;
    const { workspace } = this.#session;
    if (!workspace.isChecked(uri)) return;
    if (version === undefined && workspace.settings.problemsIn === 'openFiles') {
      this.#takeBack(uri);
      return;
    }
    const before = this.#sent.get(uri);
    if (before?.problems === file.problems && before.version === version) return;
    this.#sent.set(uri, { problems: file.problems, version });
    if (version === undefined && file.problems.length === 0 && (before?.problems.length ?? 0) === 0) return;
    this.#send(uri, version, toDiagnostics(this.#session, file));
  }

  /** Takes back the problems of files that are no more. */
  keepOnly(files: readonly string[]): void {
    const existing = new Set(files);
    for (const uri of [...this.#sent.keys()]) {
      if (!existing.has(uri)) this.#takeBack(uri);
    }
  }

  #takeBack(uri: string): void {
    const shown = this.#sent.get(uri)?.problems.length ?? 0;
    this.#sent.delete(uri);
    if (shown > 0) this.#send(uri, undefined, []);
  }

  #send(uri: string, version: number | undefined, list: Diagnostic[]): void {
    void this.#connection.sendDiagnostics({
      uri: this.#session.clientUri(uri),
      diagnostics: list,
      ...(version === undefined ? {} : { version }),
    });
  }
}

export function toDiagnostics(session: Session, file: FileSummary): Diagnostic[] {
  return diagnostics(file, session.leaveOut).map((problem) => toDiagnostic(session, file.lines, problem));
}

export function toDiagnostic(session: Session, lines: LineIndex, problem: Problem): Diagnostic {
  const { related = [], tags = [] } = problem;
  return {
    range: toRange(lines, problem.span),
    severity: SEVERITIES[problem.severity],
    source: 'Omics Lens',
    code: problem.code,
    message: problemText(problem),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map(({ location, message }) => ({
            location: toLocation(session, location),
            message,
          })),
        }),
    ...(tags.length === 0 ? {} : { tags: tags.map((tag) => TAGS[tag]) }),
  };
}

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;
