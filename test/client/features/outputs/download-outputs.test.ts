import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  MANY_FILES,
  MUCH_BYTES,
  downloadFile,
  downloadFolder,
  downloadSentence,
  type DownloadPorts,
} from '../../../../client/src/features/outputs/download-outputs.ts';
import { PIECE_BYTES } from '../../../../client/src/features/outputs/fetch-file.ts';
import { localName, localPath } from '../../../../client/src/features/outputs/local-names.ts';
import { systemClock } from '../../../../client/src/infrastructure/clock.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import type { StoredFilesApi } from '../../../../client/src/omics/stored-files-api.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { scriptedPrompts, type ScriptedPrompts } from '../../support/scripted-prompts.ts';
import { put } from './ended-run.ts';

const FOLDER = 's3://results/run/out/';

/** Why it did not come about. */
async function reasonOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'It came about',
    (error: unknown) => messageOf(error),
  );
}

describe('downloading outputs', () => {
  let services: LocalServices;
  let place: string;
  before(async () => {
    services = await localServices();
    await put(services, `${FOLDER}a.txt`, 'A');
    await put(services, `${FOLDER}deep/er/b.txt`, 'BB');
    await put(services, `${FOLDER}deep/er/empty.txt`, '');
    await put(services, `${FOLDER}deep/`, '');
    await put(services, `${FOLDER}../odd:name?.txt`, 'C');
  });
  after(() => services.close());
  beforeEach(() => {
    place = mkdtempSync(path.join(tmpdir(), 'outputs-'));
  });
  afterEach(async () => {
    rmSync(place, { recursive: true, force: true });
    await services.play({});
  });

  function ports(
    prompts: ScriptedPrompts = scriptedPrompts(),
    change: (stored: StoredFilesApi) => Pick<StoredFilesApi, 'list' | 'readPiece'> = (stored) => stored,
  ): DownloadPorts {
    return {
      stored: () => Promise.resolve(change(services.stored)),
      prompts,
      chooseFile: (name) => Promise.resolve(path.join(place, name)),
      chooseFolder: () => Promise.resolve(place),
      clock: systemClock,
    };
  }

  /** The files below a folder with their texts. */
  function onDisk(folder = place): Readonly<Record<string, string>> {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return Object.fromEntries(
      files
        .map((entry) => path.join(entry.parentPath, entry.name))
        .map(
          (file) => [path.relative(folder, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')] as const,
        )
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  const folder = { uri: FOLDER, name: 'out' };
  const ALL = {
    'out/.%2E/odd%3Aname%3F.txt': 'C',
    'out/a.txt': 'A',
    'out/deep/er/b.txt': 'BB',
    'out/deep/er/empty.txt': '',
  };

  it('puts a folder with all that lies below into a folder of its name, and nothing outside', async () => {
    const prompts = scriptedPrompts();
    const done = await downloadFolder(folder, ports(prompts));
    assert.deepEqual(onDisk(), ALL);
    assert.equal(downloadSentence(done), `4 files (4 bytes) downloaded to '${path.join(place, 'out')}'.`);
    assert.deepEqual(
      [prompts.shown[0], prompts.shown.at(-1)],
      ["Looking at 'out': 4 files, 4 bytes", "Downloading 'out': 4 of 4 files, 4 bytes of 4 bytes"],
    );
  });

  it('writes over nothing: only what is missing is added, or all goes into a new folder', async () => {
    mkdirSync(path.join(place, 'out'));
    writeFileSync(path.join(place, 'out/a.txt'), 'mine');
    const missing = await downloadFolder(folder, ports(scriptedPrompts('Only What Is Missing')));
    assert.deepEqual([missing.files, missing.kept], [3, 1]);
    assert.match(downloadSentence(missing), /1 file was there before and is as it was\.$/);
    assert.deepEqual(onDisk(), { ...ALL, 'out/a.txt': 'mine' });
    const fresh = await downloadFolder(folder, ports(scriptedPrompts('Into a New Folder')));
    assert.equal(fresh.path, path.join(place, 'out 2'));
    assert.equal(onDisk()['out/a.txt'], 'mine');
    assert.equal(onDisk()['out 2/a.txt'], 'A');
    assert.equal(await downloadFolder(folder, ports()).catch(messageOf), 'Cancelled');
  });

  const LARGE = Buffer.alloc(3 * PIECE_BYTES + 17, 'piece by piece, ');

  it('puts a large file together from pieces', async () => {
    await put(services, 's3://results/large.bin', LARGE);
    const prompts = scriptedPrompts();
    const file = { uri: 's3://results/large.bin', name: 'large.bin', bytes: undefined };
    const done = await downloadFile(file, ports(prompts));
    assert.ok(readFileSync(path.join(place, 'large.bin')).equals(LARGE));
    assert.deepEqual([done.bytes, readdirSync(place)], [LARGE.length, ['large.bin']]);
    assert.equal(prompts.shown.at(-1), "Downloading 'large.bin': 24.0 MiB of 24.0 MiB");
  }).timeout(30_000);

  it('leaves nothing of a file that is broken off, denied or written anew meanwhile', async () => {
    await put(services, 's3://results/large.bin', LARGE);
    const file = { uri: 's3://results/large.bin', name: 'large.bin', bytes: LARGE.length };
    const prompts = scriptedPrompts();
    const cancelling = ports(prompts, (stored) => ({
      ...stored,
      readPiece: (uri, piece, signal) => {
        if (piece.from > 0) prompts.cancel();
        return stored.readPiece(uri, piece, signal);
      },
    }));
    assert.equal(await downloadFile(file, cancelling).catch(messageOf), 'Cancelled');
    await services.play({
      requests: [{ operation: 'GetObject', skip: 2, error: 'AccessDeniedException', times: 9 }],
    });
    assert.match(await reasonOf(downloadFile(file, ports())), /^You may not read/);
    await services.play({});
    const rewriting = ports(scriptedPrompts(), (stored) => ({
      ...stored,
      readPiece: async (uri, piece, signal) => {
        const answer = await stored.readPiece(uri, piece, signal);
        if (piece.from === 0) await put(services, uri, LARGE.subarray(1));
        return answer;
      },
    }));
    assert.match(await reasonOf(downloadFile(file, rewriting)), /was written anew while it was being read/);
    assert.deepEqual(readdirSync(place), []);
  }).timeout(30_000);

  it('goes on after throttling and broken connections', async () => {
    await services.play({
      requests: [
        { operation: 'GetObject', error: 'ThrottlingException', times: 3 },
        { operation: 'GetObject', drop: 'after', times: 2 },
      ],
    });
    assert.equal((await downloadFolder(folder, ports())).files, 4);
    assert.deepEqual(onDisk(), ALL);
  }).timeout(60_000);

  it('leaves out what may not be read or lies in an archive, and says so', async () => {
    const objects = [
      { key: 'run/out/old.bam', size: 5, storageClass: 'DEEP_ARCHIVE' },
      { key: 'run/out/a.txt/below-a-file.txt' },
    ];
    await services.play({ account: { buckets: [{ name: 'results', objects }] } });
    const done = await downloadFolder(folder, ports());
    assert.deepEqual([done.files, done.archived, done.failed], [4, 1, 1]);
    assert.match(
      downloadSentence(done),
      /1 file lies in an archive and must be restored in S3 first\. 1 file could not be downloaded: The file could not be written \(E/,
    );
    await services.play({ requests: [{ operation: 'GetObject', error: 'AccessDeniedException', times: 1 }] });
    const denied = await downloadFolder(folder, ports(scriptedPrompts('Into a New Folder')));
    assert.deepEqual([denied.files, denied.failed], [3, 1]);
    assert.match(denied.because ?? '', /^You may not read/);
  });

  it('of much is confirmed by typing, with what it costs', async () => {
    const many = (stored: StoredFilesApi) => ({
      ...stored,
      list: () =>
        Promise.resolve({
          next: undefined,
          entries: Array.from({ length: MANY_FILES + 1 }, (_each, index) => ({
            kind: 'file' as const,
            uri: `${FOLDER}${index}`,
            bytes: 0,
            modifiedAt: undefined,
            archive: undefined,
          })),
        }),
    });
    const prompts = scriptedPrompts('yes');
    assert.equal(await downloadFolder(folder, ports(prompts, many)).catch(messageOf), 'Cancelled');
    assert.equal(prompts.shown.at(-1), "Download 0 bytes? Type 'download', or press Escape to leave it.");
    const huge = { uri: `${FOLDER}a.txt`, name: 'a.txt', bytes: MUCH_BYTES + 1 };
    const free = await statfs(place);
    const refusal = free.bavail * free.bsize > huge.bytes ? /^Cancelled$/ : /has room for/;
    assert.match(await reasonOf(downloadFile(huge, ports(scriptedPrompts('yes')))), refusal);
    assert.match(
      await reasonOf(downloadFile({ ...huge, bytes: 2 ** 60 }, ports())),
      /^'a\.txt' has 1024\.0 PiB, and '.+' has room for .+\. Choose another disk, or make room\.$/,
    );
  });

  it('says once that a place cannot be written to', async () => {
    writeFileSync(path.join(place, 'taken'), '');
    const into = { ...ports(), chooseFolder: () => Promise.resolve(path.join(place, 'taken')) };
    assert.match(await reasonOf(downloadFolder(folder, into)), /^The file could not be written \(E/);
  });

  it('of a folder without files says that there is nothing', async () => {
    assert.equal(
      await downloadFolder({ uri: 's3://results/none/', name: 'none' }, ports()).catch(messageOf),
      "There are no files in 's3://results/none/'.",
    );
  });
});

describe('names on disk', () => {
  it('are what every system takes, and never two of the same', () => {
    const cases: readonly (readonly [part: string, name: string])[] = [
      ['a b.bam', 'a b.bam'],
      ['Proben ü.txt', 'Proben ü.txt'],
      ['..', '.%2E'],
      ['.', '%2E'],
      ['.hidden', '.hidden'],
      ['', '%2F'],
      ['a:b', 'a%3Ab'],
      ['a%3Ab', 'a%253Ab'],
      ['100% sure', '100% sure'],
      ['C:\\x', 'C%3A%5Cx'],
      ['nul', '%6Eul'],
      ['con.txt', '%63on.txt'],
      ['a.', 'a%2E'],
      ['line\nbreak', 'line%0Abreak'],
    ];
    assert.deepEqual(
      cases.map(([part]) => [part, localName(part)]),
      cases,
    );
    assert.equal(new Set(cases.map(([part]) => localName(part))).size, cases.length);
    assert.deepEqual(localPath('out/../a'), ['out', '.%2E', 'a']);
  });
});
