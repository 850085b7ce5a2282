import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { fileHost } from '@omics-lens/server/node/file-host.ts';
import type { FileContent } from '@omics-lens/server/workspace/host.ts';
import { makeFolder } from '../../support/folder.ts';
import type { TestFolder } from '../../support/folder.ts';

describe('fileHost', () => {
  let folder: TestFolder;
  beforeEach(() => (folder = makeFolder()));
  afterEach(() => folder.remove());

  const read = (name: string) => fileHost.read(folder.uri(name));

  async function checkText(bytes: string | Uint8Array, expected: string) {
    folder.write('a.wdl', bytes);
    assert.deepEqual(await read('a.wdl'), { kind: 'text', text: expected });
  }
  function checkUnreadable(content: FileContent, cause: string, reason: RegExp) {
    assert.ok(content.kind === 'unreadable', content.kind);
    assert.equal(content.cause, cause);
    assert.match(content.reason, reason);
  }

  it('reads UTF-8 and UTF-16, with and without a byte order mark', async () => {
    await checkText('version 1.1 # é 😀\r\n', 'version 1.1 # é 😀\r\n');
    await checkText('\uFEFFversion', 'version');
    await checkText(Buffer.from('\uFEFFversion', 'utf16le'), 'version');
    await checkText(Buffer.from('\uFEFFversion', 'utf16le').swap16(), 'version');
    await checkText('', '');
  });

  it('replaces bytes that are no UTF-8', async () => {
    await checkText(Uint8Array.from([0x61, 0xe9, 0x62]), 'a\uFFFDb');
  });

  it('says what is binary, too large, missing or a folder', async () => {
    folder.write('bin.wdl', Uint8Array.from([0x1f, 0x8b, 0x08, 0x00]));
    checkUnreadable(await read('bin.wdl'), 'binary', /not text/);
    folder.write('big.wdl', '');
    truncateSync(path.join(folder.path, 'big.wdl'), 51 * 1024 * 1024);
    checkUnreadable(await read('big.wdl'), 'too-large', /51 MB/);
    folder.write('sub/x.wdl', '');
    assert.deepEqual(await read('none.wdl'), { kind: 'missing' });
    assert.deepEqual(await read('sub'), { kind: 'missing' });
    assert.deepEqual(await read('sub/x.wdl/y.wdl'), { kind: 'missing' });
    assert.deepEqual(await fileHost.read('untitled:Untitled-1'), { kind: 'missing' });
  });

  // Windows has neither pipes in folders nor links without permission.
  if (process.platform !== 'win32') {
    it('does not wait for pipes', async () => {
      execFileSync('mkfifo', [path.join(folder.path, 'pipe.wdl')]);
      checkUnreadable(await read('pipe.wdl'), 'failed', /not a regular file/);
    });

    it('says why something else cannot be read', async () => {
      symlinkSync('itself.wdl', path.join(folder.path, 'itself.wdl'));
      checkUnreadable(await read('itself.wdl'), 'failed', /ELOOP/);
    });
  }

  it('walks folders in order, without those of tools and circles of links', async () => {
    for (const name of ['b.wdl', 'a/c.wdl', 'a/d.txt', 'node_modules/m/e.wdl', '.git/f.wdl', 'a b/ü+.wdl']) {
      folder.write(name, '');
    }
    symlinkSync(folder.path, path.join(folder.path, 'a', 'circle'), 'junction');
    const found = await fileHost.walk(folder.uri(), (uri) => uri.endsWith('.wdl'));
    assert.deepEqual(
      found.map((uri) => uri.slice(folder.uri().length + 1)),
      ['a/c.wdl', 'a%20b/%C3%BC%2B.wdl', 'b.wdl'],
    );
    assert.deepEqual(await fileHost.walk(folder.uri('gone'), () => true), []);
  });

  it('lists the files of one folder', async () => {
    for (const name of ['a.wdl', 'params.json', 'deeper/b.wdl']) folder.write(name, '');
    assert.deepEqual((await fileHost.list(folder.uri())).toSorted(), [
      folder.uri('a.wdl'),
      folder.uri('params.json'),
    ]);
    assert.deepEqual(await fileHost.list(folder.uri('gone')), []);
  });
});
