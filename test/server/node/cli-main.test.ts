import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { makeFolder } from '../../support/folder.ts';
import type { TestFolder } from '../../support/folder.ts';
import { startServerProcess } from '../../support/lsp-client.ts';

const PROGRAM = [
  '--import',
  'tsx',
  path.resolve(import.meta.dirname, '../../../server/src/node/cli-main.ts'),
];
// tsx is found from here, whatever the working folder is.
const TSX = import.meta.resolve('tsx');
const ARGUMENTS = PROGRAM.map((argument) => (argument === 'tsx' ? TSX : argument));

describe('the program omics-lens', function () {
  this.timeout(60_000);
  let folder: TestFolder;
  beforeEach(() => (folder = makeFolder()));
  afterEach(() => folder.remove());

  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...ARGUMENTS, ...args], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  it('checks the working folder, and its exit status says what it found', () => {
    folder.write('a b/é.wdl', 'version 1.1\nworkflow W {\n  Int x = y\n}\n');
    const { status, stdout, stderr } = run('check', '.');
    assert.deepEqual([status, stderr], [1, '']);
    assert.ok(stdout.includes(`${path.join('a b', 'é.wdl')}:3:11: error: `), stdout);
    folder.write('a b/é.wdl', 'version 1.1\nworkflow W {\n}\n');
    assert.equal(run('check', '.').status, 0);
    assert.equal(run('check').status, 2);
  });

  it('is started by a command that says nothing itself, whatever the release of Node.js', () => {
    folder.write('a.wdl', 'version 1.1\nworkflow W {\n}\n');
    const start = ARGUMENTS.map((argument) => argument.replace('cli-main.ts', 'cli-start.ts'));
    const { status, stdout, stderr } = spawnSync(process.execPath, [...start, 'check', 'a.wdl'], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, / in 1 file\.\n$/);
  });

  it('serves an editor', async () => {
    const server = startServerProcess([process.execPath, ...ARGUMENTS, '--stdio'], folder.path);
    await server.client.initialize();
    await server.client.ask('shutdown');
    server.client.notify('exit');
    assert.equal(await server.exit, 0);
    assert.deepEqual([server.client.stray, server.errors()], ['', '']);
  });
});
