import { failureReason } from '../healthomics/failure-reasons.ts';
import type { Location } from '../text/index.ts';
import type { LogPlace } from '../healthomics/log-places.ts';
import { logPlaces } from '../healthomics/log-places.ts';
import { symptomIn } from './failure-log.ts';
import type {
  FailureSources,
  FailureSubject,
  LocatedFailure,
  PlacedValue,
  RunFailure,
  TaskGroup,
} from './run-failure.ts';
import { callablesAsCalled } from './task-origin.ts';
import type { Resources, SourceValue } from './workflow.ts';

export interface Place {
  readonly at: Location;
  readonly about: FailureSubject;
  readonly related: LocatedFailure['related'];
  /** Where the log says more than the reason does. */
  readonly remedy?: string;
}

export function taskPlace(
  group: TaskGroup,
  failure: RunFailure,
  sources: FailureSources,
  status: number | undefined,
): Place {
  const [origin] = group.origins;
  const [first] = group.tasks;
  const fromLog = lastPlace([...first.log, first.message ?? ''], sources);
  if (origin === undefined) {
    // Nothing of the source is called so: what the logs name is all that is known.
    const place = fromLog ?? lastPlace(failure.engineLog, sources);
    return place === undefined
      ? { at: sources.model.entry.at, about: 'workflow', related: [] }
      : { at: place.at, about: 'place', related: [] };
  }
  const call = origin.calls.at(-1);
  const callPlace = call === undefined ? [] : [{ at: call.at, message: `Called as '${call.name}' here.` }];
  const { resources } = origin.task;
  const points = failureReason(group.code)?.pointsAt ?? 'task';
  const symptom = points === 'task' ? symptomIn(first.log) : undefined;
  if (points === 'container') {
    const value = resources?.container;
    return {
      at: value?.at ?? resources?.at ?? origin.task.at,
      about: 'container',
      related: [...callPlace, ...parameterOf(value, sources)],
    };
  }
  const resource =
    points === 'resource'
      ? resourceOf(group.code, `${first.message ?? ''} ${failure.message ?? ''}`)
      : symptom === 'memory' || (points === 'task' && status === 137)
        ? 'memory'
        : undefined;
  if (resource !== undefined) {
    const value = valueOf(resources, resource);
    return {
      at: value?.at ?? resources?.at ?? origin.task.at,
      about: resource,
      related: [...callPlace, ...parameterOf(value, sources)],
      ...(points === 'resource' ? {} : { remedy: 'Ask for more memory, or let the task retry with more.' }),
    };
  }
  if (symptom === 'storage') {
    return {
      at: call?.at ?? origin.task.at,
      about: 'call',
      related: settingPlaces(['storageCapacity', 'storageType'], sources).slice(0, 1),
      remedy: 'Use dynamic run storage, or more static storage.',
    };
  }
  const taskAt = { at: origin.task.at, message: `Task '${origin.task.name}' is declared here.` };
  const named = fromLog === undefined ? [] : [{ at: fromLog.at, message: 'The log names this place.' }];
  return call === undefined
    ? { at: origin.task.at, about: 'call', related: named }
    : { at: call.at, about: 'call', related: [taskAt, ...named] };
}

/** Of a reason that points at what a task asks for: which of it. */
function resourceOf(code: string, said: string): 'memory' | 'cpu' | 'accelerator' | 'time' {
  if (code === 'TASK_TIMED_OUT') return 'time';
  if (code === 'OUT_OF_MEMORY_ERROR') return 'memory';
  if (code === 'UNSUPPORTED_GPU_INSTANCE_TYPE' || /\bGPUs?\b|accelerator/i.test(said)) return 'accelerator';
  return /\bv?CPUs?\b/i.test(said) && !/memory/i.test(said) ? 'cpu' : 'memory';
}

function valueOf(
  resources: Resources | undefined,
  resource: 'memory' | 'cpu' | 'accelerator' | 'time',
): SourceValue | undefined {
  return resource === 'accelerator'
    ? (resources?.acceleratorType ?? resources?.acceleratorCount)
    : resources?.[resource];
}

