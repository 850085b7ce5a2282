import type { LogsApi } from '../../omics/logs-api.ts';
import { formatLine, formatRemark } from './log-line.ts';
import type { LogPanel } from './log-follower.ts';
import { StreamReader, type VisitEnd } from './stream-reader.ts';

/** A stream of any log group, read on from where it stood into a panel. Somebody else says when. */
export interface GroupTail {
  /** `missing`: nothing was written so far. Rejects as the service does; what was read before is kept. */
  visit(signal: AbortSignal): Promise<VisitEnd>;
}

export interface GroupTailOptions {
  readonly logs: Pick<LogsApi, 'readIn'>;
  readonly group: string;
  readonly stream: string;
  /** Stands in front of each line. */
  readonly label: string;
  readonly panel: Pick<LogPanel, 'append'>;
}

export function groupTail({ logs, group, stream, label, panel }: GroupTailOptions): GroupTail {
  const reader = new StreamReader(stream, undefined);
  const inGroup: Pick<LogsApi, 'read'> = {
    read: (name, from, signal) => logs.readIn(group, name, from, signal),
  };
  return {
    visit: (signal) =>
      reader.visit(
        inGroup,
        (call) => call(),
        signal,
        (events) =>
          panel.append(events.map((event) => `${formatLine({ ...event, stream }, label)}\n`).join('')),
      ),
  };
}

/** Writes a line of the extension's own, which no log contains. */
export function remark(panel: Pick<LogPanel, 'append'>, text: string): void {
  panel.append(`${formatRemark(text)}\n`);
}
