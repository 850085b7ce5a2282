import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes a folder for this process, so that two services do not write over each other's records. Throws when another
 * process that is alive has it. The returned function gives it back.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock');
  const holder = holderOf(file);
  if (holder !== undefined && holder !== process.pid && isAlive(holder)) {
    throw new Error(
      `The folder ${folder} is used by another local HealthOmics, process ${holder}. Stop it, or name another folder.`,
    );
  }
  writeFileSync(file, String(process.pid));
  return () => {
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  };
}

function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Signal 0 reaches nobody and tells whether there is somebody; EPERM says that there is. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
