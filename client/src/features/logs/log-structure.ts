import type { HistoryEntry } from './log-history.ts';

/** Zero-based lines, both included. */
export interface Fold {
  readonly start: number;
  readonly end: number;
}

export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'step' | 'error';
  readonly line: number;
  readonly lastLine: number;
}

/** Events of several lines, and runs of lines of one task between those of others. */
export function folds(entries: readonly HistoryEntry[]): readonly Fold[] {
  const found: Fold[] = [];
  let first: HistoryEntry | undefined;
  let last: HistoryEntry | undefined;
  const labels = new Set(entries.map(({ label }) => label));
  const close = () => {
    if (first !== undefined && last !== undefined && labels.size > 1) add(found, first.line, endOf(last));
  };
  for (const entry of entries) {
    if (entry.lines > 1) add(found, entry.line, endOf(entry));
    if (entry.label !== first?.label) {
      close();
      first = entry;
    }
    last = entry;
  }
  close();
  return found;
}

function add(found: Fold[], start: number, end: number): void {
  const isTwice = found.some((fold) => fold.start === start && fold.end === end);
  if (end > start && !isTwice) found.push({ start, end });
}

function endOf({ line, lines }: HistoryEntry): number {
  return line + lines - 1;
}

/** An outline of more is no outline. */
const MOST_ENTRIES = 500;

/** The steps that the run log tells of, and lines that speak of an error. */
export function outline(entries: readonly HistoryEntry[]): readonly OutlineEntry[] {
  const found: OutlineEntry[] = [];
  for (const entry of entries) {
    if (found.length >= MOST_ENTRIES) break;
    const step = stepOf(entry.event.message);
    const error = step === undefined ? errorIn(entry.event.message) : undefined;
    const name = step?.code ?? error;
    if (name === undefined) continue;
    found.push({
      name,
      detail: step?.message ?? entry.label,
      kind: error !== undefined || name.includes('FAILED') ? 'error' : 'step',
      line: entry.line,
      lastLine: endOf(entry),
    });
  }
  return found;
}

function stepOf(message: string): { readonly code: string; readonly message: string } | undefined {
  if (!message.startsWith('{')) return undefined;
  try {
    const event = JSON.parse(message) as { readonly logMessage?: unknown; readonly message?: unknown };
    return typeof event.logMessage === 'string' && typeof event.message === 'string'
      ? { code: event.logMessage, message: event.message }
      : undefined;
  } catch {
    return undefined;
  }
}

const ERROR = /^.*?\b(error|exception|fatal|traceback|failed)\b.*$/im;
const LONGEST_NAME = 80;

function errorIn(message: string): string | undefined {
  return ERROR.exec(message)?.[0].trim().slice(0, LONGEST_NAME);
}
