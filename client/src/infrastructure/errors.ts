/** A command that a message offers as its next step. */
export interface NextStep {
  readonly label: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** A failure in the user's words: one sentence of what happened and why, and what to do about it. */
export interface Explanation {
  /** Kebab-case; stands in the log and in context keys. */
  readonly code: string;
  readonly sentence: string;
  readonly nextStep?: NextStep;
}

/** A failure that was foreseen: its message is shown as it stands. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /** What is thrown in another bundle is of a class of the same name. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'UserError');
  }

  readonly explanation: Explanation;

  constructor(explanation: Explanation, options?: ErrorOptions) {
    super(explanation.sentence, options);
    this.explanation = explanation;
  }
}

/** The user changed their mind: nothing is shown. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'Cancelled');
  }

  constructor() {
    super('Cancelled');
  }
}

function isNamed(value: unknown, name: string): boolean {
  return value instanceof Error && value.name === name;
}

export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new Cancelled();
}

/** Unwraps a prompt's answer: no answer is a change of mind. */
export function answered<T>(answer: T | undefined): T {
  if (answer === undefined) throw new Cancelled();
  return answer;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
