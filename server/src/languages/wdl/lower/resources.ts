import type { Resources, SourceValue } from '../../../model/index.ts';
import type { AttributeNode, ExprNode } from '../ast.ts';
import type { CheckedCallable } from '../check/callables.ts';
import { sourceValue } from '../check/callables.ts';
import { textOf } from '../check/file.ts';
import type { CheckedFile } from '../check/file.ts';
import { foldConstant } from './fold.ts';

type ResourceName = Exclude<keyof Resources, 'at' | 'retryMemory'>;

/**
 * The attributes that say what a task needs, the name that wins first. Sources: WDL 1.0 to 1.2 specifications,
 * runtime section; HealthOmics user guide, 2025: `accelerator*` wins over `gpu*`.
 */
const ATTRIBUTES: Readonly<Record<ResourceName, readonly string[]>> = {
  container: ['container', 'docker'],
  cpu: ['cpu'],
  memory: ['memory'],
  acceleratorType: ['acceleratorType', 'gpuType'],
  acceleratorCount: ['acceleratorCount', 'gpuCount'],
  maxRetries: ['maxRetries', 'max_retries'],
  time: ['time'],
};

/** What a task asks for; where nothing is asked, the place where it would be written. */
export function resourcesOf(file: CheckedFile, task: CheckedCallable): Resources {
  const resources: Partial<Record<ResourceName, SourceValue>> = {};
  for (const [name, value] of resourceExpressions(file, task)) {
    resources[name] = constantValue(file, task, value);
  }
  const section = task.attributes.find((one) => one.kind !== 'hints') ?? task.attributes[0];
  const at =
    section === undefined ? task.nameSpan : { start: section.keyword.start, end: section.keyword.end };
  return { ...resources, at: { uri: file.uri, span: at } };
}

/** What is asked for, as it is written. */
export function resourceExpressions(
  file: CheckedFile,
  task: CheckedCallable,
): ReadonlyMap<ResourceName, ExprNode> {
  const attributes = new Map<string, AttributeNode>();
  for (const section of task.attributes) {
    for (const attribute of section.attributes) {
      const key = textOf(file, attribute.key);
      if (!attributes.has(key)) attributes.set(key, attribute);
    }
  }
  const found = new Map<ResourceName, ExprNode>();
  for (const [name, keys] of Object.entries(ATTRIBUTES) as [ResourceName, readonly string[]][]) {
    const attribute = keys.map((key) => attributes.get(key)).find((one) => one?.value !== undefined);
    if (attribute?.value !== undefined) found.set(name, attribute.value);
  }
  return found;
}

function constantValue(file: CheckedFile, task: CheckedCallable, value: ExprNode): SourceValue {
  // A list of images is tried in order; the first is the one that runs.
  const first = value.kind === 'array' ? value.elements[0] : value;
  const source = sourceValue(file, value);
  if (first === undefined) return source;
  const constant = foldConstant(file, task.root, first);
  if (constant !== undefined) return { ...source, constant };
  const byDefault = foldConstant(file, task.root, first, 'defaults');
  return byDefault === undefined ? source : { ...source, byDefault };
}
