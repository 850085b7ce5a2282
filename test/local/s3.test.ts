import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
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

  it('has no object that nobody put', async () => {
    assert.match(await errorOf(text('missing')), /^NoSuchKey 404/);
    const head = local().s3.send(new HeadObjectCommand({ Bucket: 'data', Key: 'missing' }));
    assert.match(await errorOf(head), /^NotFound 404/);
  });

  it('refuses by name what it does not do', async () => {
    await put('a', 'a');
    const remove = new DeleteObjectCommand({ Bucket: 'data', Key: 'a' });
    assert.match(await errorOf(local().s3.send(remove)), /^NotImplemented 405: S3 DELETE is not part/);
    const folders = new ListObjectsV2Command({ Bucket: 'data', Delimiter: '/' });
    assert.match(await errorOf(local().s3.send(folders)), /^NotImplemented 405/);
  });
});
