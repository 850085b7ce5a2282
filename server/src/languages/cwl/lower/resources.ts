import type { Resources, SourceValue } from '../../../model/index.ts';
import type { CheckedFile } from '../check/file.ts';
import type { CheckedProcess } from '../check/processes.ts';
import { allows, requirementOf } from '../check/requirements.ts';
import type { CwlNode, Process, Requirement, Step } from '../document/index.ts';
import { resolved } from '../document/index.ts';
import type { Known } from '../expressions/evaluate.ts';
import { defaultInputs, sourceValue } from './values.ts';

const CUDA = 'http://commonwl.org/cwltool#CUDARequirement';

/**
 * What a tool asks for. A requirement counts before a hint, and what stands closer to the tool before what is around
 * it. Memory is in MiB. Source: CWL v1.2 ResourceRequirement; HealthOmics user guide, 2026: CUDARequirement names the
 * accelerator in `cudaComputeCapability`.
 */
export function resourcesOf(file: CheckedFile, checked: CheckedProcess): Resources {
  const chain = chainOf(checked);
  const inputs = defaultInputs(checked.inputs);
  const resources = requirementOf(chain, 'ResourceRequirement');
  const docker = requirementOf(chain, 'DockerRequirement');
  const gpu = requirementOf(chain, CUDA);
  const time = requirementOf(chain, 'ToolTimeLimit');
  const value = (
    requirement: Requirement | undefined,
    keys: readonly string[],
    read?: (known: Known) => SourceValue['constant'],
  ): SourceValue | undefined => {
    for (const key of keys) {
      const node = written(requirement?.fields.get(key)?.value);
      if (node !== undefined) return sourceValue(file, node, inputs, read);
    }
    return undefined;
  };
  const container =
    value(docker, ['dockerPull', 'dockerImageId', 'dockerLoad', 'dockerImport']) ??
    importedContainer(file, checked);
  const cpu = value(resources, ['coresMin', 'coresMax']);
  const memory = value(resources, ['ramMin', 'ramMax'], mebibytes);
  const acceleratorType = value(gpu, ['cudaComputeCapability']);
  const acceleratorCount = value(gpu, ['cudaDeviceCountMin', 'cudaDeviceCountMax']);
  const limit = value(time, ['timelimit']);
  return {
    ...(container === undefined ? {} : { container }),
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(acceleratorType === undefined ? {} : { acceleratorType }),
    ...(acceleratorCount === undefined ? {} : { acceleratorCount }),
    ...(limit === undefined ? {} : { time: limit }),
    at: { uri: file.uri, span: placeOf(checked, resources) },
  };
}

/** The process, the step that it stands in, the workflow of that step, and so on. */
function chainOf(checked: CheckedProcess): readonly (Process | Step)[] {
  const chain: (Process | Step)[] = [];
  for (let at: CheckedProcess | undefined = checked; at !== undefined; at = at.around?.parent) {
    chain.push(at.process);
    if (at.around !== undefined) chain.push(at.around.step);
  }
  return chain;
}

/** A list names several that would do; the first counts. */
function written(node: CwlNode | undefined): CwlNode | undefined {
  const value = resolved(node);
  if (value?.kind === 'sequence') return value.items[0];
  return value?.kind === 'scalar' && value.value === null ? undefined : value;
}

function mebibytes(value: Known): SourceValue['constant'] {
  return typeof value === 'number' ? `${value} MiB` : undefined;
}

/** Requirements of an imported file are known by class only. */
function importedContainer(file: CheckedFile, { process, allowed }: CheckedProcess): SourceValue | undefined {
  if (!allows(allowed, 'DockerRequirement')) return undefined;
  const entry = process.fields.get('requirements') ?? process.fields.get('hints');
  if (entry === undefined) return undefined;
  return { text: '', at: { uri: file.uri, span: { start: entry.key.start, end: entry.key.end } } };
}

function placeOf({ process }: CheckedProcess, resources: Requirement | undefined) {
  const isOwn = resources !== undefined && [...process.requirements, ...process.hints].includes(resources);
  const entry = process.fields.get('requirements') ?? process.fields.get('hints');
  const place =
    (isOwn ? resources.classNode : undefined) ?? entry?.key ?? process.id?.span ?? process.classNode;
  const { start, end } = place ?? { start: process.node.start, end: process.node.start };
  return { start, end };
}
