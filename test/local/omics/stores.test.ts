import assert from 'node:assert/strict';
import {
  GetReadSetMetadataCommand,
  GetReferenceMetadataCommand,
  ListReadSetsCommand,
  paginateListReadSets,
  paginateListReferenceStores,
  paginateListReferences,
  paginateListSequenceStores,
} from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { eachWithService } from '../support/service.ts';

const STORE = '1234567890';
const id = (n: number) => `100000000${n}`;

describe('stores of the local account', () => {
  const local = eachWithService();
  const seed = () =>
    local().play({
      account: {
        sequenceStores: [
          {
            id: STORE,
            name: 'reads',
            readSets: [
              { id: id(1), name: 'a', sampleId: 's1', subjectId: 'p1' },
              { id: id(2), name: 'b', status: 'ARCHIVED', fileType: 'BAM', sampleId: 's2' },
              { id: id(3), name: 'c', sampleId: 's2' },
            ],
          },
          { id: '1234567891', name: 'empty', readSets: [] },
        ],
        referenceStores: [
          {
            id: STORE,
            name: 'references',
            references: [
              { id: id(1), name: 'GRCh38' },
              { id: id(2), name: 'T2T' },
            ],
          },
        ],
      },
    });
  const stores = async (input: object = {}) => {
    const pages: string[] = [];
    for await (const page of paginateListSequenceStores({ client: local().omics }, input)) {
      pages.push((page.sequenceStores ?? []).map((store) => store.name).join(' '));
    }
    return pages;
  };
  const readSets = async (input: object = {}) => {
    const pages: string[] = [];
    const wanted = { sequenceStoreId: STORE, ...input };
    for await (const page of paginateListReadSets({ client: local().omics }, wanted)) {
      pages.push((page.readSets ?? []).map(({ name = '', status }) => `${name} ${status}`).join(', '));
    }
    return pages;
  };

  it('are listed on no, one and many pages', async () => {
    const references = async (input: object = {}) => {
      const pages: string[] = [];
      const wanted = { referenceStoreId: STORE, ...input };
      for await (const page of paginateListReferences({ client: local().omics }, wanted)) {
        pages.push((page.references ?? []).map(({ name }) => name).join(' '));
      }
      return pages;
    };
    const referenceStores = async () => {
      const pages: string[] = [];
      for await (const page of paginateListReferenceStores({ client: local().omics }, {})) {
        pages.push((page.referenceStores ?? []).map(({ name }) => name).join(' '));
      }
      return pages;
    };
    assert.deepEqual([await stores(), await referenceStores()], [[''], ['']]);
    await seed();
    assert.deepEqual(await stores(), ['reads empty']);
    assert.deepEqual(await stores({ maxResults: 1 }), ['reads', 'empty']);
    assert.deepEqual(await stores({ filter: { name: 'empty' } }), ['empty']);
    assert.deepEqual(await referenceStores(), ['references']);
    assert.deepEqual(await references(), ['GRCh38 T2T']);
    assert.deepEqual(await references({ maxResults: 1 }), ['GRCh38', 'T2T']);
    assert.deepEqual(await references({ filter: { name: 'T2T' } }), ['T2T']);
    assert.deepEqual(await readSets(), ['a ACTIVE, b ARCHIVED, c ACTIVE']);
    assert.deepEqual(await readSets({ maxResults: 2 }), ['a ACTIVE, b ARCHIVED', 'c ACTIVE']);
    assert.deepEqual(await readSets({ filter: { status: 'ARCHIVED' } }), ['b ARCHIVED']);
    assert.deepEqual(await readSets({ filter: { sampleId: 's2', name: 'c' } }), ['c ACTIVE']);
    assert.deepEqual(await readSets({ sequenceStoreId: '1234567891' }), ['']);
  });

  it('tell about one read set and one reference', async () => {
    await seed();
    const readSet = await local().omics.send(
      new GetReadSetMetadataCommand({ sequenceStoreId: STORE, id: id(2) }),
    );
    assert.deepEqual(
      { ...readSet, $metadata: 0 },
      {
        $metadata: 0,
        id: id(2),
        arn: `arn:aws:omics:us-east-1:123456789012:sequenceStore/${STORE}/readSet/${id(2)}`,
        sequenceStoreId: STORE,
        name: 'b',
        status: 'ARCHIVED',
        fileType: 'BAM',
        sampleId: 's2',
        creationTime: new Date('2026-01-01T00:00:00Z'),
      },
    );
    const reference = await local().omics.send(
      new GetReferenceMetadataCommand({ referenceStoreId: STORE, id: id(1) }),
    );
    assert.deepEqual([reference.name, reference.status, reference.md5?.length], ['GRCh38', 'ACTIVE', 32]);
  });

  it('are refused where they are not, and filters that would be overlooked', async () => {
    await seed();
    const missing = (send: Promise<unknown>) => errorOf(send);
    const { omics } = local();
    assert.match(
      await missing(omics.send(new GetReadSetMetadataCommand({ sequenceStoreId: STORE, id: id(9) }))),
      /^ResourceNotFoundException 404: There is no read set/,
    );
    assert.match(
      await missing(omics.send(new GetReferenceMetadataCommand({ referenceStoreId: id(9), id: id(9) }))),
      /^ResourceNotFoundException 404: There is no reference store/,
    );
    assert.match(await missing(readSets({ sequenceStoreId: id(9) })), /^ResourceNotFoundException 404/);
    const token = new ListReadSetsCommand({ sequenceStoreId: STORE, nextToken: 'x' });
    assert.match(await missing(omics.send(token)), /^ValidationException 400/);
    assert.match(
      await missing(
        omics.send(
          new ListReadSetsCommand({ sequenceStoreId: STORE, filter: { createdAfter: new Date(0) } }),
        ),
      ),
      /^NotSupportedOperationException 405: The filter 'createdAfter'/,
    );
  });
});
