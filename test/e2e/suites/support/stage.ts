import { STAGE_VARIABLE, type StageAnswer, type StageRequest } from './stage-protocol.ts';

interface Patience {
  /** Milliseconds after which it counts as failed; a minute when absent. */
  readonly patience?: number;
}

/** The window around this suite: its mouse, keyboard and screen. */
export const stage = {
  /** Clicks the first element that matches, when it can be clicked. */
  async click(selector: string, options: Patience = {}): Promise<void> {
    await ask({ act: 'click', selector, ...options });
  },
  async hover(selector: string): Promise<void> {
    await ask({ act: 'hover', selector });
  },
  /** Keys in Playwright's notation, such as `Control+Period`. */
  async press(keys: string): Promise<void> {
    await ask({ act: 'press', keys });
  },
  async type(text: string): Promise<void> {
    await ask({ act: 'type', text });
  },
  async appear(selector: string, options: Patience = {}): Promise<void> {
    await ask({ act: 'appear', selector, ...options });
  },
  async texts(selector: string): Promise<readonly string[]> {
    return (await ask({ act: 'texts', selector })) ?? [];
  },
  async labels(selector: string): Promise<readonly string[]> {
    return (await ask({ act: 'labels', selector })) ?? [];
  },
  /** Saves what the window shows as `NAME.png`. */
  async picture(name: string): Promise<void> {
    await ask({ act: 'picture', name });
  },
};

async function ask(request: StageRequest): Promise<readonly string[] | undefined> {
  const address = process.env[STAGE_VARIABLE];
  if (address === undefined)
    throw new Error(`${STAGE_VARIABLE} is not set: the suite was started without a stage.`);
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(request) });
  const answer = (await response.json()) as StageAnswer;
  if (answer.error !== undefined) throw new Error(`${JSON.stringify(request)}: ${answer.error}`);
  return answer.value;
}
