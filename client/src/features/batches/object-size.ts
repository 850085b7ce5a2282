import { parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import type { PreflightApi } from '../../omics/preflight-api.ts';

/** Bytes of an object of S3; `undefined` where there is none, or where that may not be asked or cannot be. */
export async function objectSize(
  uri: string,
  preflight: () => Promise<Pick<PreflightApi, 'object'>>,
): Promise<number | undefined> {
  const place = parseS3Uri(uri);
  if (!place.ok) return undefined;
  try {
    const { bucket, key } = place.uri;
    const found = await (await preflight()).object(bucket, key, new AbortController().signal);
    return found.kind === 'found' ? found.bytes : undefined;
  } catch {
    // It only looks after another failure, which is told.
    return undefined;
  }
}
