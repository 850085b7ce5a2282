import { unwatchFile, watch, watchFile, type FSWatcher } from 'node:fs';
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

/**
 * Tells when the AWS command line or another tool writes a token of a sign-in. A token is often written in the place of the
 * old one, which a look at the folder alone would not see.
 */
export function watchSignIns(onChange: () => void, home = homedir(), interval = LOOK_EVERY): Disposable {
  const folder = join(home, '.aws', 'sso', 'cache');
  let watcher: FSWatcher | undefined;
  const begin = () => {
    watcher?.close();
    watcher = undefined;
    try {
      watcher = watch(folder, { persistent: false }, () => onChange());
      // Whoever removes the folder ends the watching; it begins again when the folder is back.
      watcher.on('error', () => undefined);
    } catch {
      // Nobody has signed in on this machine yet.
    }
  };
  const appeared = (now: { readonly ino: number }, before: { readonly ino: number }) => {
    if (now.ino === before.ino) return;
    begin();
    if (now.ino !== 0) onChange();
  };
  begin();
  watchFile(folder, { interval, persistent: false }, appeared);
  return disposable(() => {
    unwatchFile(folder, appeared);
    watcher?.close();
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
