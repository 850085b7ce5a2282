import type { CancellationToken, Connection, ServerCapabilities } from 'vscode-languageserver';
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { FileSnapshot } from '../workspace/snapshot.ts';
import type { Ask } from '../workspace/snapshot.ts';
import type { Session } from './session.ts';

/** One request of the protocol: what it is called, what it promises, how it is answered. */
export interface Method {
  readonly method: string;
  /** One line for `docs/lsp-methods.md`. */
  readonly summary: string;
  /** What `initialize` says of it. */
  readonly capabilities?: (session: Session) => Partial<ServerCapabilities>;
  /** Options with which it is registered after that, where the client lets it be registered for some languages only. */
  readonly registration?: (session: Session) => object | undefined;
  /** What is missing in parameters that make no sense. */
  missingIn(params: unknown): string | undefined;
  /** Whole answers only: an answer that is out of date or cancelled is thrown away by whoever calls this. */
  answer(params: unknown, session: Session, ask: Ask): Promise<unknown>;
  /** The document that the answer speaks of, so that an answer about an older text is not sent. */
  uriOf(params: unknown): string | undefined;
}

interface FileParams {
  readonly textDocument: { readonly uri: string };
}

interface FileMethod<Params, Result> {
  readonly method: string;
  readonly summary: string;
  readonly capabilities?: (session: Session) => Partial<ServerCapabilities>;
  readonly registration?: (session: Session) => object | undefined;
  /** What the parameters hold beside the document. */
  readonly takes?: 'position' | 'positions' | 'range';
  /** `workspace`: every file must be known before the answer is right. */
  readonly needs?: 'file' | 'workspace';
  /** Clients do this by themselves for languages that they read: a second answer would be shown beside theirs. */
  readonly clientToo?: true;
  /** For files that do not exist or are in no language of ours. */
  readonly nothing: Result;
  answer(file: FileSnapshot, params: Params, session: Session): Result | Promise<Result>;
}

/** A request about one document: the file is found and brought up to date first. */
export function fileMethod<Params extends FileParams, Result>(
  definition: FileMethod<Params, Result>,
): Method {
  const { method, summary, capabilities, registration, takes, needs, nothing } = definition;
  return {
    method,
    summary,
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(registration === undefined ? {} : { registration }),
    missingIn: (params) =>
      missingDocument(params) ?? (takes === undefined ? undefined : missingPlace(params, takes)),
    uriOf: (params) => (params as Partial<FileParams>).textDocument?.uri,
    async answer(params, session, ask) {
      const answered = session.workspace.asked();
      let answer: Result | Promise<Result> = nothing;
      try {
        if (needs === 'workspace') await session.workspace.prepareAll(ask);
        const uri = session.ownUri((params as Params).textDocument.uri);
        // A client may send every JSON file: those that hold no parameters are not ours to speak about.
        const isOurs = session.workspace.isChecked(uri);
        const file = isOurs ? await session.workspace.snapshot(uri, ask) : undefined;
        if (file !== undefined) {
          noteShown(uri, session);
          const twice = definition.clientToo === true && session.clientReads.has(file.language.id);
          if (!twice) answer = definition.answer(file, params as Params, session);
        }
      } finally {
        // Before what the client may have to be asked for: that takes as long as it takes.
        void whenWritten(session).then(answered);
      }
      return answer;
    },
  };
}

/** An answer that is there is written in the next turn but one; work that is begun before would hold it back. */
async function whenWritten({ workspace }: Session): Promise<void> {
  await workspace.pause();
  await workspace.pause();
}

/** What was shown of a version first is what has to be shown anew when more becomes known. */
function noteShown(uri: string, { shown, workspace }: Session): void {
  const file = workspace.known(uri);
  if (file === undefined || shown.get(uri)?.version === file.version) return;
  shown.set(uri, { version: file.version, analysis: file.analysis });
}

interface WorkspaceMethod<Params, Result> {
  readonly method: string;
  readonly summary: string;
  readonly capabilities?: (session: Session) => Partial<ServerCapabilities>;
  /** What the parameters must hold. */
  readonly takes: keyof Params & string;
  answer(params: Params, session: Session, ask: Ask): Promise<Result>;
}

/** A request about no document, or about several. */
export function workspaceMethod<Params, Result>(definition: WorkspaceMethod<Params, Result>): Method {
  const { method, summary, capabilities, takes } = definition;
  return {
    method,
    summary,
    ...(capabilities === undefined ? {} : { capabilities }),
    missingIn: (params) => (fieldOf(params, takes) === undefined ? takes : undefined),
    uriOf: () => undefined,
    answer: (params, session, ask) => definition.answer(params as Params, session, ask),
  };
}

/**
 * Registers a request with what every one of them needs: it answers exactly once; a cancelled request and an answer
 * about a text that has changed meanwhile are errors that clients know; a fault of ours ends this request and no other.
 */
export function register(connection: Connection, method: Method, session: () => Session | undefined): void {
  connection.onRequest(method.method, async (params: unknown, token: CancellationToken) => {
    const current = session();
    if (current === undefined) {
      return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized yet.');
    }
    return answerOnce(method, params, token, current);
  });
}

async function answerOnce(method: Method, params: unknown, token: CancellationToken, session: Session) {
  const missing = method.missingIn(params);
  if (missing !== undefined) {
    return new ResponseError(
      ErrorCodes.InvalidParams,
      `'${method.method}' needs the parameter '${missing}'.`,
    );
  }
  const uri = method.uriOf(params);
  const version = uri === undefined ? undefined : session.workspace.version(session.ownUri(uri));
  const ask: Ask = {
    cancellation: {
      get isCancelled() {
        return token.isCancellationRequested;
      },
      whenCancelled(listener) {
        token.onCancellationRequested(listener);
      },
    },
  };
  try {
    const result = await method.answer(params, session, ask);
    if (token.isCancellationRequested) {
      return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
    }
    if (uri !== undefined && session.workspace.version(session.ownUri(uri)) !== version) {
      return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed meanwhile.');
    }
    return result;
  } catch (error) {
    if (error instanceof ResponseError) return error;
    session.log(`${method.method} failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
    return new ResponseError(ErrorCodes.InternalError, `Omics Lens failed to answer '${method.method}'.`);
  }
}

function missingDocument(params: unknown): string | undefined {
  return typeof fieldOf(fieldOf(params, 'textDocument'), 'uri') === 'string' ? undefined : 'textDocument';
}

function missingPlace(params: unknown, takes: 'position' | 'positions' | 'range'): string | undefined {
  const value = fieldOf(params, takes);
  const positions =
    takes === 'positions'
      ? value
      : takes === 'range'
        ? [fieldOf(value, 'start'), fieldOf(value, 'end')]
        : [value];
  return Array.isArray(positions) && positions.every(isPosition) ? undefined : takes;
}

function isPosition(value: unknown): boolean {
  return Number.isInteger(fieldOf(value, 'line')) && Number.isInteger(fieldOf(value, 'character'));
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name] ?? undefined;
}
