import { join } from 'node:path';
import { ROOT, start } from '../../../scripts/support/processes.mjs';

/** A local HealthOmics of our own for one suite. */
export interface LocalService {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the bundled service in memory; `speed` is how many seconds of a run pass in one second. */
export async function startLocalService(speed: number): Promise<LocalService> {
  const service = start(process.execPath, [
    join(ROOT, 'dist', 'local.cjs'),
    '--port',
    '0',
    '--speed',
    String(speed),
  ]);
  const [address] = await service.waitFor(/http:\/\/127\.0\.0\.1:\d+/, 60);
  return { address, stop: () => service.stop() };
}
