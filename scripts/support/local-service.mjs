import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT, start } from './processes.mjs';

/**
 * Starts the bundled local HealthOmics on a free loopback port, with its state in memory.
 *
 * @param {number} speed How many seconds of a run pass in one second.
 */
export async function startLocalService(speed) {
  const service = start(process.execPath, [
    join(ROOT, 'dist', 'local.cjs'),
    '--port',
    '0',
    '--speed',
    String(speed),
  ]);
  const [address] = await service.waitFor(/http:\/\/127\.0\.0\.1:\d+/, 60);
  return { address, ended: service.ended, output: service.output, stop: service.stop };
}

/**
 * The environment of somebody who has just one AWS: the local service. Profile, Region and credentials of this machine are
 * not in it, so that no request can be sent or signed with them by accident.
 *
 * @param {string} address
 * @param {string} emptyFile Path of an AWS configuration file without content; made when it is not there.
 */
export async function localAws(address, emptyFile) {
  await mkdir(dirname(emptyFile), { recursive: true });
  await writeFile(emptyFile, '');
  return {
    AWS_ENDPOINT_URL: address,
    AWS_CONFIG_FILE: emptyFile,
    AWS_SHARED_CREDENTIALS_FILE: emptyFile,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** This process's environment without what leads to a real AWS account. */
export function environmentWithoutAws() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('AWS_')),
  );
}
