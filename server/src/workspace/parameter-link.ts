import { parse as parseToml } from 'smol-toml';
import { parse as parseJson } from 'jsonc-parser';
import type { DataKind } from '../languages/data-kind.ts';
import { dataKind, stemOf } from '../languages/data-kind.ts';
import type { Callable } from '../model/index.ts';
import type { ServerSettings } from '../settings.ts';
import { fileName, folderOf, liesIn, readablePath, resolveIn } from './uris.ts';

/** The workflow that a parameter file belongs to, and how that is known. */
export interface ParameterLink {
  readonly workflowUri: string;
  readonly how: 'setting' | 'run-file' | 'config' | 'name' | 'keys';
  /** Completes the sentence "Checked against X because …". */
  readonly reason: string;
}

/** What tying needs to know of the workspace. */
export interface LinkSource {
  readonly settings: ServerSettings;
  readonly roots: readonly string[];
  /** The files directly in the folder. */
  list(folder: string): Promise<readonly string[]>;
  /** The run files of the workspace and of the folder. */
  runFiles(folder: string): Promise<readonly string[]>;
  text(uri: string): Promise<string | undefined>;
  isWorkflowFile(uri: string): boolean;
  /** What a run of the file would run; undefined where the file is missing or holds nothing to run. */
  entryOf(uri: string): Promise<Callable | undefined>;
}

export function isRunFile(uri: string): boolean {
  return dataKind(fileName(uri)) === 'run';
}

/** What a file of data is: by the setting and by the conventions for names. */
export function dataKindOf(
  uri: string,
  settings: ServerSettings,
  roots: readonly string[],
): DataKind | undefined {
  if (uri.endsWith('/.healthomics/config.toml')) return 'project-config';
  const named = dataKind(fileName(uri));
  return named ?? (settingFor(uri, settings, roots) === undefined ? undefined : 'parameters');
}

/** True for the names that parameter files have by convention, and for those that the setting names. */
export function isParameterFile(uri: string, settings: ServerSettings, roots: readonly string[]): boolean {
  return dataKindOf(uri, settings, roots) === 'parameters';
}

/** The project file that names role, output and storage for runs of the folder that holds it. */
export function configFileOf(folder: string): string | undefined {
  return resolveIn(folder, '.healthomics/config.toml');
}

/**
 * Ties a parameter file to its workflow. A choice that somebody made comes before anything that is guessed: the
 * setting (which a click in the status bar writes), a run file that names it, the project's `config.toml`; then the
 * same folder and name stem; then the only workflow of the folder whose inputs match its keys.
 */
export async function findWorkflow(uri: string, source: LinkSource): Promise<ParameterLink | undefined> {
  return (
    (await bySetting(uri, source)) ??
    (await byRunFile(uri, source)) ??
    (await byConfig(uri, source)) ??
    (await byName(uri, source)) ??
    (await byKeys(uri, source))
  );
}

/** The files that a run file's strings mean as paths relative to it, whatever keys they stand under. */
export function namedByRunFile(uri: string, text: string): readonly string[] {
  return filesNamed(stringsIn(parseJson(text, [], { allowTrailingComma: true })), folderOf(uri));
}

async function bySetting(uri: string, source: LinkSource): Promise<ParameterLink | undefined> {
  const workflowUri = settingFor(uri, source.settings, source.roots);
  if (workflowUri === undefined || (await source.entryOf(workflowUri)) === undefined) return undefined;
  return { workflowUri, how: 'setting', reason: `the setting omicsLens.parameterFiles says so` };
}

function settingFor(uri: string, settings: ServerSettings, roots: readonly string[]): string | undefined {
  for (const [file, workflow] of Object.entries(settings.parameterFiles)) {
    for (const root of roots) if (resolveIn(root, file) === uri) return resolveIn(root, workflow);
  }
  return undefined;
}

async function byRunFile(uri: string, source: LinkSource): Promise<ParameterLink | undefined> {
  for (const runFile of await source.runFiles(folderOf(uri))) {
    const text = await source.text(runFile);
    if (text === undefined) continue;
    const files = namedByRunFile(runFile, text);
    if (!files.includes(uri)) continue;
    const named = await firstWorkflow(files, source);
    const workflowUri = named ?? (await firstWorkflow(await sameStem(runFile, source), source));
    if (workflowUri === undefined) continue;
    return { workflowUri, how: 'run-file', reason: `the run file '${fileName(runFile)}' names it` };
  }
  return undefined;
}

/** A table of `config.toml` that names both the parameter file and a workflow ties the two, whatever its keys are. */
async function byConfig(uri: string, source: LinkSource): Promise<ParameterLink | undefined> {
  for (const folder of foldersUpwards(uri, source.roots)) {
    const config = configFileOf(folder);
    const text = config === undefined ? undefined : await source.text(config);
    if (config === undefined || text === undefined) continue;
    for (const table of tablesIn(readToml(text))) {
      const files = filesNamed(
        Object.values(table).filter((value) => typeof value === 'string'),
        folder,
      );
      if (!files.includes(uri)) continue;
      const workflowUri = await firstWorkflow(files, source);
      if (workflowUri === undefined) continue;
      return { workflowUri, how: 'config', reason: `'${readablePath(config)}' names both` };
    }
  }
  return undefined;
}

