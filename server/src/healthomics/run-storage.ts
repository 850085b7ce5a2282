import { LIMITS } from './limits.ts';

const STEP = 2 * LIMITS.staticStorageDefaultGiB.value;

/**
 * GiB of static storage that a run gets when it asks for `asked`: 1,200, or the next multiple of 2,400.
 * Source: user guide, 2026-03-20, whose examples (1,000, 5,000 and 42,000 GiB) it agrees with.
 */
export function staticStorageFor(asked: number): number {
  const least = LIMITS.staticStorageDefaultGiB.value;
  return asked <= least ? least : Math.ceil(asked / STEP) * STEP;
}
