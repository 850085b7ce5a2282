import { answered } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';

/**
 * Hundreds of runs cost money: what is about to happen is said once, and whoever does not choose it starts nothing.
 * `more` has a line of its own.
 */
export async function confirmBatch(
  title: string,
  facts: readonly string[],
  more: string | undefined,
  prompts: Pick<Prompts, 'pick'>,
): Promise<void> {
  const choice = { label: 'Start Batch', description: facts.join(' · '), value: true };
  answered(await prompts.pick(title, [more === undefined ? choice : { ...choice, detail: more }]));
}
