import type { TaskRequest } from '../healthomics/index.ts';
import { accelerator, memoryGiB } from '../healthomics/index.ts';
import type { Resources } from '../model/index.ts';

/** What a task asks for, as far as it is known before the run; an unknown accelerator counts as none. */
export function knownRequest(resources: Resources): TaskRequest {
  const { cpu, memory, acceleratorType, acceleratorCount } = resources;
  const name = acceleratorType?.constant;
  return {
    cpu: readNumber(cpu?.constant),
    memoryGiB: memoryGiB(memory?.constant),
    accelerator: typeof name === 'string' && accelerator(name) !== undefined ? name : undefined,
    gpus: readNumber(acceleratorCount?.constant),
  };
}

/** Engines read `"4"` as 4. */
function readNumber(constant: string | number | boolean | null | undefined): number | undefined {
  if (typeof constant === 'number') return constant;
  return typeof constant === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(constant) ? Number(constant) : undefined;
}

/** True when the task asks for a GPU of which it is not known which. */
export function hasUnknownAccelerator(resources: Resources): boolean {
  return resources.acceleratorType !== undefined && knownRequest(resources).accelerator === undefined;
}

/** True when each of the two is either absent or a constant. */
export function isFullyKnown(resources: Resources): boolean {
  const request = knownRequest(resources);
  return (
    (resources.cpu === undefined || request.cpu !== undefined) &&
    (resources.memory === undefined || request.memoryGiB !== undefined) &&
    !hasUnknownAccelerator(resources)
  );
}

/** `in eu-west-1`, `in any Region`. */
export function regionPhrase(region: string | undefined): string {
  return region === undefined ? 'in any Region' : `in ${region}`;
}
