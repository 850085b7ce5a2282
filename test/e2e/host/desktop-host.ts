import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { chromium, type Browser, type Page } from 'playwright-core';
import { environmentWithoutAws } from '../../../scripts/support/local-service.mjs';
import { freePort, ROOT, run, start } from '../../../scripts/support/processes.mjs';
import { QUIET_SETTINGS } from '../../../scripts/support/vscode-server.mjs';
import { DRIVER_EXTENSION, SUITES_BUNDLE, type Extension, type Host, type WindowRequest } from './host.ts';
import { eventually } from '../suites/support/eventually.ts';
import { openStage } from './stage.ts';

/** Desktop VS Code, downloaded by `@vscode/test-electron`: what a user has. */
export async function desktopHost(extension: Extension): Promise<Host> {
  const executable = await downloadAndUnzipVSCode({
    version: 'stable',
    cachePath: join(ROOT, '.vscode-test'),
  });
  // Short names: VS Code makes a socket in its data folder, and the path of a socket has a hundred characters.
  const scratch = await mkdtemp(join(tmpdir(), 'ol-'));
  const extensionsDir = join(scratch, 'extensions');
  if (extension.kind === 'package') await installPackage(executable, extension.path, extensionsDir, scratch);
  const developed = extension.kind === 'folder' ? extension.path : join(ROOT, DRIVER_EXTENSION);
  return {
    run: (request) => runInWindow({ executable, scratch, extensionsDir, developed }, request),
    close: () => rm(scratch, { recursive: true, force: true }),
  };
}

interface Setting {
  readonly executable: string;
  readonly scratch: string;
  readonly extensionsDir: string;
  readonly developed: string;
}

/** Not through test-electron's `runTests`, which always switches workspace trust off. */
async function runInWindow(setting: Setting, request: WindowRequest): Promise<void> {
  const userDataDir = await mkdtemp(join(setting.scratch, 'u-'));
  await mkdir(join(userDataDir, 'User'), { recursive: true });
  // A dialog would wait for a click that nobody makes: in restricted mode the window opens as one that is not trusted.
  const settings = { ...QUIET_SETTINGS, 'security.workspace.trust.startupPrompt': 'never' };
  await writeFile(join(userDataDir, 'User', 'settings.json'), JSON.stringify(settings));

  const debugPort = await freePort();
  let browser: Browser | undefined;
  let giveUp: (() => void) | undefined;
  const page = new Promise<Page>((found, fail) => {
    giveUp = () => {
      fail(new Error('VS Code ended before its window could be reached.'));
    };
    void connect(debugPort, (opened) => (browser = opened)).then(found, fail);
  });
  page.catch(() => undefined);
  const stage = await openStage(page, request.pictures);
  const code = start(
    setting.executable,
    [
      request.folder,
      `--extensionDevelopmentPath=${setting.developed}`,
      `--extensionTestsPath=${join(ROOT, SUITES_BUNDLE)}`,
      `--remote-debugging-port=${debugPort}`,
      `--user-data-dir=${userDataDir}`,
      `--extensions-dir=${setting.extensionsDir}`,
      ...(request.workspaceTrust === 'off' ? ['--disable-workspace-trust'] : []),
      ...[
        '--no-sandbox',
        '--disable-gpu-sandbox',
        '--disable-updates',
        '--skip-welcome',
        '--skip-release-notes',
      ],
    ],
    { env: { ...environmentWithoutAws(), ...request.env, OMICS_LENS_E2E_STAGE: stage.address } },
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((done) => {
    timer = setTimeout(() => {
      done('late');
    }, request.seconds * 1000);
  });
  try {
    const how = await Promise.race([code.ended, late]);
    if (how === 'late') throw new Error(`VS Code did not end the test run within ${request.seconds} s.`);
  } finally {
    clearTimeout(timer);
    giveUp?.();
    await stage.close();
    await browser?.close();
    await code.stop();
    await writeFile(request.logFile, code.output());
  }
}

/** The workbench of the window, through the debugging port that Electron opens some time after its start. */
async function connect(port: number, opened: (browser: Browser) => void): Promise<Page> {
  const browser = await eventually('the debugging port of VS Code', async () => {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch {
      return undefined;
    }
  });
  opened(browser);
  return eventually('the window of VS Code', () =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().includes('workbench')),
  );
}

async function installPackage(
  executable: string,
  vsix: string,
  extensionsDir: string,
  scratch: string,
): Promise<void> {
  const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const userDataDir = join(scratch, 'install');
  const folders = [`--extensions-dir=${extensionsDir}`, `--user-data-dir=${userDataDir}`];
  // VS Code's command line is a script, which Windows starts only through a shell.
  const [command, before] =
    process.platform === 'win32' ? ['cmd.exe', ['/d', '/c', cli ?? 'code']] : [cli ?? 'code', []];
  const { code, output } = await run(
    command,
    [
      ...before,
      ...args,
      ...folders,
      '--install-extension',
      vsix,
      '--force',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { collect: true },
  );
  if (code !== 0) throw new Error(`VS Code did not install ${vsix}:\n${output.slice(-2000)}`);
}
