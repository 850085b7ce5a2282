import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { fileKind, OPEN_BYTES } from '../../../../client/src/features/outputs/file-kind.ts';
import { PREVIEW_BYTES, outputText } from '../../../../client/src/features/outputs/open-output.ts';
import { outputRow } from '../../../../client/src/features/outputs/output-rows.ts';
import { fileOf, targetOf } from '../../../../client/src/features/outputs/output-target.ts';
import { outputValue, valueText } from '../../../../client/src/features/outputs/output-value.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { put, stored } from './ended-run.ts';

const never = new AbortController().signal;
const UUID = '0b9f8a52-6c1d-4d3e-9a51-5f3f8f1c2d11';
const FOLDER = `s3://results/runs/7000001/${UUID}/out/`;

describe('opening an output', () => {
  let services: LocalServices;
  before(async () => {
    services = await localServices();
  });
  after(() => services.close());

  async function opened(name: string, content: string | Uint8Array, extent: 'whole' | 'preview' = 'whole') {
    await put(services, `${FOLDER}${name}`, content);
    return outputText(`${FOLDER}${name}`, undefined, extent, services.stored, never);
  }

  it('shows a small text whole, under a name that tells the language', async () => {
    const { title, text } = await opened('qc.json', '{"é": 1}\n');
    assert.deepEqual([title, text], ['runs 7000001 out qc.json', '{"é": 1}\n']);
    assert.equal((await opened('empty.log', '')).text, '');
  });

  it('unpacks what gzip or bgzip has packed', async () => {
    const blocks = Buffer.concat([gzipSync('##VCF\n'), gzipSync('chr1\t1\n'), gzipSync('')]);
    assert.deepEqual(await opened('a.vcf.gz', blocks), {
      title: 'runs 7000001 out a.vcf',
      text: '##VCF\nchr1\t1\n',
    });
  });

  const lines = (bytes: number) => 'ACGTACGTü\n'.repeat(Math.ceil(bytes / 11));

  it('shows whole lines of the first part of a large one, and says how much that is', async () => {
    const large = lines(OPEN_BYTES + 1);
    for (const extent of ['whole', 'preview'] as const) {
      await put(services, `${FOLDER}large.txt`, large);
      const known = new TextEncoder().encode(large).length;
      const { title, text } = await outputText(`${FOLDER}large.txt`, known, extent, services.stored, never);
      assert.equal(title, 'runs 7000001 out (first 256.0 KiB of 4.0 MiB) large.txt');
      assert.ok(text.length > 0.8 * PREVIEW_BYTES && text.endsWith('ü\n') && !text.includes('\ufffd'));
    }
  });

  it('shows the first part of a large packed one, also where a block is cut off', async () => {
    // Random letters cannot be packed to less than a quarter.
    const letters = Array.from(crypto.getRandomValues(new Uint8Array(60_000)), (byte) => 'ACGT'[byte % 4]);
    const read = `${letters.join('')}\n`;
    const packed = gzipSync(
      Array.from({ length: 60 }, (_each, index) => `${index}${read.slice(index * 900)}`).join(''),
    );
    const { title, text } = await opened('reads.fastq.gz', Buffer.concat([packed, packed]), 'preview');
    assert.match(title, /^runs 7000001 out \(first 256\.0 KiB of [\d.]+ [KM]iB\) reads\.fastq$/);
    assert.ok(text.startsWith('0') && text.endsWith('\n') && text.length > PREVIEW_BYTES);
  });

  it('stops unpacking before a bomb fills the memory', async () => {
    const { title, text } = await opened('bomb.txt.gz', gzipSync(Buffer.alloc(8 * OPEN_BYTES, 'a\n')));
    assert.match(title, /\(first 4\.\d MiB unpacked\) bomb\.txt$/);
    assert.ok(text.length < 2 * OPEN_BYTES);
  });

  it('says so of what holds no text', async () => {
    const reasons = [];
    for (const content of [
      Buffer.from([66, 65, 77, 1, 0, 0]),
      gzipSync(Buffer.from([66, 65, 77, 1, 0])),
      Buffer.from([0x1f, 0x8b, 7]),
    ]) {
      reasons.push(await opened('a.dat', content).catch(messageOf));
    }
    assert.deepEqual(
      reasons,
      Array.from(
        { length: 3 },
        () =>
          "'a.dat' holds no text that an editor could show. Download it, and open it with a program for its format.",
      ),
    );
  });
});

describe('a row of an output', () => {
  it('tells by the name and the size what can be done with it', () => {
    const cases: readonly (readonly [name: string, bytes: number, icon: string, context: string])[] = [
      ['a.json', 10, 'json', 'output.file.text'],
      ['a.tsv', OPEN_BYTES, 'table', 'output.file.text'],
      ['a.vcf', OPEN_BYTES + 1, 'table', 'output.file.large'],
      ['a.vcf.gz', 10, 'file-zip', 'output.file.text'],
      ['multiqc_report.HTML', 10, 'code', 'output.file.text'],
      ['command.log', 10, 'output', 'output.file.text'],
      ['a.bam', 10, 'file-binary', 'output.file.binary'],
      ['a.vcf.gz.tbi', 10, 'file-binary', 'output.file.binary'],
      ['plot.png', 10, 'file-media', 'output.file.binary'],
      ['report.pdf', 10, 'file-pdf', 'output.file.binary'],
      ['results.tar.gz', 10, 'file-zip', 'output.file.binary'],
      ['README', 10, 'file', 'output.file.text'],
    ];
    const seen = cases.map(([name, bytes]) => {
      const { icon, context } = outputRow({
        kind: 'file',
        id: name,
        name,
        file: stored(`s3://b/${name}`, bytes),
      });
      return [name, bytes, icon, context];
    });
    assert.deepEqual(seen, cases);
    const archived = { ...stored('s3://b/a.txt', 1), archive: 'GLACIER' };
    const row = outputRow({ kind: 'file', id: '1', name: 'a.txt', file: archived });
    assert.deepEqual([row.context, row.description], ['output.file.archived', '1 byte, archived']);
    assert.equal(fileKind('a.unheard-of').content, 'text');
  });

  it('gives commands its file or folder, and has nothing for them otherwise', () => {
    const value = (raw: unknown) =>
      ({
        kind: 'value',
        id: '1',
        name: 'x',
        fullName: 'w.x',
        value: outputValue(raw),
        file: undefined,
      }) as const;
    assert.deepEqual(fileOf(value('s3://b/k/a.bam')), {
      kind: 'file',
      uri: 's3://b/k/a.bam',
      name: 'a.bam',
      bytes: undefined,
    });
    assert.deepEqual(targetOf(value('s3://b/k/')), { kind: 'folder', uri: 's3://b/k/', name: 'k' });
    for (const nothing of [undefined, 'x', value(1), value([])]) {
      assert.throws(() => targetOf(nothing), /^UserError: No output was chosen\./);
    }
    assert.throws(() => fileOf(value('s3://b/k/')), /No output was chosen/);
    assert.deepEqual(
      [1, null, 'a b', 's3://b', [1, 's3://b/k'], { left: 1 }].map((raw) => valueText(outputValue(raw))),
      ['1', 'null', 'a b', 's3://b', '[\n  1,\n  "s3://b/k"\n]', '{\n  "left": 1\n}'],
    );
  });
});
