import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { environmentWithoutAws } from '../../../scripts/support/local-service.mjs';
import { QUIET_BROWSER_ARGS } from '../../../scripts/support/browser.mjs';
import { ROOT } from '../../../scripts/support/processes.mjs';
import {
  installExtension,
  prepareVscodeServer,
  QUIET_SETTINGS,
  startVscodeServer,
  type RunningServer,
  type VscodeServer,
} from '../../../scripts/support/vscode-server.mjs';
import { DRIVER_EXTENSION, SUITES_BUNDLE, type Extension, type Host, type WindowRequest } from './host.ts';
import { openStage } from './stage.ts';

/** VS Code's server with a Chromium in front: needs nothing that npm does not carry. */
export async function serverHost(browserPath: string, extension: Extension): Promise<Host> {
  const server = await prepareVscodeServer();
  const scratch = await mkdtemp(join(tmpdir(), 'ol-'));
  const extensionsDir = join(scratch, 'extensions');
  if (extension.kind === 'package') {
    await installExtension(server, {
      vsix: extension.path,
      dataDir: join(scratch, 'install'),
      extensionsDir,
    });
  }
  const browser = await chromium.launch({ executablePath: browserPath, args: QUIET_BROWSER_ARGS });
  const developed = extension.kind === 'folder' ? extension.path : join(ROOT, DRIVER_EXTENSION);
  return {
    run: (request) => runInPage({ server, browser, scratch, extensionsDir, developed }, request),
    async close() {
      await browser.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

interface Setting {
  readonly server: VscodeServer;
  readonly browser: Browser;
  readonly scratch: string;
  readonly extensionsDir: string;
  /** Folder of the extension that VS Code takes as the one under development. */
  readonly developed: string;
}

async function runInPage(setting: Setting, request: WindowRequest): Promise<void> {
  const server = await startVscodeServer(setting.server, {
    dataDir: await mkdtemp(join(setting.scratch, 'data-')),
    extensionsDir: setting.extensionsDir,
    workspaceTrust: request.workspaceTrust,
    testDriver: 'on',
    settings: QUIET_SETTINGS,
    env: environmentWithoutAws(),
  });
  const log: string[] = [];
  const page = await setting.browser.newPage({ viewport: { width: 1400, height: 900 } });
  const stage = await openStage(Promise.resolve(page), request.pictures);
  try {
    const { ended } = await watchTestRun(page, log);
    await page.goto(address(server, setting.developed, request, stage.address));
    await withinSeconds(request.seconds, Promise.race([ended, serverEnd(server)]));
  } catch (error) {
    // What the window looked like is the best explanation of a suite that hangs.
    await page.screenshot({ path: join(request.pictures, 'failure.png') }).catch(() => undefined);
    throw error;
  } finally {
    await stage.close();
    await page.close();
    await server.stop();
    await writeFile(request.logFile, `${log.join('\n')}\n\n--- server ---\n${server.output()}`);
  }
}

/** Listens to the workbench; `ended` settles when the test run is over. What came out of it stands in the results file. */
async function watchTestRun(page: Page, log: string[]): Promise<{ readonly ended: Promise<void> }> {
  let announce: (() => void) | undefined;
  const ended = new Promise<void>((done) => (announce = done));
  await page.exposeFunction('codeAutomationLog', (kind: string, args: readonly unknown[]) => {
    log.push(`${kind}: ${args.map(String).join(' ')}`);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    log.push(`The test run ended with code ${code}.`);
    announce?.();
  });
  return { ended };
}

async function serverEnd(server: RunningServer): Promise<never> {
  throw new Error(`The VS Code server ended: ${await server.ended}.\n${server.output().slice(-2000)}`);
}

/** Without the exit call within the time the suite has failed: a payload that VS Code ignores looks exactly like that. */
async function withinSeconds(seconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(new Error(`VS Code did not report the end of the test run within ${seconds} s.`));
    }, seconds * 1000);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function address(server: RunningServer, developed: string, request: WindowRequest, stage: string): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${uriPath(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(developed)],
    ['extensionTestsPath', remote(join(ROOT, SUITES_BUNDLE))],
    ['extensionEnvironment', JSON.stringify({ ...request.env, OMICS_LENS_E2E_STAGE: stage })],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder: uriPath(request.folder), payload: JSON.stringify(payload) });
  return `${server.origin}/?${query.toString()}`;
}

/** With slashes, and one in front of a drive letter. */
function uriPath(path: string): string {
  return decodeURIComponent(pathToFileURL(path).pathname);
}
