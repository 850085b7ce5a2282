import type { Report } from '../../infrastructure/prompts.ts';
import type { ObjectsApi } from '../../omics/objects-api.ts';
import type { DefinitionSource } from '../../omics/workflows-api.ts';
import { formatBytes, needsS3, type PackedDefinition } from './pack.ts';

export interface SendDefinitionPorts {
  readonly objects: ObjectsApi;
  /** The folder in S3 for archives that no request holds, with a slash at the end; found or asked for. */
  readonly uploadFolder: () => Promise<string>;
}

/**
 * The packed definition as a request gives it: in the request itself while it is small, by way of S3 otherwise. The same
 * definition always gets the same place in S3, so that a request that is sent again is the same request.
 */
export async function definitionSource(
  name: string,
  packed: PackedDefinition,
  { objects, uploadFolder }: SendDefinitionPorts,
  report: Report,
  signal: AbortSignal,
): Promise<DefinitionSource> {
  if (!needsS3(packed)) return { definitionZip: packed.zip };
  const uri = `${await uploadFolder()}${fileName(name)}-${packed.digest.slice(0, 16)}.zip`;
  const total = packed.zip.length;
  report(`Uploading ${formatBytes(total)} to S3`);
  await objects.upload(uri, packed.zip, {
    signal,
    onProgress: (bytes) => report(`Uploading to S3: ${formatBytes(bytes)} of ${formatBytes(total)}`),
  });
  return { definitionUri: uri };
}

/** What is safe in a key of S3 and in a URI. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]+/g, '-').slice(0, 80) || 'workflow';
}