/** The parameter that a value of a task comes from, where its text is in the run's parameters. */
function parameterOf(
  value: SourceValue | undefined,
  { parameters }: FailureSources,
): LocatedFailure['related'] {
  if (value === undefined || value.constant !== undefined) return [];
  const words = new Set(value.text.match(/\w+/g));
  return parameters
    .filter(({ name }) => name.split(/[.[\]]/).some((part) => words.has(part)))
    .slice(0, 1)
    .map(({ name, at }) => ({ at, message: `Parameter '${name}' decides it in this run.` }));
}

export function runPlace(code: string, failure: RunFailure, sources: FailureSources): Place {
  const points = failureReason(code)?.pointsAt ?? 'none';
  const said = failure.message ?? '';
  if (code === 'WORKFLOW_VER_VALIDATION_FAILED' && sources.versionAt !== undefined) {
    return { at: sources.versionAt, about: 'version', related: [] };
  }
  if (points === 'parameter') {
    const named = parametersIn(said, sources.parameters);
    const [first, ...others] = named.length > 0 ? named : sources.parameters;
    if (first !== undefined) {
      const related = named.length > 0 ? others : [];
      return {
        at: first.at,
        about: 'parameter',
        related: related.map(({ name, at }) => ({ at, message: `'${name}' has the same value.` })),
      };
    }
  }
  if (points === 'setting') {
    const [first] = settingPlaces(SETTINGS.get(code) ?? [], sources);
    if (first !== undefined) return { at: first.at, about: 'setting', related: [] };
  }
  if (points === 'container') {
    const image = imagePlace(said, sources);
    if (image !== undefined) return { at: image, about: 'container', related: [] };
  }
  const place = lastPlace([said, ...failure.engineLog], sources);
  if (place !== undefined) return { at: place.at, about: 'place', related: [] };
  return { at: sources.model.entry.at, about: 'workflow', related: [] };
}

/** Members of StartRun that a reason speaks of, the likeliest first. */
const SETTINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ASSUME_ROLE_FAILED', ['roleArn']],
  ['EXPORT_FAILED', ['outputUri', 'roleArn']],
  ['FILE_SYSTEM_OUT_OF_SPACE', ['storageCapacity', 'storageType']],
  ['RUN_TIMED_OUT', ['runGroupId']],
]);

function settingPlaces(names: readonly string[], { settings }: FailureSources): LocatedFailure['related'] {
  return names.flatMap((name) =>
    settings
      .filter((setting) => setting.name === name)
      .map(({ at }) => ({ at, message: `'${name}' is set here.` })),
  );
}

/** The parameters that the message quotes; a folder is quoted by what lies in it. */
function parametersIn(said: string, parameters: readonly PlacedValue[]): readonly PlacedValue[] {
  const quoted = said.match(/(?:s3|omics):\/\/[^\s'",)\]]+/g) ?? [];
  const uris = quoted.map((uri) => uri.replace(/[.;:]+$/, ''));
  const exact = parameters.filter(({ value }) => uris.includes(value));
  if (exact.length > 0) return exact;
  const around = parameters.filter(({ value }) => {
    const folder = value.endsWith('/') ? value : `${value}/`;
    return /^(?:s3|omics):\/\//.test(value) && uris.some((uri) => uri.startsWith(folder));
  });
  if (around.length > 0) return around;
  return parameters.filter(({ name }) => new RegExp(`['"]${escape(name)}['"]`).test(said));
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function imagePlace(said: string, { model }: FailureSources): Location | undefined {
  for (const { resources } of callablesAsCalled(model)) {
    const image = resources?.container?.constant;
    if (typeof image === 'string' && image !== '' && said.includes(image)) return resources?.container?.at;
  }
  return undefined;
}

/** The last place that the lines name and that is in a file of the workflow. */
function lastPlace(
  lines: readonly string[],
  sources: FailureSources,
): { readonly at: Location; readonly place: LogPlace } | undefined {
  for (const place of [...logPlaces(lines)].reverse()) {
    const uri = fileOf(place.path, sources.files);
    if (uri !== undefined) return { at: sources.locate(uri, place.line, place.character), place };
  }
  return undefined;
}

/** The service unpacks a definition into a folder of its own: a file is recognised by the end of its path. */
function fileOf(path: string, files: readonly string[]): string | undefined {
  const parts = path
    .replace(/^file:\/\//, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  for (let from = 0; from < parts.length; from++) {
    const end = `/${parts.slice(from).join('/')}`;
    const found = files.filter((uri) => decoded(uri).endsWith(end));
    // Two files of the same name, and nothing that tells them apart: none is better than the wrong one.
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
