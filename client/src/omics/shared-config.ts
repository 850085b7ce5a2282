import { unwatchFile, watchFile } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { disposable, type Disposable } from '../infrastructure/disposables.ts';
import type { SharedConfig } from './account.ts';

/** Reads `~/.aws/config` and `~/.aws/credentials` afresh; files that are missing or broken count as empty. */
export async function readSharedConfig(): Promise<SharedConfig> {
  const { loadSharedConfigFiles } = await import('@smithy/shared-ini-file-loader');
  return loadSharedConfigFiles({ ignoreCache: true });
}

/** How soon a change is noticed. Looking costs two questions to the file system and works on every kind of it. */
const LOOK_EVERY = 3_000;

/** Tells when one of the shared files appears, changes or goes. */
export function watchSharedConfig(
  onChange: () => void,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  interval = LOOK_EVERY,
): Disposable {
  const files = sharedConfigFiles(environment);
  const listener = (now: { readonly mtimeMs: number }, before: { readonly mtimeMs: number }) => {
    if (now.mtimeMs !== before.mtimeMs) onChange();
  };
  for (const file of files) watchFile(file, { interval, persistent: false }, listener);
  return disposable(() => {
    for (const file of files) unwatchFile(file, listener);
  });
}

/** Where the two files are: two variables say otherwise, as for the SDK. */
function sharedConfigFiles(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const folder = join(homedir(), '.aws');
  return [
    environment['AWS_CONFIG_FILE'] ?? join(folder, 'config'),
    environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(folder, 'credentials'),
  ];
}
