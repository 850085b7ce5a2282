import { parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import { Cancelled } from '../../infrastructure/errors.ts';
import type { ObjectsApi } from '../objects-api.ts';
import { clientConfiguration, type Connection } from './clients.ts';

/** Parts of S3 have at least 5 MiB, but for the last. */
const PART_BYTES = 5 * 1024 ** 2;
const PARTS_AT_ONCE = 4;

/** Objects of S3 through the SDK; the packages are loaded with the first upload. */
export function awsObjects(connection: Connection): ObjectsApi {
  return {
    async upload(uri, content, { onProgress, signal } = {}) {
      const place = parseS3Uri(uri);
      if (!place.ok) throw new Error(`'${uri}' ${place.reason}`);
      const [{ S3Client }, { Upload }] = await Promise.all([
        import('@aws-sdk/client-s3'),
        import('@aws-sdk/lib-storage'),
      ]);
      const client = new S3Client({
        ...(await clientConfiguration(connection, connection.endpoints.s3)),
        // Another service than S3 has no host for each bucket.
        forcePathStyle: connection.endpoints.s3 !== undefined,
      });
      const upload = new Upload({
        client,
        params: { Bucket: place.uri.bucket, Key: place.uri.key, Body: content },
        partSize: PART_BYTES,
        queueSize: PARTS_AT_ONCE,
      });
      upload.on('httpUploadProgress', ({ loaded }) => onProgress?.(loaded ?? 0));
      const stop = () => void upload.abort();
      signal?.addEventListener('abort', stop);
      try {
        if (signal?.aborted) throw new Cancelled();
        const answer = await upload.done();
        return { uri, etag: answer.ETag?.replaceAll('"', '') };
      } catch (error) {
        if (signal?.aborted) throw new Cancelled();
        throw error;
      } finally {
        signal?.removeEventListener('abort', stop);
        client.destroy();
      }
    },
  };
}
