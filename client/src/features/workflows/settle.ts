import type { Clock } from '../../infrastructure/clock.ts';
import { throwIfAborted, UserError } from '../../infrastructure/errors.ts';
import type { Report } from '../../infrastructure/prompts.ts';
import type { Log } from '../../infrastructure/log.ts';
import type { Workflow } from '../../omics/workflows-api.ts';
import { locateMessages, type WorkflowMessage } from './status-message.ts';

/** Shows what the service's linter said, in place of what it said before of these files; `otherwise` is the severity of messages that name none. */
export type ShowMessages = (
  files: readonly string[],
  otherwise: 'error' | 'warning',
  messages: readonly WorkflowMessage[],
) => void;

export interface SettlePorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly showMessages: ShowMessages;
}

export interface Settling<State extends Workflow> {
  /** As people know it: `Workflow 'germline'`, `Version 'v2' of workflow 'germline'`. */
  readonly title: string;
  readonly ask: (signal: AbortSignal) => Promise<State>;
  /** Milliseconds between two looks. */
  readonly pause: number;
  /** Path inside the definition to URI. */
  readonly uris: ReadonlyMap<string, string>;
}

/**
 * Waits until a workflow or a version is no longer being created, puts what HealthOmics says of it on its lines, and
 * rejects with a `UserError` when it cannot run.
 */
export async function untilActive<State extends Workflow>(
  { title, ask, pause, uris }: Settling<State>,
  { clock, log, showMessages }: SettlePorts,
  report: Report,
  signal: AbortSignal,
): Promise<State> {
  for (;;) {
    const workflow = await ask(signal);
    throwIfAborted(signal);
    if (!isUnderWay(workflow)) {
      // An ACTIVE workflow may carry warnings too.
      const { status, statusMessage } = workflow;
      if (statusMessage) log.info(`HealthOmics says of workflow ${workflow.id}:\n${statusMessage}`);
      const otherwise = status === 'ACTIVE' ? 'warning' : 'error';
      showMessages([...uris.values()], otherwise, locateMessages(statusMessage ?? '', uris));
      if (status !== 'ACTIVE') throw failure(title, workflow);
      return workflow;
    }
    report('HealthOmics reads the workflow');
    await clock.sleep(pause, signal);
    throwIfAborted(signal);
  }
}

export function isUnderWay({ status }: Pick<Workflow, 'status'>): boolean {
  return status === 'CREATING' || status === 'UPDATING';
}

function failure(title: string, { id, status, statusMessage }: Workflow): UserError {
  const said = statusMessage?.trim();
  const reason = said
    ? `HealthOmics says: ${shorten(said)}`
    : `its status is ${status}, and HealthOmics gives no reason`;
  return new UserError({
    code: 'workflow-failed',
    sentence: `${title} (${id}) cannot run: ${reason}`,
    nextStep: { label: 'Show Problems', command: 'workbench.actions.view.problems' },
  });
}

/** A linter's message can be pages long; the whole of it is in the log. */
function shorten(text: string): string {
  return text.length <= 400 ? text : `${text.slice(0, 400)}…`;
}
