import { answered } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';

/** Hundreds of runs cost money: what is about to happen is said once, and whoever does not choose it starts nothing. */
export async function confirmBatch(
  title: string,
  facts: readonly string[],
  prompts: Pick<Prompts, 'pick'>,
): Promise<void> {
  answered(await prompts.pick(title, [{ label: 'Start Batch', detail: facts.join(' · '), value: true }]));
}
