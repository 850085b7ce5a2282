import { DEFAULT_TASK, INSTANCES, formatGiB } from '../healthomics/index.ts';
import type { SourceValue } from '../model/index.ts';
import type { Fix } from '../text/index.ts';
import type { Finding, ModelRule, TaskContext } from './model-rule.ts';
import { placeOf, rewrite, sameMemory, sameNumber, sameQuotes } from './model-rule.ts';
import { knownRequest } from './request.ts';

export const resourceTooSmall: ModelRule = {
  code: 'resource-too-small',
  severity: 'warning',
  summary: 'A task asks for less than 1 vCPU or 1 GiB.',
  why: `The least that a task may ask for is ${DEFAULT_TASK.vcpus} vCPU and ${DEFAULT_TASK.memoryGiB} GiB; a request below can fail with \`INVALID_TASK_RESOURCE_VALUE\`. A number of memory without a unit is bytes.`,
  bad: 'cpu: 0.5\nmemory: 4',
  good: 'cpu: 1\nmemory: "4 GiB"',
  check(context) {
    return [...smallCpu(context), ...smallMemory(context)];
  },
};

function smallCpu(context: TaskContext): Finding[] {
  const { cpu: value } = context.resources;
  const { cpu } = knownRequest(context.resources);
  if (value === undefined || cpu === undefined || cpu >= DEFAULT_TASK.vcpus) return [];
  return [
    {
      span: placeOf(value, context),
      message: `Task '${context.task.name}' asks for ${cpu} vCPU, and the least is ${DEFAULT_TASK.vcpus}.`,
      note: `Ask for ${DEFAULT_TASK.vcpus} or more.`,
      fixes: rewrite(
        value,
        context,
        sameNumber(value, DEFAULT_TASK.vcpus),
        `Ask for ${DEFAULT_TASK.vcpus} vCPU`,
      ),
    },
  ];
}

function smallMemory(context: TaskContext): Finding[] {
  const { memory: value } = context.resources;
  const { memoryGiB } = knownRequest(context.resources);
  // What the service rounds to 1 GiB is enough: '1 GB' is meant as the least.
  if (value === undefined || memoryGiB === undefined || Math.round(memoryGiB) >= DEFAULT_TASK.memoryGiB)
    return [];
  const bytes = bytesOf(value.constant);
  const hasUnit = bytes === undefined;
  const least = `${DEFAULT_TASK.memoryGiB} GiB`;
  const amount = hasUnit ? formatGiB(memoryGiB) : `${bytes} bytes`;
  // Nextflow reads 'GB' as 1,024³ bytes, and no 'GiB'.
  const unit = typeof value.constant === 'string' && !hasUnit && /^\d+$/.test(value.text) ? 'GB' : 'GiB';
  return [
    {
      span: placeOf(value, context),
      message: `Task '${context.task.name}' asks for ${amount} of memory, and the least is ${least}.`,
      note: hasUnit
        ? `Ask for ${least} or more.`
        : `A number without a unit is bytes. Write the unit, such as '4 ${unit}'.`,
      fixes: hasUnit
        ? rewrite(value, context, sameMemory(value, DEFAULT_TASK.memoryGiB), `Ask for ${least}`)
        : withUnit(value, bytes, unit, context),
    },
  ];
}

/** The number of what has no unit; Nextflow's is `4 B` in the model. */
function bytesOf(constant: SourceValue['constant']): number | undefined {
  if (typeof constant === 'number') return constant;
  const match = typeof constant === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*B?\s*$/i.exec(constant) : null;
  return match === null ? undefined : Number(match[1]);
}

/** A small number is most likely meant as GiB; what a large one is meant as, nobody knows. */
function withUnit(
  value: SourceValue,
  number: number,
  unit: 'GB' | 'GiB',
  context: TaskContext,
): readonly Fix[] {
  if (!Number.isInteger(number) || number < DEFAULT_TASK.memoryGiB || number > MOST_GIB) return [];
  const text = `${number} ${unit}`;
  const quote = unit === 'GB' ? "'" : '"';
  const newText =
    sameNumber(value, number) === undefined ? sameQuotes(value, text) : `${quote}${text}${quote}`;
  const fixes = rewrite(value, context, newText, `Ask for ${text}`);
  return fixes.map(({ title, edits }) => ({ title, edits, together: true }));
}

const MOST_GIB = Math.max(...INSTANCES.rows.map((row) => row.memoryGiB));