async function byName(uri: string, source: LinkSource): Promise<ParameterLink | undefined> {
  const workflowUri = await firstWorkflow(await sameStem(uri, source), source);
  if (workflowUri === undefined) return undefined;
  return {
    workflowUri,
    how: 'name',
    reason: `it lies beside '${fileName(workflowUri)}' and shares its name`,
  };
}

async function byKeys(uri: string, source: LinkSource): Promise<ParameterLink | undefined> {
  const text = await source.text(uri);
  if (text === undefined) return undefined;
  const keys = parameterKeysIn(text, dataKind(fileName(uri)));
  const candidates: { uri: string; callable: Callable; matches: number; missing: number }[] = [];
  for (const sibling of await source.list(folderOf(uri))) {
    if (!source.isWorkflowFile(sibling)) continue;
    const callable = await source.entryOf(sibling);
    if (callable?.kind !== 'workflow') continue;
    candidates.push({ uri: sibling, callable, ...match(keys, callable) });
  }
  candidates.sort((a, b) => b.matches - a.matches || a.missing - b.missing);
  const [best, next] = candidates;
  if (best === undefined) return undefined;
  if (next === undefined) {
    if (best.matches === 0 && keys.length > 0) return undefined;
    return { workflowUri: best.uri, how: 'keys', reason: 'it is the only workflow in the folder' };
  }
  if (best.matches === 0) return undefined;
  if (next.matches === best.matches && next.missing === best.missing) return undefined;
  return { workflowUri: best.uri, how: 'keys', reason: `its inputs match the keys of this file best` };
}

/** How many keys name an input, with or without the workflow's name in front, and how many inputs have no key. */
function match(keys: readonly string[], callable: Callable): { matches: number; missing: number } {
  const prefix = `${callable.name}.`;
  const bare = new Set(keys.map((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : key)));
  const inputs = callable.inputs.map((input) => input.name);
  return {
    matches: inputs.filter((name) => bare.has(name)).length,
    missing: callable.inputs.filter((input) => input.required && !bare.has(input.name)).length,
  };
}

/** `germline.small.params.json` → files of the folder named `germline.small.*`, then `germline.*`. */
async function sameStem(uri: string, source: LinkSource): Promise<readonly string[]> {
  const name = fileName(uri);
  let stem = stemOf(name);
  if (stem === undefined) return [];
  const siblings = await source.list(folderOf(uri));
  const found: string[] = [];
  for (; stem !== ''; stem = stem.includes('.') ? stem.slice(0, stem.lastIndexOf('.')) : '') {
    const wanted = stem;
    found.push(...siblings.filter((sibling) => withoutExtension(fileName(sibling)) === wanted));
  }
  return found;
}

async function firstWorkflow(files: readonly string[], source: LinkSource): Promise<string | undefined> {
  for (const file of files) {
    if (source.isWorkflowFile(file) && (await source.entryOf(file)) !== undefined) return file;
  }
  return undefined;
}

/** The URIs that strings mean when they are paths relative to `folder`; `file://` in front is the AWS CLI's way. */
function filesNamed(strings: readonly string[], folder: string): readonly string[] {
  return strings.flatMap((text) => {
    const path = text.startsWith('file://') && !text.startsWith('file:///') ? text.slice(7) : text;
    if (!/\.\w+$/.test(path)) return [];
    return resolveIn(folder, path) ?? [];
  });
}

function foldersUpwards(uri: string, roots: readonly string[]): readonly string[] {
  const folders: string[] = [];
  const root = roots.find((folder) => liesIn(uri, folder));
  for (let folder = folderOf(uri); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === root || folder === folderOf(folder)) return folders;
  }
}

/** A batch may be very long; what its runs give is the same for all. */
const LONG_ENOUGH = 64 * 1024;

/** The names that parameters have in a file of the kind. */
function parameterKeysIn(text: string, kind: DataKind | undefined): readonly string[] {
  const isLong = kind === 'batch' || kind === 'batch-runs';
  const value: unknown = parseJson(isLong ? text.slice(0, LONG_ENOUGH) : text, [], {
    allowTrailingComma: true,
  });
  const keys = (...path: readonly (string | number)[]) => Object.keys(recordAt(value, path));
  switch (kind) {
    case 'run':
      return keys('parameters');
    case 'batch':
      return [
        ...keys('defaultRunSetting', 'parameters'),
        ...keys('batchRunSettings', 'inlineSettings', 0, 'parameters'),
      ];
    case 'batch-runs':
      return keys(0, 'parameters');
    default:
      return keys();
  }
}

function recordAt(value: unknown, path: readonly (string | number)[]): Readonly<Record<string, unknown>> {
  let at = value;
  for (const step of path) {
    at =
      typeof at === 'object' && at !== null
        ? (at as Readonly<Record<string | number, unknown>>)[step]
        : undefined;
  }
  return isRecord(at) ? at : {};
}

function readToml(text: string): unknown {
  try {
    return parseToml(text);
  } catch {
    return undefined;
  }
}

function tablesIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(tablesIn);
  if (!isRecord(value)) return [];
  return [value, ...Object.values(value).flatMap(tablesIn)];
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return isRecord(value) ? Object.values(value).flatMap(stringsIn) : [];
}

function withoutExtension(name: string): string {
  return name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : name;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
