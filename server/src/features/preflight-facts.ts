import type { StatedInput, StatedValue } from '../documents/index.ts';
import type { RegistryMap, SourceValue, WorkflowModel } from '../model/index.ts';
import { callablesAsCalled, mappedImage } from '../model/index.ts';
import type { Location } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

/** What a preflight reads the facts of a run from. */
export interface PreflightSources {
  readonly workflow: WorkflowModel | undefined;
  /** The run file, the batch file or the parameter file; absent for a run without parameters. */
  readonly stating: FileSnapshot | undefined;
  /** `.healthomics/config.toml`. */
  readonly project: FileSnapshot | undefined;
  /** The settings of the folder, as its file holds them. */
  readonly settings: { readonly uri: string; readonly text: string } | undefined;
  readonly registryMap: RegistryMap | undefined;
}

export interface Placed {
  readonly name: string;
  readonly value: string;
  readonly at: Location;
}

export interface PlacedImage {
  /** As written. */
  readonly image: string;
  /** Where the registry map leads it; the image itself when it names a private registry. */
  readonly pulledFrom: string | undefined;
  /** `default`: only as long as the inputs keep their defaults. */
  readonly certainty: 'certain' | 'default';
  readonly runsOn: 'cpu' | 'gpu';
  /** Accelerators that the task asks for, where that is known. */
  readonly gpus: number | undefined;
  /** The task or the parameter that names it. */
  readonly name: string;
  readonly at: Location;
}

export interface PreflightFacts {
  /** What has no better place: the beginning of the file that was asked about. */
  readonly at: Location;
  /** Members of StartRun: the first of a name counts. */
  readonly members: readonly Placed[];
  readonly parameters: readonly Omit<Placed, 'value'>[];
  readonly inputs: readonly (Placed & { readonly wanted: StatedInput['wanted'] })[];
  readonly images: readonly PlacedImage[];
}

/** Every place of a run's files that only an account can judge. */
export function preflightFacts(uri: string, sources: PreflightSources): PreflightFacts {
  const { workflow, stating, project, settings } = sources;
  const stated = stating?.analysis.stated?.();
  const inProject = project?.analysis.stated?.();
  const own = stating?.uri ?? uri;
  const given = new Set(stated?.parameters.map(({ name }) => name));
  const placed = (at: string) => (value: StatedValue) => ({
    name: value.name,
    value: value.value,
    at: { uri: at, span: value.span },
  });
  return {
    at: { uri: own, span: beginning(stating?.text ?? '') },
    members: [
      ...(stated?.members ?? []).map(placed(own)),
      ...(inProject?.members ?? []).map(placed(project?.uri ?? own)),
      ...(settings === undefined ? [] : settingsIn(settings)),
    ],
    parameters: (stated?.parameters ?? []).map((key) => ({
      name: key.name,
      at: { uri: own, span: key.span },
    })),
    inputs: [
      ...(stated?.inputs ?? []).map((input) => ({ ...placed(own)(input), wanted: input.wanted })),
      ...(workflow === undefined ? [] : defaultInputs(workflow, given)),
    ],
    images: [
      ...(stated?.images ?? []).map((image) => ({
        image: image.value,
        pulledFrom: mappedImage(sources.registryMap, image.value),
        certainty: 'certain' as const,
        runsOn: 'cpu' as const,
        gpus: undefined,
        name: image.name,
        at: { uri: own, span: image.span },
      })),
      ...(workflow === undefined ? [] : taskImages(workflow, sources.registryMap)),
    ],
  };
}

/** URIs that inputs have by default and nobody gave another value for. */
function defaultInputs(
  { entry }: WorkflowModel,
  given: ReadonlySet<string>,
): readonly PreflightFacts['inputs'][number][] {
  return entry.inputs.flatMap(({ name, type, default: value }) => {
    const constant = value?.constant;
    if (value === undefined || given.has(name) || typeof constant !== 'string') return [];
    if (!/^(s3|omics):\/\//.test(constant) || type.kind !== 'primitive') return [];
    const wanted = type.name === 'File' ? 'file' : type.name === 'Directory' ? 'folder' : 'unknown';
    return [{ name, value: constant, wanted, at: value.at }];
  });
}

function taskImages(workflow: WorkflowModel, map: RegistryMap | undefined): readonly PlacedImage[] {
  const seen = new Set<string>();
  return callablesAsCalled(workflow).flatMap(({ id, name, resources }): PlacedImage[] => {
    const container = resources?.container;
    const image = container === undefined ? undefined : textOf(container);
    if (container === undefined || image === undefined || image === '') return [];
    const key = [id, image, container.at.uri, container.at.span.start].join(' ');
    if (seen.has(key)) return [];
    seen.add(key);
    const gpus = numberOf(resources?.acceleratorCount);
    return [
      {
        image,
        pulledFrom: mappedImage(map, image),
        certainty: container.constant === undefined ? 'default' : 'certain',
        runsOn: resources?.acceleratorType === undefined && (gpus ?? 0) === 0 ? 'cpu' : 'gpu',
        gpus,
        name,
        at: container.at,
      },
    ];
  });
}

function textOf({ constant, byDefault }: SourceValue): string | undefined {
  const value = constant ?? byDefault;
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: SourceValue | undefined): number | undefined {
  const number = value?.constant ?? value?.byDefault;
  return typeof number === 'number' ? number : undefined;
}

/** Settings are flat keys of one object: their places are found without reading the rest. */
function settingsIn({ uri, text }: { readonly uri: string; readonly text: string }): readonly Placed[] {
  return SETTINGS.flatMap(([setting, name]) => {
    const match = new RegExp(`"omicsLens\\.${setting.replace('.', '\\.')}"\\s*:\\s*"([^"\\n]*)"`).exec(text);
    const value = match?.[1];
    if (match === null || value === undefined || value === '') return [];
    const end = match.index + match[0].length - 1;
    return [{ name, value, at: { uri, span: span(end - value.length, end) } }];
  });
}

const SETTINGS: readonly (readonly [setting: string, member: string])[] = [
  ['run.roleArn', 'roleArn'],
  ['run.outputUri', 'outputUri'],
  ['run.storageType', 'storageType'],
];

/** Its first line, or the first sign of a JSON file. */
function beginning(text: string) {
  const end = text.indexOf('\n');
  return span(0, end < 0 ? text.length : end);
}
