import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file that is being written beside its place, so that nothing half-written ever stands there. */
export interface PartFile {
  write(content: Uint8Array, position: number): Promise<void>;
  /** Puts it in its place. */
  finish(): Promise<void>;
  discard(): Promise<void>;
}

/** The folder of `target` must be there. */
export async function openPartFile(target: string): Promise<PartFile> {
  const path = join(dirname(target), `.omics-lens-${randomUUID().slice(0, 8)}.part`);
  const handle = await open(path, 'wx');
  return {
    async write(content, position) {
      let done = 0;
      while (done < content.length) {
        const { bytesWritten } = await handle.write(content, done, content.length - done, position + done);
        done += bytesWritten;
      }
    },
    async finish() {
      await handle.close();
      await rename(path, target);
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await rm(path, { force: true });
    },
  };
}
