import { answered, Cancelled } from './errors.ts';
import type { Prompts } from './prompts.ts';

/** One line of a form. */
export interface FormField {
  readonly label: string;
  /** What is chosen now, as people read it; `undefined` where nothing is. */
  readonly value: string | undefined;
  readonly hint?: string;
  /** Asks for another value. Dismissing the question leaves the value as it is. */
  edit(): Promise<void>;
}

export interface Form {
  readonly title: string;
  /** The line that ends the form, and what will happen then. */
  readonly submit: { readonly label: string; readonly description?: string };
  /** Asked after each change: one value may decide over others. */
  fields(): readonly FormField[];
  /** What is missing yet, as a sentence; the form stays open while there is something. */
  missing?(): string | undefined;
}

/** A list of values of which each can be changed before all are used at once. Rejects with `Cancelled` when dismissed. */
export async function fillForm(form: Form, prompts: Pick<Prompts, 'pick'>): Promise<void> {
  for (;;) {
    const missing = form.missing?.();
    const detail = missing ?? form.submit.description;
    const chosen = answered(
      await prompts.pick<FormField | 'submit'>(form.title, [
        {
          label: form.submit.label,
          ...(detail === undefined ? {} : { description: detail }),
          value: 'submit',
        },
        ...form.fields().map((field) => ({
          label: field.label,
          description: field.value ?? '-',
          ...(field.hint === undefined ? {} : { detail: field.hint }),
          value: field,
        })),
      ]),
    );
    if (chosen === 'submit') {
      if (missing === undefined) return;
      continue;
    }
    await unlessDismissed(() => chosen.edit());
  }
}

async function unlessDismissed(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
  }
}

/** A line of text; an empty answer takes the value away where that is allowed. */
export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: string | undefined;
  readonly placeholder?: string;
  readonly required?: true;
  /** What is wrong with a text that is not empty, as a sentence. */
  issue(text: string): string | undefined;
}

export async function askText(
  question: TextQuestion,
  prompts: Pick<Prompts, 'ask'>,
): Promise<string | undefined> {
  const answer = answered(
    await prompts.ask({
      title: question.title,
      prompt: question.prompt,
      ...(question.placeholder === undefined ? {} : { placeholder: question.placeholder }),
      ...(question.value === undefined ? {} : { value: question.value }),
      validate: (text) =>
        text === ''
          ? question.required === true
            ? `${question.title} must not be empty.`
            : undefined
          : question.issue(text),
    }),
  ).trim();
  return answer === '' ? undefined : answer;
}
