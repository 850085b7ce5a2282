import type { Memory } from '../../infrastructure/memory.ts';

/** One workflow that this workspace created. */
export interface KnownWorkflow {
  readonly scope: string;
  readonly digest: string;
  readonly id: string;
  readonly arn: string;
  readonly uuid: string | undefined;
}

const MEMORY = 'workflows';
const MEMORY_SIZE = 200;

export function readKnown(memory: Memory): readonly KnownWorkflow[] {
  return memory.get<readonly KnownWorkflow[]>(MEMORY) ?? [];
}

export async function keepKnown(memory: Memory, entry: KnownWorkflow): Promise<void> {
  await memory.update(MEMORY, [entry, ...readKnown(memory)].slice(0, MEMORY_SIZE));
}
