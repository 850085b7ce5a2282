import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './collection.ts';

/** Bytes by name; a name is made of letters and digits. */
export interface Blobs {
  get(name: string): Uint8Array | undefined;
  put(name: string, bytes: Uint8Array): void;
}

export function memoryBlobs(): Blobs {
  const blobs = new Map<string, Uint8Array>();
  return { get: (name) => blobs.get(name), put: (name, bytes) => void blobs.set(name, bytes) };
}

export function fileBlobs(folder: string): Blobs {
  mkdirSync(folder, { recursive: true });
  const fileOf = (name: string): string => join(folder, `${name}.bin`);
  return {
    get: (name) => (existsSync(fileOf(name)) ? readFileSync(fileOf(name)) : undefined),
    put(name, bytes) {
      if (!existsSync(fileOf(name))) writeWhole(fileOf(name), bytes);
    },
  };
}
