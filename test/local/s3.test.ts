import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import type { CompletedPart, S3ServiceException } from '@aws-sdk/client-s3';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { errorOf } from './support/errors.ts';
import { START, eachWithService } from './support/service.ts';

describe('the little S3 of the local HealthOmics', () => {
  const local = eachWithService();
  const put = (Key: string, Body: string | Readable, more: object = {}) =>
    local().s3.send(new PutObjectCommand({ Bucket: 'data', Key, Body, ...more }));
  const text = async (Key: string) => {
    const { Body } = await local().s3.send(new GetObjectCommand({ Bucket: 'data', Key }));
    return Body?.transformToString();
  };

  it('keeps what is put, under any key', async () => {
    const { ETag } = await put('a b/ü&<x>.txt', 'hello', { ContentType: 'text/plain' });
    assert.equal(await text('a b/ü&<x>.txt'), 'hello');
    const head = await local().s3.send(new HeadObjectCommand({ Bucket: 'data', Key: 'a b/ü&<x>.txt' }));
    assert.deepEqual(
      [head.ContentLength, head.ContentType, head.ETag, head.LastModified],
      [5, 'text/plain', ETag, new Date(START)],
    );
    await put('a b/ü&<x>.txt', 'again');
    assert.equal(await text('a b/ü&<x>.txt'), 'again');
  });

  it('puts together what comes in chunks', async () => {
    const pieces = ['first ', 'second ', 'third'];
    await put('chunked', Readable.from(pieces.map((piece) => Buffer.from(piece))), { ContentLength: 18 });
    assert.equal(await text('chunked'), 'first second third');
  });

  it('lists on no, one and many pages, in the order of the keys', async () => {
    const list = async (input: object) => {
      const pages: string[] = [];
      for await (const page of paginateListObjectsV2({ client: local().s3 }, { Bucket: 'data', ...input })) {
        pages.push((page.Contents ?? []).map((object) => `${object.Key ?? ''} ${object.Size}`).join(', '));
      }
      return pages;
    };
    assert.match(await errorOf(list({})), /^NoSuchBucket 404/);
    for (const key of ['b/2', 'a/1', 'b/1', 'c']) await put(key, key);
    assert.deepEqual(await list({}), ['a/1 3, b/1 3, b/2 3, c 1']);
    assert.deepEqual(await list({ MaxKeys: 3 }), ['a/1 3, b/1 3, b/2 3', 'c 1']);
    assert.deepEqual(await list({ Prefix: 'b/' }), ['b/1 3, b/2 3']);
    assert.deepEqual(await list({ StartAfter: 'b/1' }), ['b/2 3, c 1']);
    assert.deepEqual(await list({ Prefix: 'nothing' }), ['']);
  });

  it('shows folders, which are what keys have in common up to a delimiter', async () => {
    const list = async (input: object) => {
      const pages: string[] = [];
      const wanted = { Bucket: 'data', Delimiter: '/', ...input };
      for await (const page of paginateListObjectsV2({ client: local().s3 }, wanted)) {
        const folders = (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix);
        pages.push([...folders, ...(page.Contents ?? []).map(({ Key = '' }) => Key)].join(', '));
      }
      return pages;
    };
    for (const key of ['a/1', 'a/2', 'b/c/1', 'd', 'ü/1']) await put(key, key);
    assert.deepEqual(await list({}), ['a/, b/, ü/, d']);
    assert.deepEqual(await list({ MaxKeys: 2 }), ['a/, b/', 'ü/, d']);
    assert.deepEqual(await list({ Prefix: 'b/' }), ['b/c/']);
    assert.deepEqual(await list({ Prefix: 'a/' }), ['a/1, a/2']);
  });

  it('gives a part of an object', async () => {
    await put('digits', '0123456789');
    const range = async (Range: string) => {
      const { Body, ContentRange } = await local().s3.send(
        new GetObjectCommand({ Bucket: 'data', Key: 'digits', Range }),
      );
      return `${(await Body?.transformToString()) ?? ''} ${ContentRange ?? ''}`;
    };
    assert.equal(await range('bytes=2-4'), '234 bytes 2-4/10');
    assert.equal(await range('bytes=7-'), '789 bytes 7-9/10');
    assert.equal(await range('bytes=-3'), '789 bytes 7-9/10');
    assert.match(await errorOf(range('bytes=20-')), /^InvalidRange 416/);
  });

  it('has no object that nobody put, and no bucket that nobody has', async () => {
    const head = (Key: string) => local().s3.send(new HeadObjectCommand({ Bucket: 'data', Key }));
    assert.match(await errorOf(text('missing')), /^NoSuchBucket 404/);
    await put('here', 'x');
    assert.match(await errorOf(text('missing')), /^NoSuchKey 404/);
    assert.match(await errorOf(head('missing')), /^NotFound 404/);
    const bucket = (Bucket: string) => local().s3.send(new HeadBucketCommand({ Bucket }));
    assert.equal((await bucket('data')).BucketRegion, 'us-east-1');
    assert.match(await errorOf(bucket('none')), /^NotFound 404/);
    const location = (Bucket: string) => local().s3.send(new GetBucketLocationCommand({ Bucket }));
    assert.equal((await location('data')).LocationConstraint, undefined);
    assert.match(await errorOf(location('none')), /^NoSuchBucket 404/);
  });

  it('deletes objects, also those that it has from the beginning', async () => {
    const keys = async (Bucket: string, Prefix: string) =>
      (await local().s3.send(new ListObjectsV2Command({ Bucket, Prefix }))).Contents?.map(({ Key }) => Key);
    const remove = (Bucket: string, Key: string) => local().s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await put('a', 'x');
    await put('b', 'x');
    assert.equal((await remove('data', 'a')).$metadata.httpStatusCode, 204);
    await remove('data', 'a');
    assert.deepEqual(await keys('data', ''), ['b']);
    assert.match(await errorOf(text('a')), /^NoSuchKey 404/);
    const known = ['known/dbsnp.vcf.gz', 'known/dbsnp.vcf.gz.tbi'];
    assert.deepEqual(await keys('omics-lens-samples', 'known/'), known);
    await remove('omics-lens-samples', 'known/dbsnp.vcf.gz');
    assert.deepEqual(await keys('omics-lens-samples', 'known/'), known.slice(1));
    assert.match(await errorOf(remove('none', 'a')), /^NoSuchBucket 404/);
    await put('a', 'again');
    assert.equal(await text('a'), 'again');
  });

  it('tells what lies in an archive, and does not give it', async () => {
    const objects = [
      { key: 'cold', storageClass: 'GLACIER', size: 5e9 },
      { key: 'warm', storageClass: 'DEEP_ARCHIVE', restored: true },
      { key: 'tiered', storageClass: 'INTELLIGENT_TIERING', archiveStatus: 'ARCHIVE_ACCESS' },
      { key: 'near', storageClass: 'STANDARD_IA' },
    ];
    await local().play({ account: { buckets: [{ name: 'data', objects }] } });
    const seen: unknown[] = [];
    for (const { key: Key } of objects) {
      const head = await local().s3.send(new HeadObjectCommand({ Bucket: 'data', Key }));
      const got = await text(Key).then(
        () => 'read',
        (error: unknown) => (error as Error).name,
      );
      seen.push([head.StorageClass, head.ArchiveStatus, head.Restore, got]);
    }
    assert.deepEqual(seen, [
      ['GLACIER', undefined, undefined, 'InvalidObjectState'],
      ['DEEP_ARCHIVE', undefined, 'ongoing-request="false"', 'read'],
      ['INTELLIGENT_TIERING', 'ARCHIVE_ACCESS', undefined, 'InvalidObjectState'],
      ['STANDARD_IA', undefined, undefined, 'read'],
    ]);
    const cold = await local().s3.send(new HeadObjectCommand({ Bucket: 'data', Key: 'cold' }));
    assert.equal(cold.ContentLength, 5e9);
    await put('frozen', 'x', { StorageClass: 'GLACIER' });
    assert.match(await errorOf(text('frozen')), /^InvalidObjectState 403/);
  });

  it('sends whoever asks for a bucket of another Region there', async () => {
    await local().play({
      account: { buckets: [{ name: 'far', region: 'eu-west-1', objects: [{ key: 'k' }] }] },
    });
    const { LocationConstraint } = await local().s3.send(new GetBucketLocationCommand({ Bucket: 'far' }));
    assert.equal(LocationConstraint, 'eu-west-1');
    const get = new GetObjectCommand({ Bucket: 'far', Key: 'k' });
    assert.match(await errorOf(local().s3.send(get)), /^PermanentRedirect 301/);
    const error: unknown = await local()
      .s3.send(new HeadBucketCommand({ Bucket: 'far' }))
      .catch((thrown: unknown) => thrown);
    const { $metadata, $response } = error as S3ServiceException;
    assert.equal($metadata.httpStatusCode, 301);
    assert.equal($response?.headers['x-amz-bucket-region'], 'eu-west-1');
  });

  describe('uploads in several parts', () => {
    const PART = 5 * 1024 * 1024;
    const target = { Bucket: 'data', Key: 'large' };
    const begin = async () =>
      (
        await local().s3.send(
          new CreateMultipartUploadCommand({ ...target, ContentType: 'application/json' }),
        )
      ).UploadId;
    const part = async (UploadId: string | undefined, PartNumber: number, Body: string) => {
      const sent = await local().s3.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body }));
      return { PartNumber, ETag: sent.ETag };
    };
    const complete = (UploadId: string | undefined, Parts: CompletedPart[]) =>
      local().s3.send(
        new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
      );
    const abort = (UploadId: string | undefined) =>
      local().s3.send(new AbortMultipartUploadCommand({ ...target, UploadId }));

    it('become one object when they are completed', async () => {
      const id = await begin();
      const second = await part(id, 2, 'end');
      const first = await part(id, 1, 'x'.repeat(PART));
      assert.match(await errorOf(text('large')), /^NoSuchBucket/, 'nothing is there before');
      const { ETag } = await complete(id, [first, second]);
      assert.match(ETag ?? '', /^"[0-9a-f]{32}-2"$/);
      const head = await local().s3.send(new HeadObjectCommand(target));
      assert.deepEqual(
        [head.ContentLength, head.ContentType, head.ETag],
        [PART + 3, 'application/json', ETag],
      );
      assert.equal((await text('large'))?.slice(-4), 'xend');
      assert.match(await errorOf(complete(id, [first])), /^NoSuchUpload 404/);
    });

    it('are refused when parts are missing, too small or out of order', async () => {
      const id = await begin();
      const small = await part(id, 1, 'small');
      const next = await part(id, 2, 'next');
      assert.match(await errorOf(complete(id, [small, next])), /^EntityTooSmall 400/);
      assert.match(await errorOf(complete(id, [{ ...small, PartNumber: 7 }])), /^InvalidPart 400/);
      assert.match(await errorOf(complete(id, [{ ...small, ETag: '"other"' }])), /^InvalidPart 400/);
      assert.match(await errorOf(complete(id, [])), /^MalformedXML 400/);
      assert.match(await errorOf(part(id, 10_001, 'x')), /^InvalidArgument 400/);
      const large = await part(id, 2, 'x'.repeat(PART));
      assert.match(await errorOf(complete(id, [large, small])), /^InvalidPartOrder 400/);
    });

    it('are gone when they are aborted', async () => {
      const id = await begin();
      await part(id, 1, 'x');
      assert.equal((await abort(id)).$metadata.httpStatusCode, 204);
      assert.match(await errorOf(part(id, 2, 'x')), /^NoSuchUpload 404/);
      assert.match(await errorOf(abort(id)), /^NoSuchUpload 404/);
    });
  });

  it('shows the policy of a bucket, if it has one', async () => {
    const policy = { Version: '2012-10-17', Statement: [] };
    await local().play({ account: { buckets: [{ name: 'open', policy }, { name: 'plain' }] } });
    const policyOf = (Bucket: string) => local().s3.send(new GetBucketPolicyCommand({ Bucket }));
    assert.deepEqual(JSON.parse((await policyOf('open')).Policy ?? ''), policy);
    assert.match(await errorOf(policyOf('plain')), /^NoSuchBucketPolicy 404/);
    assert.match(await errorOf(policyOf('nobodys')), /^NoSuchBucket 404/);
  });

  it('refuses by name what it does not do', async () => {
    await put('a', 'a');
    const copy = new CopyObjectCommand({ Bucket: 'data', Key: 'b', CopySource: 'data/a' });
    assert.match(await errorOf(local().s3.send(copy)), /^NotImplemented 405: S3 PUT is not part/);
    const tags = new GetObjectTaggingCommand({ Bucket: 'data', Key: 'a' });
    assert.match(await errorOf(local().s3.send(tags)), /^NotImplemented 405: S3 GET \?tagging/);
  });
});
