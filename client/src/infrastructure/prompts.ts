/** What a feature may ask or tell the user; the implementation is `vscode-prompts.ts`. */
export interface Prompts {
  /** A list to choose from; `undefined` when dismissed. */
  pick<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined>;
  /** One line of text; `undefined` when dismissed. */
  ask(question: Question): Promise<string | undefined>;
  /** A modal question; the label chosen, `undefined` when dismissed. */
  decide(message: string, detail: string, buttons: readonly string[]): Promise<string | undefined>;
  /** A notice with buttons; the label pressed. */
  tell(
    severity: 'information' | 'warning',
    message: string,
    buttons: readonly string[],
  ): Promise<string | undefined>;
  /** A progress notice with a cancel button, which aborts the signal. */
  progress<T>(title: string, work: (report: Report, signal: AbortSignal) => Promise<T>): Promise<T>;
}

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly value: T;
}

export interface Question {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  readonly value?: string;
  /** What is wrong with the text, in one sentence; `undefined` when nothing is. */
  validate(text: string): string | undefined;
}

/** Says what is happening now. */
export type Report = (message: string) => void;
