import { answered } from './errors.ts';
import type { Prompts } from './prompts.ts';

/** What cannot be undone is typed: a click may be a slip. Rejects with `Cancelled` when dismissed. */
export async function confirmByTyping(
  question: {
    readonly title: string;
    /** What will happen, in one or two sentences. */
    readonly what: string;
    /** What has to be typed, as it stands. */
    readonly word: string;
  },
  prompts: Pick<Prompts, 'ask'>,
): Promise<void> {
  const { title, what, word } = question;
  answered(
    await prompts.ask({
      title,
      prompt: `${what} Type '${word}' to go on.`,
      placeholder: word,
      validate: (text) => (text === word ? undefined : `Type '${word}', or press Escape to leave it.`),
    }),
  );
}
