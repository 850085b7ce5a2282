import type { SharedConfig } from './account.ts';

/** Reads `~/.aws/config` and `~/.aws/credentials` afresh; files that are missing or broken count as empty. */
export async function readSharedConfig(): Promise<SharedConfig> {
  const { loadSharedConfigFiles } = await import('@smithy/shared-ini-file-loader');
  return loadSharedConfigFiles({ ignoreCache: true });
}
