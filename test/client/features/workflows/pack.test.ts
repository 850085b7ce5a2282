import assert from 'node:assert/strict';
import { strFromU8, unzipSync } from 'fflate';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { formatBytes, needsS3, packFiles } from '../../../../client/src/features/workflows/pack.ts';
import { GERMLINE, GERMLINE_FILES } from '../../support/germline.ts';
import { packGermline } from '../../support/packed-germline.ts';

const FOLDER = 'file:///ws/germline';

describe('packing a definition', () => {
  it('holds the files that the entry reaches, under their relative paths', async () => {
    const { zip, main, uris, bytes } = await packGermline();
    const files = Object.entries(unzipSync(zip)).map(([path, content]) => [path, strFromU8(content)]);
    assert.deepEqual(
      files,
      ['main.wdl', 'tasks/call.wdl'].map((path) => [path, GERMLINE_FILES[`${FOLDER}/${path}`]]),
    );
    assert.equal(main, 'main.wdl');
    assert.deepEqual([...uris.keys()].sort(), ['main.wdl', 'tasks/call.wdl']);
    assert.equal(
      bytes,
      files.map(([, text = '']) => text.length).reduce((a, b) => a + b),
    );
  });

  it('gives the same bytes whenever it is done and in whatever order the files come', async () => {
    const first = await packGermline();
    const second = await packGermline({ files: [...GERMLINE.files].reverse() });
    assert.deepEqual([second.zip, second.digest], [first.zip, first.digest]);
  });

  const changes: Readonly<Record<string, Parameters<typeof packGermline>>> = {
    'a file': [{}, { [`${FOLDER}/tasks/call.wdl`]: 'version 1.1' }],
    'the entry': [{ uri: `${FOLDER}/tasks/call.wdl` }],
    'a program in bin/': [{}, { [`${FOLDER}/bin/tool.py`]: 'print()' }],
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`is another definition when ${name} changes`, async () => {
      assert.notEqual((await packGermline(...change)).digest, (await packGermline()).digest);
    });
  }

  it('lets tasks run what lies in bin/, and only that', async () => {
    const { zip } = await packGermline({}, { [`${FOLDER}/bin/tool.py`]: 'print()' });
    assert.deepEqual(permissions(zip), { 'bin/tool.py': '755', 'main.wdl': '644', 'tasks/call.wdl': '644' });
  });

  it('goes by way of S3 above the limit of a request, and nowhere above that of S3', async () => {
    const small = await packFiles(definition(1), () => Promise.resolve(noise(1024)));
    const large = await packFiles(definition(1), () => Promise.resolve(noise(5 * 1024 ** 2)));
    assert.deepEqual([needsS3(small), needsS3(large)], [false, true]);
    const refused = packFiles(definition(3_000_000_000), () => Promise.reject(new Error('it was read')));
    assert.match(
      await refused.then(() => 'packed', messageOf),
      /^The definition has 2861\.0 MiB before it is packed, and HealthOmics takes 95\.4 MiB\. .*\.omicsignore/,
    );
  });

  const sizes: readonly (readonly [number, string])[] = [
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1536, '1.5 KiB'],
    [4 * 1024 ** 2, '4.0 MiB'],
  ];
  for (const [bytes, text] of sizes) it(`${bytes} is ${text}`, () => assert.equal(formatBytes(bytes), text));
});

function definition(bytes: number) {
  const file = { path: 'main.wdl', uri: `${FOLDER}/main.wdl`, bytes, reached: true };
  return { main: 'main.wdl', files: [file] };
}

/** Bytes that do not compress, and the same ones each time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return new Uint8Array(length).map(() => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    return state >>> 16;
  });
}

/** From the central directory, which alone has them. */
function permissions(zip: Uint8Array): Readonly<Record<string, string>> {
  const view = new DataView(zip.buffer, zip.byteOffset);
  const found: Record<string, string> = {};
  for (let at = 0; at < zip.length - 46; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const name = strFromU8(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    found[name] = ((view.getUint32(at + 38, true) >>> 16) & 0o777).toString(8);
  }
  return found;
}
