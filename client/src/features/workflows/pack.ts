import { createHash } from 'node:crypto';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type { DefinitionFiles } from './definition-files.ts';

/** A definition as it is sent. */
export interface PackedDefinition {
  readonly zip: Uint8Array;
  /** Path of the entry inside the zip. */
  readonly main: string;
  /** Equal for equal files under equal paths with the same entry. */
  readonly digest: string;
  /** Path inside the zip to URI, for messages of the service that name a file. */
  readonly uris: ReadonlyMap<string, string>;
  /** Of all files before they were packed. */
  readonly bytes: number;
}

/** The same for all files: the same definition must give the same bytes. ZIP knows no earlier time. */
const FILE_TIME = new Date(1980, 0, 1);
const READABLE = 0o644 << 16;
const EXECUTABLE = 0o755 << 16;
const UNIX = 3;

/**
 * Zips files under their paths from the definition's folder, so that relative imports stay true. Rejects with a
 * `UserError` where the service takes no archive of that size, in a request or in S3.
 */
export async function packFiles(
  { main, files }: Pick<DefinitionFiles, 'main' | 'files'>,
  read: (uri: string) => Promise<Uint8Array>,
): Promise<PackedDefinition> {
  const known = files.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
  // What cannot shrink enough is not read: an archive is seldom smaller than a twentieth.
  if (known > LIMITS.zipS3Bytes.value * 20) throw tooLarge(known, 'before it is packed');
  const contents = await Promise.all(
    [...files]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(async ({ path, uri }) => [path, await read(uri)] as const),
  );
  const { zipSync } = await import('./zip.ts');
  const zip = zipSync(
    Object.fromEntries(
      contents.map(([path, content]) => [
        path,
        [content, { attrs: isProgram(path) ? EXECUTABLE : READABLE }] as const,
      ]),
    ),
    { level: 9, mtime: FILE_TIME, os: UNIX },
  );
  if (zip.length > LIMITS.zipS3Bytes.value) throw tooLarge(zip.length, 'when packed');
  return {
    zip,
    main,
    digest: digestOf(main, contents),
    uris: new Map(files.map(({ path, uri }) => [path, uri])),
    bytes: contents.reduce((sum, [, content]) => sum + content.length, 0),
  };
}

/** Whether the archive is too large for the request, so that it goes through S3. */
export function needsS3({ zip }: Pick<PackedDefinition, 'zip'>): boolean {
  return zip.length > LIMITS.zipDirectBytes.value;
}

/** `12 bytes`, `3.4 KiB`, `5.0 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}

/** Tasks run what lies in `bin/`, also where this machine knows no such permission. */
function isProgram(path: string): boolean {
  return /(^|\/)bin\//.test(path);
}

function tooLarge(bytes: number, when: string): UserError {
  return new UserError({
    code: 'definition-too-large',
    sentence: `The definition has ${formatBytes(bytes)} ${when}, and HealthOmics takes ${formatBytes(LIMITS.zipS3Bytes.value)}. Give data to runs as inputs, and leave it out with a line in '.omicsignore'.`,
  });
}

function digestOf(main: string, contents: readonly (readonly [string, Uint8Array])[]): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(main));
  for (const [path, content] of contents) hash.update(JSON.stringify([path, content.length])).update(content);
  return hash.digest('hex');
}
