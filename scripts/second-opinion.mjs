/**
 * Runs what the client asks of S3, STS, IAM, ECR and CloudWatch Logs against moto as well, which others have written: a
 * second opinion beside the local service. Looks for `moto_server` on the path, or where `MOTO_SERVER` points.
 */
import process from 'node:process';
import { freePort, run, start } from './support/processes.mjs';

const SUITE = 'test/client/omics/account-services.moto.ts';
const program = process.env['MOTO_SERVER'] ?? 'moto_server';
const port = await freePort();

const moto = start(program, ['-H', '127.0.0.1', '-p', String(port)]);
try {
  await moto.waitFor(/Running on http:\/\/127\.0\.0\.1:\d+/, 60);
} catch {
  console.error(
    `'${program}' does not start. Install it with: pip install 'moto[server]' - or set MOTO_SERVER to its path.`,
  );
  await moto.stop();
  process.exit(2);
}
const { code } = await run(
  process.execPath,
  ['--import', 'tsx', 'node_modules/mocha/bin/mocha.js', '--no-config', '--timeout', '20000', SUITE],
  { env: { ...process.env, OMICS_LENS_MOTO: `http://127.0.0.1:${port}` } },
);
process.exitCode = code;
await moto.stop();
