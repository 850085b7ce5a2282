import type { LogLine } from './log-merger.ts';

/**
 * One event as the panel shows it: time, the task's name (or `run`), text. An event of several lines stays one event:
 * its further lines are indented under the first.
 */
export function formatLine({ timestamp, message }: LogLine, label: string): string {
  const head = `${new Date(timestamp).toISOString()} [${label}] `;
  return head + textOf(message).replaceAll('\n', `\n${' '.repeat(head.length)}`);
}

/** A line of the extension itself, which no log contains. */
export function formatRemark(text: string): string {
  return `── ${text}`;
}

/** Events of the run log are JSON whose `message` is the sentence for people; anything else is shown as it is. */
export function textOf(message: string): string {
  const text = message.replace(/\r?\n$/, '').replaceAll('\r\n', '\n');
  if (!text.startsWith('{')) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return text;
    const event = parsed as { readonly logMessage?: unknown; readonly message?: unknown };
    // A program may print JSON with a message of its own: only the service's events carry both.
    return typeof event.logMessage === 'string' && typeof event.message === 'string' ? event.message : text;
  } catch {
    return text;
  }
}

/** Names for the streams of a run. A scatter or a retry gives several tasks one name: the later ones carry their id too. */
export class StreamLabels {
  readonly #taken = new Set<string>();

  /** Asked once per stream. */
  label(name: string, taskId: string): string {
    const label = this.#taken.has(name) ? `${name} ${taskId}` : name;
    this.#taken.add(label);
    return label;
  }
}
