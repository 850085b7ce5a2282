import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../support/folder.ts';
import type { TestFolder } from '../../support/folder.ts';
import { runInTerminal } from '../../support/terminal.ts';

const UGLY = 'version 1.1\nworkflow W {\n  Int a=1\n}\n';
const FINE = 'version 1.1\n\nworkflow W {\n    Int a = 1\n}\n';

describe('omics-lens format', () => {
  let folder: TestFolder;
  beforeEach(() => (folder = makeFolder()));
  afterEach(() => folder.remove());

  const run = (line: string) => runInTerminal(line.split(' '), folder.path);
  const bytes = (name: string) => readFileSync(path.join(folder.path, name));

  it('prints one file laid out, and leaves it as it is', async () => {
    folder.write('a.wdl', UGLY);
    assert.deepEqual(await run('format a.wdl'), { exit: 0, out: FINE, error: '' });
    assert.equal(bytes('a.wdl').toString(), UGLY);
    assert.equal((await run('format --indent 2 a.wdl')).out, FINE.replace('    Int', '  Int'));
  });

  it('names the files that would change, and fails where there are any', async () => {
    folder.write('a.wdl', UGLY);
    folder.write('deep/b.wdl', FINE);
    folder.write('params.json', '{"a":1}');
    assert.deepEqual(await run('format --check .'), {
      exit: 1,
      out: 'a.wdl\n',
      error: '1 of 2 would change.\n',
    });
    assert.equal((await run('format --check deep')).exit, 0);
    assert.equal(bytes('a.wdl').toString(), UGLY);
  });

  it('writes what changes, in the encoding that the file has', async () => {
    folder.write('a.wdl', UGLY);
    folder.write('b.wdl', FINE);
    folder.write('c.wdl', Buffer.from(`\ufeff${UGLY}`, 'utf16le'));
    folder.write('d.wdl', `\ufeff${UGLY}`);
    assert.deepEqual(await run('format --write .'), {
      exit: 0,
      out: 'a.wdl\nc.wdl\nd.wdl\n',
      error: '3 of 4 changed.\n',
    });
    assert.equal(bytes('a.wdl').toString(), FINE);
    assert.equal(bytes('c.wdl').toString('utf16le'), `\ufeff${FINE}`);
    assert.equal(bytes('d.wdl').toString(), `\ufeff${FINE}`);
    assert.equal((await run('format --check .')).exit, 0);
  });

  it('prints one file only, and says what it cannot find', async () => {
    folder.write('a.wdl', UGLY);
    folder.write('b.wdl', UGLY);
    assert.deepEqual(await run('format a.wdl b.wdl'), {
      exit: 2,
      out: '',
      error: 'Several files need --check or --write.\n',
    });
    assert.equal((await run('format --write gone.wdl')).error, "There is no file or folder 'gone.wdl'.\n");
  });
});
