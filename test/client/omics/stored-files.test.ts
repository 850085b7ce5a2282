import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endpointsAt } from '../../../client/src/omics/account.ts';
import { connectAws } from '../../../client/src/omics/aws/index.ts';
import { messageOf } from '../../../client/src/infrastructure/errors.ts';
import { explainStoredFile } from '../../../client/src/omics/stored-file-failures.ts';
import type { ListQuestion, StoredEntry } from '../../../client/src/omics/stored-files-api.ts';
import { localServices, type LocalServices } from '../support/local-services.ts';

const MIB = 1024 ** 2;
const OBJECTS = [
  { key: 'runs/1/a.txt', size: 11 },
  { key: 'runs/1/deep/b.bam', size: 22, storageClass: 'GLACIER' },
  { key: 'runs/1/deep/c & ü.txt' },
  { key: 'runs/2/d.txt' },
];
const ACCOUNT = {
  buckets: [
    { name: 'results', objects: OBJECTS },
    { name: 'faraway', region: 'eu-west-2', objects: [{ key: 'a.txt' }] },
  ],
};

describe('stored files', () => {
  let services: LocalServices;
  before(async () => {
    services = await localServices();
  });
  after(() => services.close());
  beforeEach(() => services.play({ account: ACCOUNT }));

  const list = (question: Partial<ListQuestion> = {}) =>
    services.stored.list({
      folder: 's3://results/runs/1/',
      depth: 'folder',
      most: 1000,
      token: undefined,
      ...question,
    });
  const piece = (uri: string, from = 0, bytes = MIB, etag?: string) =>
    services.stored.readPiece(uri, { from, bytes, etag });
  const words = (entries: readonly StoredEntry[]) =>
    entries.map((entry) =>
      entry.kind === 'folder'
        ? entry.uri
        : [entry.uri, entry.bytes, ...(entry.archive === undefined ? [] : [entry.archive])].join(' '),
    );

  it('are listed as a folder, or all that lie below', async () => {
    assert.deepEqual(words((await list()).entries), [
      's3://results/runs/1/deep/',
      's3://results/runs/1/a.txt 11',
    ]);
    const all = await list({ depth: 'everything' });
    assert.deepEqual(words(all.entries).slice(0, 2), [
      's3://results/runs/1/a.txt 11',
      's3://results/runs/1/deep/b.bam 22 GLACIER',
    ]);
    assert.match(words(all.entries)[2] ?? '', /^s3:\/\/results\/runs\/1\/deep\/c & ü\.txt \d+$/);
    const [file] = all.entries;
    assert.ok(file?.kind === 'file' && file.modifiedAt === Date.UTC(2026, 0, 1));
  });

  it('are listed a page at a time, each once', async () => {
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page = await list({ folder: 's3://results/', depth: 'everything', most: 1, token });
      assert.equal(page.entries.length, 1);
      seen.push(...page.entries.map(({ uri }) => uri));
      token = page.next;
    } while (token !== undefined);
    assert.deepEqual(
      seen,
      OBJECTS.map(({ key }) => `s3://results/${key}`),
    );
  });

  it('are read in pieces that know the whole', async () => {
    const uri = 's3://results/up/pieces.txt';
    await services.objects.upload(uri, new TextEncoder().encode('0123456789'));
    const texts: string[] = [];
    for (const from of [0, 4, 8]) {
      const { content, size } = await piece(uri, from, 4);
      texts.push(`${new TextDecoder().decode(content)} of ${size}`);
    }
    assert.deepEqual(texts, ['0123 of 10', '4567 of 10', '89 of 10']);
  });

  it('without a byte are read as nothing', async () => {
    await services.objects.upload('s3://results/up/empty.txt', new Uint8Array());
    const { content, size } = await piece('s3://results/up/empty.txt');
    assert.deepEqual([content.length, size], [0, 0]);
    assert.equal(await services.stored.readEnd('s3://results/up/empty.txt', 10), '');
  });

  it('are read again where the connection breaks off', async () => {
    await services.play({
      account: ACCOUNT,
      requests: [
        { operation: 'GetObject', drop: 'before', times: 2 },
        { operation: 'GetObject', error: 'ThrottlingException', times: 1 },
      ],
    });
    assert.ok((await piece('s3://results/runs/1/a.txt')).size > 0);
  }).timeout(30_000);

  it('are read again where the connection breaks off in the middle of the bytes', async () => {
    const ranges: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      ranges.push(request.headers.range);
      response.writeHead(206, { 'content-length': '10', 'content-range': 'bytes 0-9/20', etag: '"1"' });
      if (ranges.length === 1) response.write('01234', () => response.destroy());
      else response.end('0123456789');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const broken = await connectAws({
      ...services.account,
      region: 'us-east-1',
      endpoints: endpointsAt(address),
    });
    try {
      const answer = await broken.stored.readPiece('s3://results/a.txt', { from: 0, bytes: 10 });
      assert.equal(new TextDecoder().decode(answer.content), '0123456789');
      assert.deepEqual([answer.size, answer.etag, ranges], [20, '"1"', ['bytes=0-9', 'bytes=0-9']]);
    } finally {
      broken.dispose();
      server.close();
    }
  });

  it('are not read on after a change of mind', async () => {
    const stop = new AbortController();
    stop.abort();
    const question = { from: 0, bytes: 1 };
    assert.equal(
      await services.stored.readPiece('s3://results/runs/1/a.txt', question, stop.signal).catch(messageOf),
      'Cancelled',
    );
  });

  it('are read only in the state that is asked for', async () => {
    const uri = 's3://results/up/changing.txt';
    await services.objects.upload(uri, new TextEncoder().encode('old'));
    const { etag } = await piece(uri);
    assert.equal((await piece(uri, 0, 2, etag)).content.length, 2);
    await services.objects.upload(uri, new TextEncoder().encode('new'));
    assert.equal(
      await piece(uri, 0, 2, etag).catch(messageOf),
      `'${uri}' was written anew while it was being read. Try again.`,
    );
  });

  it('say in words why they cannot be read', async () => {
    const reasons: string[] = [];
    const ask = async (reading: Promise<unknown>) => reasons.push(String(await reading.catch(messageOf)));
    await ask(piece('s3://results/none'));
    await ask(piece('s3://nobodys-bucket/none'));
    await ask(piece('s3://results/runs/1/deep/b.bam'));
    await ask(piece('s3://faraway/a.txt'));
    await ask(list({ folder: 's3://nobodys-bucket/' }));
    await ask(piece('s3://A/b'));
    await services.play({ account: { ...ACCOUNT, denied: ['s3:*'] } });
    await ask(piece('s3://results/runs/1/a.txt'));
    await ask(list());
    assert.deepEqual(reasons, [
      "There is no 's3://results/none' any more. It was moved or deleted; refresh the view.",
      "The bucket of 's3://nobodys-bucket/none' does not exist any more.",
      "'s3://results/runs/1/deep/b.bam' lies in an archive. Restore it in S3 first; that takes minutes to hours.",
      "The bucket of 's3://faraway/a.txt' lies in another Region. Choose that Region to read it.",
      "The bucket of 's3://nobodys-bucket/' does not exist any more.",
      "'s3://A/b' names the bucket 'A', and a bucket has 3 to 63 small letters, digits, dots and hyphens.",
      "You may not read 's3://results/runs/1/a.txt'. Ask for the permission 's3:GetObject' on it; a bucket policy or an encryption key can refuse it too.",
      "You may not read 's3://results/runs/1/'. Ask for the permission 's3:ListBucket' on it; a bucket policy or an encryption key can refuse it too.",
    ]);
  });

  it('name the permission of a key where the service does', () => {
    const refusal = new Error(
      'User: arn:aws:iam::123456789012:user/a is not authorized to perform: kms:Decrypt on the resource',
    );
    refusal.name = 'AccessDenied';
    assert.match(
      explainStoredFile(refusal, 's3://results/a', 's3:GetObject')?.sentence ?? '',
      /Ask for the permission 'kms:Decrypt' on it/,
    );
    assert.equal(explainStoredFile(new Error('socket'), 's3://results/a', 's3:GetObject'), undefined);
  });
});
