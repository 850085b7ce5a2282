import type { Memory } from '../../infrastructure/memory.ts';

/** Something that exists in the service, and of which nobody has seen yet what became of it. */
export interface UnfinishedCreation {
  /** Equal for equal wishes. */
  readonly key: string;
  readonly workflowId: string;
  readonly versionName?: string;
  readonly arn: string;
}

const MEMORY = 'unfinishedCreations';
const MEMORY_SIZE = 50;

/**
 * What was created before waiting for it broke off: the same wish then goes on waiting, and creates nothing again. Kept
 * over a reload of the window.
 */
export function findUnfinished(memory: Memory, key: string): UnfinishedCreation | undefined {
  return read(memory).find((entry) => entry.key === key);
}

export async function keepUnfinished(memory: Memory, entry: UnfinishedCreation): Promise<void> {
  const others = read(memory).filter(({ key }) => key !== entry.key);
  await memory.update(MEMORY, [entry, ...others].slice(0, MEMORY_SIZE));
}

export async function forgetUnfinished(memory: Memory, key: string): Promise<void> {
  await memory.update(
    MEMORY,
    read(memory).filter((entry) => entry.key !== key),
  );
}

function read(memory: Memory): readonly UnfinishedCreation[] {
  return memory.get<readonly UnfinishedCreation[]>(MEMORY) ?? [];
}
