/**
 * Runs the suites in a real VS Code: first with the folder in which the extension is developed, then with the package that a
 * user installs. The one argument is a JSON `Request`; progress goes to the terminal, results to a file.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localAws, startLocalService } from '../../scripts/support/local-service.mjs';
import { ROOT } from '../../scripts/support/processes.mjs';
import { desktopHost } from './host/desktop-host.ts';
import type { Extension, Host } from './host/host.ts';
import { serverHost } from './host/server-host.ts';
import { RESULTS_VARIABLE, SUITE_VARIABLE, type TestResult } from './suites/support/stage-protocol.ts';

interface Request {
  readonly host:
    | { readonly kind: 'desktop' }
    | { readonly kind: 'server'; readonly browser: string }
    /** This machine can run no VS Code: every suite counts as skipped. */
    | { readonly kind: 'none'; readonly why: string };
  readonly extensions: readonly Extension[];
  /** Names of suites; all when empty. */
  readonly only: readonly string[];
  /** Where the list of `TestResult` goes. */
  readonly resultsFile: string;
}

interface Suite {
  readonly name: string;
  /** `samples` is a copy that the suite may change. */
  readonly workspace: 'samples' | 'empty';
  readonly workspaceTrust: 'on' | 'off';
  /** Also with the package: what shows that the package holds all it needs. The others then run when they are asked for. */
  readonly packaged?: true;
}

/** Each runs in a window of its own with a fresh profile and a local HealthOmics of its own. */
const SUITES: readonly Suite[] = [
  { name: 'activation', workspace: 'empty', workspaceTrust: 'off', packaged: true },
  { name: 'language', workspace: 'samples', workspaceTrust: 'off', packaged: true },
  { name: 'journey', workspace: 'samples', workspaceTrust: 'off', packaged: true },
  { name: 'runs', workspace: 'samples', workspaceTrust: 'off' },
  { name: 'reload', workspace: 'samples', workspaceTrust: 'off' },
  { name: 'sheets', workspace: 'samples', workspaceTrust: 'off' },
  { name: 'batches', workspace: 'samples', workspaceTrust: 'off', packaged: true },
  { name: 'workflows', workspace: 'samples', workspaceTrust: 'off' },
  { name: 'failures', workspace: 'samples', workspaceTrust: 'off', packaged: true },
  { name: 'ecs', workspace: 'samples', workspaceTrust: 'off' },
  { name: 'nextflow', workspace: 'samples', workspaceTrust: 'off' },
  { name: 'cwl', workspace: 'samples', workspaceTrust: 'off' },
  { name: 'restricted', workspace: 'samples', workspaceTrust: 'on', packaged: true },
];

/** A run of the samples takes a minute and a half of the service's time: at this speed 15 s, in which every state can be seen. */
const SPEED = 6;
const SECONDS_PER_SUITE = 300;

const OUT = join(ROOT, 'out', 'e2e');
const PICTURES = join(ROOT, 'out', 'pictures');

async function main(request: Request): Promise<void> {
  await mkdir(OUT, { recursive: true });
  const results: TestResult[] = [];
  const suites = SUITES.filter(({ name }) => request.only.length === 0 || request.only.includes(name));
  for (const extension of request.extensions) {
    const label = extension.kind === 'folder' ? 'development folder' : 'packaged extension';
    if (request.host.kind === 'none') {
      for (const { name } of suites) results.push(skipped(`${label}: ${name}`, request.host.why));
      continue;
    }
    let host: Host | undefined;
    try {
      host =
        request.host.kind === 'desktop'
          ? await desktopHost(extension)
          : await serverHost(request.host.browser, extension);
      const wanted = suites.filter(
        (suite) => extension.kind === 'folder' || suite.packaged === true || request.only.length > 0,
      );
      for (const suite of wanted) results.push(...(await runSuite(host, suite, extension.kind, label)));
    } catch (error) {
      results.push(failed(`${label}: VS Code starts`, 0, explain(error)));
    } finally {
      await host?.close();
    }
  }
  await writeFile(request.resultsFile, JSON.stringify(results, null, 2));
}

async function runSuite(
  host: Host,
  suite: Suite,
  kind: Extension['kind'],
  label: string,
): Promise<readonly TestResult[]> {
  const started = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'omics-lens-workspace-'));
  const folder = join(scratch, 'samples');
  const resultsFile = join(scratch, 'results.json');
  const title = (name: string): string => `${label}: ${name}`;
  const pictures = join(PICTURES, kind, suite.name);
  const logFile = join(OUT, `${kind}-${suite.name}.log`);
  let service;
  let failure: string | undefined;
  console.log(`  ${label}: ${suite.name}`);
  await rm(pictures, { recursive: true, force: true });
  try {
    await (suite.workspace === 'samples'
      ? cp(join(ROOT, 'samples'), folder, { recursive: true })
      : mkdir(folder));
    service = await startLocalService(SPEED);
    await host.run({
      suite: suite.name,
      folder,
      env: {
        ...(await localAws(service.address, join(scratch, 'aws-config'))),
        [SUITE_VARIABLE]: suite.name,
        [RESULTS_VARIABLE]: resultsFile,
      },
      workspaceTrust: suite.workspaceTrust,
      resultsFile,
      pictures,
      logFile,
      seconds: SECONDS_PER_SUITE,
    });
  } catch (error) {
    failure = `${explain(error)}\nThe log of the window is ${logFile}.`;
  } finally {
    await service?.stop();
  }
  const results = (await readResults(resultsFile)).map((result) =>
    report({ ...result, title: title(result.title) }),
  );
  await rm(scratch, { recursive: true, force: true });
  failure ??=
    results.length === 0 ? `The suite reported no test. The log of the window is ${logFile}.` : undefined;
  if (failure === undefined) return results;
  return [...results, failed(title(`${suite.name} runs`), performance.now() - started, failure)];
}

async function readResults(file: string): Promise<readonly TestResult[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as readonly TestResult[];
  } catch {
    return [];
  }
}

function failed(title: string, milliseconds: number, error: string): TestResult {
  return report({ title, outcome: 'failed', milliseconds, error });
}

function skipped(title: string, why: string): TestResult {
  return report({ title, outcome: 'skipped', milliseconds: 0, error: `Skipped: ${why}` });
}

function report(result: TestResult): TestResult {
  const mark = { passed: 'ok  ', failed: 'FAIL', skipped: 'skip' }[result.outcome];
  console.log(`    ${mark} ${result.title} (${(result.milliseconds / 1000).toFixed(1)} s)`);
  if (result.error !== undefined) console.log(result.error.replace(/^/gm, '         '));
  return result;
}

function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await main(JSON.parse(process.argv[2] ?? '') as Request);
