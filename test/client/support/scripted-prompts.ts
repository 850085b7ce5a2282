import type { Prompts } from '../../../client/src/infrastructure/prompts.ts';

/** A user who answers as the script says, and what they were shown. Whatever the script does not foresee is dismissed. */
export interface ScriptedPrompts extends Prompts {
  readonly shown: string[];
  /** Presses the cancel button of the progress notice. */
  cancel(): void;
}

/** `answers`: what to choose, press or type, in order. */
export function scriptedPrompts(...answers: readonly string[]): ScriptedPrompts {
  const shown: string[] = [];
  let left = answers;
  let abort = new AbortController();
  const next = () => {
    const [answer, ...rest] = left;
    left = rest;
    return answer;
  };
  const press = (buttons: readonly string[]) => {
    const answer = next();
    if (answer !== undefined && !buttons.includes(answer)) throw new Error(`There is no button '${answer}'`);
    return answer;
  };
  return {
    shown,
    cancel: () => abort.abort(),
    pick(title, choices) {
      shown.push(`${title}: ${choices.map(({ label }) => label).join(' / ')}`);
      const answer = next();
      return Promise.resolve(choices.find(({ label }) => label === answer)?.value);
    },
    ask(question) {
      const { title } = question;
      const answer = next();
      const issue = answer === undefined ? undefined : question.validate(answer);
      shown.push(issue === undefined ? `${title}?` : `${title}? ${issue}`);
      return Promise.resolve(issue === undefined ? answer : undefined);
    },
    decide(message, detail, buttons) {
      shown.push(`${message}\n${detail} [${buttons.join('] [')}]`);
      return Promise.resolve(press(buttons));
    },
    tell(severity, message, buttons) {
      shown.push(`${severity}: ${message}${buttons.map((button) => ` [${button}]`).join('')}`);
      // What asks nothing takes no answer.
      return Promise.resolve(buttons.length === 0 ? undefined : press(buttons));
    },
    async progress(title, work) {
      abort = new AbortController();
      return work((message) => void shown.push(`${title}: ${message}`), abort.signal);
    },
  };
}
