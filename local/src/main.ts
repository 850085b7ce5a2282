import { readFileSync } from 'node:fs';
import type { LocalService } from './index.ts';
import { startLocalService } from './index.ts';
import type { CommandLine } from './options.ts';
import { USAGE, parseCommandLine } from './options.ts';
import { parseScenario } from './scenario/parse-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';

const USAGE_ERROR = 2;

void main();

async function main(): Promise<void> {
  const parsed = parseCommandLine(process.argv.slice(2));
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(USAGE);
      return;
    case 'wrong':
      process.stderr.write(`${parsed.message}\n\n${USAGE}`);
      process.exitCode = USAGE_ERROR;
      return;
    case 'options':
      await run(parsed.options);
  }
}

async function run(options: CommandLine): Promise<void> {
  try {
    const service = await start(options);
    process.stdout.write(`Local HealthOmics (a simulation) listening on ${service.endpoint}\n`);
    stopOnSignals(service, options.exitWithParent);
  } catch (error) {
    process.stderr.write(`${sentenceOf(error, options)}\n`);
    process.exitCode = USAGE_ERROR;
  }
}

function start(options: CommandLine): Promise<LocalService> {
  const { port, speed, data, region, scenario } = options;
  return startLocalService({
    port,
    speed,
    ...(data !== undefined && { data }),
    ...(region !== undefined && { region }),
    ...(scenario !== undefined && { scenario: readScenario(scenario) }),
    report: (message) => process.stderr.write(`${message}\n`),
  });
}

function readScenario(file: string): Scenario {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`The scenario ${file} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
  const parsed = parseScenario(text);
  if (parsed.kind === 'broken') {
    throw new Error(`The scenario ${file} cannot be used. ${parsed.problems.join(' ')}`);
  }
  return parsed.scenario;
}

function stopOnSignals(service: LocalService, exitWithParent: boolean): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void service.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (!exitWithParent) return;
  process.stdin.on('end', stop).on('close', stop).on('error', stop);
  process.stdin.resume();
}

function sentenceOf(error: unknown, options: CommandLine): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `Port ${options.port} is in use. Choose another, or 0 for any that is free.`;
  return message;
}
