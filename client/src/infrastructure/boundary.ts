import { Cancelled, messageOf, UserError, type Explanation, type NextStep } from './errors.ts';
import type { Log } from './log.ts';

export interface BoundaryOptions {
  readonly log: Log;
  /** Turns a known failure of a service into words; `undefined` for what it does not know. */
  explain(error: unknown): Promise<Explanation | undefined>;
  /** Shows one sentence with buttons and gives the label of the one pressed. */
  show(message: string, buttons: readonly string[]): Promise<string | undefined>;
  execute(step: NextStep): Promise<void>;
  showLog(): void;
}

/** Runs one action of the user: cancelled is silent, a failure keeps its cause in the log and says one sentence. */
export type Boundary = <T>(action: string, work: () => Promise<T>) => Promise<T | undefined>;

/** `action` finishes the sentence "Could not …". */
export function createBoundary(options: BoundaryOptions): Boundary {
  return async (action, work) => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Cancelled) options.log.debug(`Cancelled: ${action}.`);
      // The answer to a notice may come minutes later, or never: the command itself has ended.
      else void report(action, error, options);
      return undefined;
    }
  };
}

/** Logs the failure with its causes and shows it in the user's words. */
async function report(action: string, error: unknown, options: BoundaryOptions): Promise<void> {
  const explanation = await explainAnything(error, options);
  options.log.error(`Could not ${action} [${explanation.code}].`, error);
  const showLog = 'Show Log';
  const step = explanation.nextStep;
  const buttons = step ? [step.label, showLog] : [showLog];
  const pressed = await options.show(`Could not ${action}: ${explanation.sentence}`, buttons);
  if (pressed === showLog) options.showLog();
  else if (step && pressed === step.label) await options.execute(step);
}

/** The words for any failure, foreseen or not. */
export async function explainAnything(
  error: unknown,
  options: Pick<BoundaryOptions, 'explain'>,
): Promise<Explanation> {
  if (error instanceof UserError) return error.explanation;
  const known = await options.explain(error);
  return known ?? { code: 'unexpected', sentence: `Something unforeseen happened (${messageOf(error)}).` };
}
