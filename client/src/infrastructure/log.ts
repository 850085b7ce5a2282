import { redact } from './redact.ts';

export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** A log through which no credential passes; `sink` is VS Code's log channel. */
export function redactingLog(sink: Omit<Log, 'error'> & { error(message: string): void }): Log {
  return {
    debug: (message) => sink.debug(redact(message)),
    info: (message) => sink.info(redact(message)),
    warn: (message) => sink.warn(redact(message)),
    error: (message, cause) =>
      sink.error(redact(cause === undefined ? message : `${message}\n${chain(cause)}`)),
  };
}

/** An error and its causes, each with what the service said of the request. */
function chain(error: unknown): string {
  const lines: string[] = [];
  for (let at: unknown = error, depth = 0; at !== undefined && depth < 5; depth++) {
    lines.push(`${depth === 0 ? '' : 'caused by '}${describe(at)}`);
    at = at instanceof Error ? at.cause : undefined;
  }
  return lines.join('\n');
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const metadata = (error as { readonly $metadata?: { httpStatusCode?: number; requestId?: string } })
    .$metadata;
  const request = metadata
    ? ` (HTTP ${metadata.httpStatusCode ?? '-'}, request ${metadata.requestId ?? '-'})`
    : '';
  return `${error.stack ?? `${error.name}: ${error.message}`}${request}`;
}
