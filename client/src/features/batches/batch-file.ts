import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { UserError } from '../../infrastructure/errors.ts';
import { baseName, type Files } from '../../infrastructure/files.ts';

/** What a file says of a batch; members are named as in the API, and the service judges them. */
export interface BatchFile {
  readonly uri: string;
  /** For people: the name of the file without its endings. */
  readonly title: string;
  readonly batchName: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Members of `defaultRunSetting`, without those that are left empty. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly runs: BatchRuns;
}

export type BatchRuns =
  | { readonly kind: 'inline'; readonly entries: readonly unknown[] }
  /** Too many for a request: their text goes to S3. */
  | { readonly kind: 'array'; readonly content: Uint8Array; readonly count: number }
  /** The file names an object that somebody has put into S3. */
  | { readonly kind: 's3'; readonly uri: string };

export function isBatchFile(uri: string): boolean {
  return /[^/]\.batch\.json$/i.test(uri);
}

export function isRunArray(uri: string): boolean {
  return /[^/]\.batch-runs\.json$/i.test(uri);
}

export interface BatchFilePorts {
  readonly files: Pick<Files, 'read'>;
  /** How many runs an array of any size holds; `undefined` where it cannot be read. */
  readonly countRuns: (uri: string) => Promise<number | undefined>;
}

/** Reads `*.batch.json` or `*.batch-runs.json`. Rejects with a `UserError` when it holds no runs. */
export async function readBatchFile(uri: string, ports: BatchFilePorts): Promise<BatchFile> {
  const bytes = await ports.files.read(uri);
  return isRunArray(uri) ? arrayFile(uri, bytes, ports) : requestFile(uri, bytes);
}

/** Entries as the request takes them, or as the text of an array where they are too many for that. */
export function runsOf(entries: readonly unknown[]): BatchRuns {
  if (entries.length <= LIMITS.batchInlineRuns.value) return { kind: 'inline', entries };
  const text = `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]\n`;
  return { kind: 'array', content: new TextEncoder().encode(text), count: entries.length };
}

export function countOf(runs: BatchRuns): number | undefined {
  if (runs.kind === 's3') return undefined;
  return runs.kind === 'inline' ? runs.entries.length : runs.count;
}

async function arrayFile(
  uri: string,
  content: Uint8Array,
  { countRuns }: BatchFilePorts,
): Promise<BatchFile> {
  const count = await countRuns(uri);
  if (count === undefined || count === 0) throw noRuns(uri);
  const few = count <= LIMITS.batchInlineRuns.value ? parse(content) : undefined;
  return {
    uri,
    title: titleOf(uri),
    batchName: undefined,
    tags: undefined,
    defaults: {},
    runs: Array.isArray(few) ? { kind: 'inline', entries: few } : { kind: 'array', content, count },
  };
}

function requestFile(uri: string, bytes: Uint8Array): BatchFile {
  const body = parse(bytes);
  if (!isRecord(body)) {
    throw new UserError({
      code: 'batch-unreadable',
      sentence: `'${baseName(uri)}' is not a JSON object, so it holds no batch. Correct it and try again.`,
      nextStep: { label: 'Open File', command: 'vscode.open', arguments: [uri] },
    });
  }
  const { batchName, tags, defaultRunSetting, batchRunSettings } = body;
  const settings = isRecord(batchRunSettings) ? batchRunSettings : {};
  const inline = settings['inlineSettings'];
  const s3 = settings['s3UriSettings'];
  if (!Array.isArray(inline) && (typeof s3 !== 'string' || s3 === '')) throw noRuns(uri);
  return {
    uri,
    title: titleOf(uri),
    batchName: typeof batchName === 'string' && batchName !== '' ? batchName : undefined,
    tags: isRecord(tags) ? (tags as Readonly<Record<string, string>>) : undefined,
    defaults: isRecord(defaultRunSetting) ? withoutEmpty(defaultRunSetting) : {},
    runs: Array.isArray(inline) ? runsOf(inline) : { kind: 's3', uri: String(s3) },
  };
}

/** An empty text is a place that the user has not filled in. */
function withoutEmpty(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== ''));
}

function titleOf(uri: string): string {
  return baseName(uri).replace(/\.batch(-runs)?\.json$/i, '');
}

function noRuns(uri: string): UserError {
  return new UserError({
    code: 'batch-without-runs',
    sentence: `'${baseName(uri)}' holds no runs. Give them in 'inlineSettings', or name a file in S3 in 's3UriSettings', and try again.`,
    nextStep: { label: 'Open File', command: 'vscode.open', arguments: [uri] },
  });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
