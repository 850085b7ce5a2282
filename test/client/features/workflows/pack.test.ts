import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { packWorkflow, pathsFromCommonFolder } from '../../../../client/src/features/workflows/pack.ts';
import { GERMLINE, GERMLINE_FILES } from '../../support/germline.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const pack = async (change: Partial<typeof GERMLINE> = {}, files: Readonly<Record<string, string>> = {}) => {
  const workspace = memoryFiles({ ...GERMLINE_FILES, ...files });
  return packWorkflow({ ...GERMLINE, ...change }, (uri) => workspace.read(uri));
};

describe('packing a workflow', () => {
  it('holds the files that the entry reaches, under their relative paths', async () => {
    const { zip, main, uris } = await pack();
    const files = Object.entries(unzipSync(zip)).map(([path, bytes]) => [path, strFromU8(bytes)]);
    assert.deepEqual(
      files,
      ['main.wdl', 'tasks/call.wdl'].map((path) => [path, GERMLINE_FILES[`file:///ws/germline/${path}`]]),
    );
    assert.equal(main, 'main.wdl');
    assert.deepEqual([...uris.keys()].sort(), ['main.wdl', 'tasks/call.wdl']);
  });

  it('gives the same bytes whenever it is done and in whatever order the files come', async () => {
    const first = await pack();
    const second = await pack({ files: [...GERMLINE.files].reverse() });
    assert.deepEqual([second.zip, second.digest], [first.zip, first.digest]);
  });

  const changes: Readonly<Record<string, Parameters<typeof pack>>> = {
    'a file': [{}, { 'file:///ws/germline/tasks/call.wdl': 'version 1.1' }],
    'the name': [{ name: 'other' }],
    'the engine': [{ engine: 'WDL_LENIENT' }],
    'the parameter template': [{ parameterTemplate: {} }],
    'the entry': [{ uri: 'file:///ws/germline/tasks/call.wdl' }],
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`is another definition when ${name} changes`, async () => {
      assert.notEqual((await pack(...change)).digest, (await pack()).digest);
    });
  }

  const refusals: Readonly<Record<string, readonly [call: Parameters<typeof pack>, expected: RegExp]>> = {
    'an import that cannot be loaded': [
      [{ unresolved: ['lib/missing.wdl'] }],
      /^'lib\/missing\.wdl' is imported and cannot be loaded, so workflow 'germline' is incomplete\. Correct the import/,
    ],
    'files on different hosts': [
      [{ files: ['file:///ws/main.wdl', 'file://server/x.wdl'] }],
      /have no folder in common/,
    ],
  };
  for (const [name, [call, expected]] of Object.entries(refusals)) {
    it(`refuses ${name}`, async () =>
      assert.match(await pack(...call).then(() => 'packed', messageOf), expected));
  }

  it('refuses what a request does not hold, and says by how much', async () => {
    // Bytes that do not compress, and the same ones each time.
    let state = 1;
    const noise = new Uint8Array(5 * 1024 ** 2).map(() => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
      return state >>> 16;
    });
    const refused = packWorkflow(GERMLINE, () => Promise.resolve(noise));
    assert.match(
      await refused.then(() => 'packed', messageOf),
      /^Workflow 'germline' is 10\.\d MiB when packed, and a request holds 4\.0 MiB\./,
    );
  });

  const folders: readonly (readonly [uris: readonly string[], paths: readonly string[] | undefined])[] = [
    [['file:///ws/main.wdl'], ['main.wdl']],
    [
      ['file:///ws/a/main.wdl', 'file:///ws/lib/x.wdl'],
      ['a/main.wdl', 'lib/x.wdl'],
    ],
    [
      ['file:///ws/a/b/main.wdl', 'file:///ws/a/b.wdl'],
      ['b/main.wdl', 'b.wdl'],
    ],
    [
      ['file:///ws/my%20flow/main.wdl', 'file:///ws/my%20flow/%C3%A4.wdl'],
      ['main.wdl', 'ä.wdl'],
    ],
    [
      ['file:///c%3A/main.wdl', 'file:///d%3A/x.wdl'],
      ['c:/main.wdl', 'd:/x.wdl'],
    ],
    [['vscode-vfs://github/o/r/main.wdl', 'file:///x.wdl'], undefined],
    [[], undefined],
  ];
  for (const [uris, paths] of folders) {
    it(`${uris.join(' and ') || 'no file'} become ${paths?.join(' and ') ?? 'nothing'}`, () => {
      const packed = pathsFromCommonFolder(uris);
      assert.deepEqual(packed && [...packed.keys()], paths);
    });
  }
});
