/** Builds what is missing and measures: `npm run bench -- [name …]` runs only the measurements of these names. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { buildIfChanged } from './build.mjs';
import { ROOT } from './support/processes.mjs';

await buildIfChanged();
const child = spawn(
  process.execPath,
  ['--import', 'tsx', path.join(ROOT, 'test/bench/run.ts'), ...process.argv.slice(2)],
  { stdio: 'inherit', cwd: ROOT },
);
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
