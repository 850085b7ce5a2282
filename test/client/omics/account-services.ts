import assert from 'node:assert/strict';
import type { Services } from '../../../client/src/omics/session.ts';

/** Something that answers as AWS does, with what the suite looks at already in it. */
export interface AccountBackend {
  readonly services: Services;
  /** Twelve digits. */
  readonly account: string;
  /** A bucket with `reads/a.fastq` of five bytes and `reads/b.fastq`, that other things may be put into. */
  readonly bucket: string;
  /** A role that HealthOmics may take on, and that may read the bucket and write nothing. */
  readonly role: { readonly name: string; readonly arn: string };
  /** A repository with an image of tag `1.0` for linux/amd64, and a policy. */
  readonly repository: string;
  /** A stream of the log group of runs, and its messages in order. */
  readonly log: { readonly stream: string; readonly messages: readonly string[] };
  /** The whole text of an object. */
  readonly text: (key: string) => Promise<string>;
  close(): Promise<void>;
}

const MIB = 1024 ** 2;

/** What the client relies on of S3, STS, IAM, ECR and CloudWatch Logs, whoever answers. */
export function accountServices(open: () => Promise<AccountBackend>): void {
  let backend: AccountBackend;
  const never = new AbortController().signal;
  before(async () => {
    backend = await open();
  });
  after(() => backend.close());

  it('S3 keeps what is uploaded, small and in parts, and tells its ETag', async () => {
    const { services, bucket, text } = backend;
    const small = await services.objects.upload(`s3://${bucket}/up/small.json`, bytes('[]\n'));
    assert.deepEqual([await text('up/small.json'), /^[0-9a-f]{32}$/.test(small.etag ?? '')], ['[]\n', true]);
    const content = bytes('0123456789abcdef'.repeat((12 * MIB) / 16));
    const progress: number[] = [];
    const large = await services.objects.upload(`s3://${bucket}/up/large.json`, content, {
      onProgress: (done) => void progress.push(done),
    });
    assert.match(large.etag ?? '', /^[0-9a-f]{32}-3$/);
    assert.equal((await text('up/large.json')).length, content.length);
    assert.equal(Math.max(...progress), content.length);
  }).timeout(60_000);

  it('S3 keeps nothing of an upload that is broken off', async () => {
    const { services, bucket } = backend;
    const stop = new AbortController();
    const upload = services.objects.upload(`s3://${bucket}/up/stopped.json`, new Uint8Array(20 * MIB), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await assert.rejects(upload, /Cancelled/);
    assert.deepEqual(await services.preflight.object(bucket, 'up/stopped.json', never), { kind: 'missing' });
  }).timeout(60_000);

  it('S3 tells what objects and buckets there are', async () => {
    const { services, bucket } = backend;
    const { preflight } = services;
    const object = await preflight.object(bucket, 'reads/a.fastq', never);
    assert.deepEqual(object, { kind: 'found', bytes: 5, access: 'readable', storageClass: 'STANDARD' });
    assert.deepEqual(await preflight.object(bucket, 'reads/none', never), { kind: 'missing' });
    assert.equal((await preflight.anyObject(bucket, 'reads/', never)).kind, 'found');
    assert.deepEqual(await preflight.anyObject(bucket, 'writes/', never), { kind: 'missing' });
    assert.equal((await preflight.bucket(bucket, never)).kind, 'found');
    assert.deepEqual(await preflight.bucket('no-such-bucket-anywhere', never), { kind: 'missing' });
  });

  it('STS tells whose credentials they are', async () => {
    const { account, arn } = await backend.services.identity.callerIdentity();
    assert.equal(account, backend.account);
    assert.match(arn, new RegExp(`^arn:aws:(iam|sts)::${backend.account}:`));
  });

  it('IAM tells of a role whom it trusts, and of none that there is none', async () => {
    const { services, role } = backend;
    const found = await services.preflight.role(role.name, never);
    assert.ok(found.kind === 'found');
    assert.equal(found.arn, role.arn);
    assert.match(JSON.stringify(found.trust), /omics\.amazonaws\.com/);
    assert.deepEqual(await services.preflight.role('no-such-role', never), { kind: 'missing' });
  });

  it('ECR tells of an image how large it is, and what is missing', async () => {
    const { services, repository } = backend;
    const image = { registryId: undefined, repository, tag: '1.0', digest: undefined };
    const found = await services.preflight.image(image, never);
    assert.ok(found.kind === 'found');
    assert.match(found.digest ?? '', /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual(await services.preflight.image({ ...image, tag: '9.9' }, never), { kind: 'missing' });
    const elsewhere = { ...image, repository: 'no-such-repository' };
    assert.deepEqual(await services.preflight.image(elsewhere, never), { kind: 'missing' });
    assert.equal((await services.preflight.repository(image, never)).kind, 'found');
    assert.deepEqual(await services.preflight.repository(elsewhere, never), { kind: 'missing' });
    const policy = await services.preflight.repositoryPolicy(image, never);
    assert.ok(policy.kind === 'found');
    assert.match(JSON.stringify(policy.document), /omics\.amazonaws\.com/);
  });

  it('CloudWatch Logs gives each event once and in order, then the end, and waits for a stream that is not there', async () => {
    const { services, log } = backend;
    const messages: string[] = [];
    let token: string | undefined;
    for (;;) {
      const page = await services.logs.read(log.stream, { token, since: undefined });
      assert.ok(page);
      if (page.end) break;
      messages.push(...page.events.map(({ message }) => message));
      token = page.token;
    }
    assert.deepEqual(messages, log.messages);
    assert.equal(await services.logs.read('run/none', { token: undefined, since: undefined }), undefined);
    const [last] = await services.logs.tail(log.stream, 1, undefined);
    assert.equal(last?.message, log.messages.at(-1));
  });
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
