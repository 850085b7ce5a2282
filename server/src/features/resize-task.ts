import type { WorkflowModel } from '../model/index.ts';
import { taskOrigins } from '../model/index.ts';
import { sameNumber, scaledLiteral } from '../rules/model-rule.ts';
import { knownRequest } from '../rules/request.ts';
import type { Location } from '../text/index.ts';

/** A piece of text to be written in the place of another. */
export interface PlacedEdit {
  readonly at: Location;
  readonly newText: string;
}

/**
 * The edits that make a task of a run ask for another size: of its vCPUs and its memory, where each stands in the source
 * as a literal. `memory` is in GiB. None where the name leads to no task, or to values that are computed.
 */
export function resizeTask(
  model: WorkflowModel,
  taskName: string,
  size: { readonly cpus: number; readonly memory: number },
): readonly PlacedEdit[] {
  const resources = taskOrigins(model, taskName)[0]?.task.resources;
  if (resources === undefined) return [];
  const { cpu, memory } = resources;
  const asked = knownRequest(resources).memoryGiB;
  const cpuText = cpu === undefined ? undefined : sameNumber(cpu, size.cpus);
  const memoryText =
    memory === undefined || asked === undefined ? undefined : scaledLiteral(memory.text, size.memory / asked);
  return [
    ...(cpu === undefined || cpuText === undefined ? [] : [{ at: cpu.at, newText: cpuText }]),
    ...(memory === undefined || memoryText === undefined ? [] : [{ at: memory.at, newText: memoryText }]),
  ];
}
