import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { makeFolder } from '../../support/folder.ts';
import type { TestFolder } from '../../support/folder.ts';
import type { LspClient, ServerProcess } from '../../support/lsp-client.ts';
import { startServerProcess } from '../../support/lsp-client.ts';

const PROGRAM = [
  '--import',
  import.meta.resolve('tsx'),
  path.resolve(import.meta.dirname, '../../../server/src/node/cli-main.ts'),
];
const TOOLS = 'version 1.1\ntask count {\n  input { Int n }\n  command <<< seq ~{n} >>>\n}\n';
const isInstalled = spawnSync('shellcheck', ['--version']).status === 0;

/** A server of one document on loopback, which writes down what it is asked. */
async function serveTools() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url ?? ''} ${request.headers['if-none-match'] ?? '-'}`);
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"1"' }).end(TOOLS);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}/tools.wdl`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function callerOf(url: string): string {
  return `version 1.1\nimport "${url}"\nworkflow w {\n  call tools.count { input: m = 1 }\n}\n`;
}

const SCRIPT = 'version 1.1\ntask t {\n  command <<<\n    for f in $(ls *.bam); do echo; done\n  >>>\n}\n';

describe('What lies outside of the workspace, asked for by the whole program', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  let tools: Awaited<ReturnType<typeof serveTools>>;
  const servers: ServerProcess[] = [];
  beforeEach(async () => {
    folder = makeFolder();
    tools = await serveTools();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.kill();
      await server.exit;
    }
    await tools.close();
    folder.remove();
  });

  const environment = () => {
    const cache = path.join(folder.path, 'cache');
    // Where each system keeps what can be fetched again.
    return { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache };
  };

  async function edit(settings: object, text: string): Promise<LspClient> {
    const command = [process.execPath, ...PROGRAM, '--stdio'];
    const server = startServerProcess(command, folder.path, environment());
    servers.push(server);
    await server.client.initialize({ initializationOptions: { settings } });
    server.client.notify('initialized', {});
    server.client.open(folder.uri('main.wdl'), text);
    return server.client;
  }

  async function codes(client: LspClient): Promise<readonly string[]> {
    const { diagnostics } = await client.diagnostics(folder.uri('main.wdl'));
    return diagnostics.map(({ code }) => code);
  }

  function check(...args: string[]): Promise<{ readonly out: string; readonly error: string }> {
    return new Promise((resolve) => {
      const options = { cwd: folder.path, env: { ...process.env, ...environment() } };
      execFile(process.execPath, [...PROGRAM, 'check', ...args], options, (_, out, error) =>
        resolve({ out, error }),
      );
    });
  }

  const ALLOWED = { imports: { fetch: 'always', allowPrivate: true } };

  it('an import from the web is fetched, and the next session asks only whether it has changed', async () => {
    const found = await codes(await edit(ALLOWED, callerOf(tools.url)));
    assert.ok(found.includes('call-input-unknown') && !found.includes('import-not-loaded'), found.join(' '));
    const again = await codes(await edit(ALLOWED, callerOf(tools.url)));
    assert.ok(again.includes('call-input-unknown'), again.join(' '));
    assert.deepEqual(tools.asked, ['/tools.wdl -', '/tools.wdl "1"']);
  });

  it('an import from this machine is refused, as one problem without others in its wake', async () => {
    const found = await codes(await edit({ imports: { fetch: 'always' } }, callerOf(tools.url)));
    assert.deepEqual(found, ['import-not-loaded', 'workflow-without-outputs']);
    assert.deepEqual(tools.asked, []);
  });

  it('imports are fetched by the command line when it is told to, into the same cache', async () => {
    folder.write('main.wdl', callerOf(tools.url));
    assert.match((await check('main.wdl')).out, /import-not-loaded/);
    assert.match(
      (await check('--fetch-imports', 'main.wdl')).out,
      /'http:\/\/' is not read, only 'https:\/\/'/,
    );
    assert.deepEqual(tools.asked, []);
    const { out, error } = await check('--fetch-imports', '--allow-private', 'main.wdl');
    assert.match(out, /call-input-unknown/);
    assert.equal(error, '');
    await codes(await edit(ALLOWED, callerOf(tools.url)));
    assert.deepEqual(tools.asked, ['/tools.wdl -', '/tools.wdl "1"']);
  });

  it('ShellCheck reads commands for an editor and for the command line', async function () {
    // The only program that a test needs and a machine may lack.
    if (!isInstalled) this.skip();
    const client = await edit({}, SCRIPT);
    for (let found = await codes(client); !found.includes('shellcheck');) found = await codes(client);
    folder.write('main.wdl', SCRIPT);
    folder.write('same.wdl', SCRIPT);
    assert.doesNotMatch((await check('.')).out, /shellcheck/);
    const { out, error } = await check('--shellcheck', '.');
    const places = [...out.matchAll(/^(\w+\.wdl:\S+) \w+: SC2045: /gm)].map(([, place]) => place);
    assert.deepEqual(places, ['main.wdl:4:14:', 'same.wdl:4:14:']);
    assert.equal(error, '');
  });

  it('a ShellCheck that is not there is said by the command line, and changes nothing else', async () => {
    folder.write('main.wdl', SCRIPT);
    const plain = await check('main.wdl');
    const asked = await new Promise<{ out: string; error: string }>((resolve) => {
      const options = { cwd: folder.path, env: { ...process.env, PATH: folder.path } };
      execFile(
        process.execPath,
        [...PROGRAM, 'check', '--shellcheck', 'main.wdl'],
        options,
        (__, out, error) => resolve({ out, error }),
      );
    });
    assert.equal(asked.out, plain.out);
    assert.match(asked.error, /^ShellCheck is not installed/);
  });
});
