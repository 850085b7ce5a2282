import assert from 'node:assert/strict';
import {
  CreateWorkflowCommand,
  CreateWorkflowVersionCommand,
  DeleteWorkflowCommand,
  DeleteWorkflowVersionCommand,
  GetWorkflowCommand,
  ListWorkflowsCommand,
  UpdateWorkflowCommand,
  paginateListWorkflows,
  waitUntilWorkflowActive,
} from '@aws-sdk/client-omics';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { strToU8, zipSync } from 'fflate';
import { errorOf } from '../support/errors.ts';
import { PIPELINE, SMALL, START, eachWithService, zipOf } from '../support/service.ts';

describe('local workflows', () => {
  const local = eachWithService();
  const get = (id: string) => local().omics.send(new GetWorkflowCommand({ id }));

  describe('CreateWorkflow and GetWorkflow', () => {
    it('create a workflow that becomes ACTIVE after a while, with the template of its inputs', async () => {
      const created = await local().omics.send(
        new CreateWorkflowCommand({
          name: 'pipeline',
          description: 'two samples',
          definitionZip: zipOf(PIPELINE),
          storageType: 'DYNAMIC',
          tags: { team: 'germline' },
        }),
      );
      assert.deepEqual(
        { ...created, uuid: undefined, $metadata: created.$metadata.httpStatusCode },
        {
          arn: 'arn:aws:omics:us-east-1:123456789012:workflow/1000001',
          id: '1000001',
          status: 'CREATING',
          tags: { team: 'germline' },
          uuid: undefined,
          $metadata: 201,
        },
      );
      const early = await get('1000001');
      assert.deepEqual(
        [early.status, early.engine, early.parameterTemplate],
        ['CREATING', undefined, undefined],
      );

      await local().pass(3);
      const {
        status,
        engine,
        main,
        name,
        description,
        type,
        storageType,
        creationTime,
        parameterTemplate,
        uuid,
      } = await get('1000001');
      assert.deepEqual(
        { status, engine, main, name, description, type, storageType, creationTime, parameterTemplate, uuid },
        {
          status: 'ACTIVE',
          engine: 'WDL',
          main: 'main.wdl',
          name: 'pipeline',
          description: 'two samples',
          type: 'PRIVATE',
          storageType: 'DYNAMIC',
          creationTime: new Date(START),
          parameterTemplate: {
            samples: { description: '' },
            reference: { description: '' },
            report: { description: '', optional: true },
          },
          uuid: created.uuid,
        },
      );
    });

    it('satisfy the waiter of the SDK', async () => {
      const id = await local().workflow();
      const waited = await waitUntilWorkflowActive({ client: local().omics, maxWaitTime: 60 }, { id });
      assert.equal(waited.state, 'SUCCESS');
    });

    it('make a workflow FAILED whose definition is wrong, and say where', async () => {
      const id = await local().workflow(
        zipOf(`
          //- /main.wdl
          version 1.1
          import "tasks/a.wdl" as a
          workflow W { call a.Missing }
          //- /tasks/a.wdl
          version 1.1
          task T { command <<< >>> output { Int n = missing } }
        `),
      );
      const { status, statusMessage = '', engine, main } = await get(id);
      assert.deepEqual([status, engine, main], ['FAILED', 'WDL', 'main.wdl']);
      assert.match(statusMessage, /^Workflow definition is not valid\. main\.wdl:3:21: error: /);
      assert.match(statusMessage, / \| tasks\/a\.wdl:2:\d+: error: /);
    });

    const failures: readonly (readonly [string, Uint8Array, string | undefined, RegExp])[] = [
      ['bytes that are no zip', strToU8('no zip'), undefined, /not a readable zip/],
      ['a zip without files', zipSync({}), undefined, /holds no files/],
      [
        'a zip without workflows',
        zipSync({ 'README.md': strToU8('x') }),
        undefined,
        /no WDL, Nextflow or CWL file/,
      ],
      [
        'two files of which none is main',
        zipSync({ 'a.wdl': strToU8(''), 'b.wdl': strToU8('') }),
        undefined,
        /2 workflow files and none is called 'main'/,
      ],
      [
        'main files of two languages',
        zipSync({ 'main.wdl': strToU8(''), 'main.nf': strToU8('') }),
        undefined,
        /main\.wdl and main\.nf: name the main file or the engine/,
      ],
      ['a main file that is not there', zipOf(SMALL), 'other.wdl', /no file 'other\.wdl'/],
      [
        'a main file of no language',
        zipSync({ 'a.txt': strToU8('') }),
        'a.txt',
        /not a WDL, Nextflow or CWL file/,
      ],
      ['a file without a workflow', zipOf('//- /main.wdl\nversion 1.1\n'), undefined, /holds no workflow/],
      [
        'a CWL document that says not what it is',
        zipSync({ 'main.cwl': strToU8('cwlVersion: v1.2') }),
        undefined,
        /^Workflow definition is not valid\. main\.cwl:1:1: error: .*'class'/,
      ],
    ];
    for (const [what, definitionZip, main, message] of failures) {
      it(`make a workflow FAILED of ${what}`, async () => {
        const { id = '' } = await local().omics.send(new CreateWorkflowCommand({ definitionZip, main }));
        await local().pass(3);
        const { status, statusMessage = '' } = await get(id);
        assert.equal(status, 'FAILED');
        assert.match(statusMessage, message);
      });
    }

    it('choose the main file as the service does', async () => {
      const text =
        '//- /x/one.wdl\nversion 1.1\nworkflow One {}\n//- /main.wdl\nversion 1.1\nworkflow Main {}\n';
      const chosen = async (main?: string) => {
        const created = await local().omics.send(
          new CreateWorkflowCommand({ definitionZip: zipOf(text), main }),
        );
        await local().pass(3);
        const workflow = await get(created.id ?? '');
        return [workflow.status, workflow.main];
      };
      assert.deepEqual(await chosen(), ['ACTIVE', 'main.wdl']);
      assert.deepEqual(await chosen('x/one.wdl'), ['ACTIVE', 'x/one.wdl']);
      const only = await local().workflow(zipOf('//- /deep/only.wdl\nversion 1.1\nworkflow Only {}\n'));
      assert.equal((await get(only)).main, 'deep/only.wdl');
    });

    it('take a template that is given instead of the inputs', async () => {
      const parameterTemplate = { name: { description: 'Who', optional: true } };
      const { id = '' } = await local().omics.send(
        new CreateWorkflowCommand({ definitionZip: zipOf(SMALL), parameterTemplate }),
      );
      await local().pass(3);
      assert.deepEqual((await get(id)).parameterTemplate, parameterTemplate);
    });

    it('take a definition from S3', async () => {
      await local().s3.send(
        new PutObjectCommand({ Bucket: 'workflows', Key: 'a/def.zip', Body: zipOf(SMALL) }),
      );
      const create = (definitionUri: string) =>
        local().omics.send(new CreateWorkflowCommand({ definitionUri }));
      const { id = '' } = await create('s3://workflows/a/def.zip');
      await local().pass(3);
      assert.equal((await get(id)).status, 'ACTIVE');
      assert.match(
        await errorOf(create('s3://workflows/b.zip')),
        /^ValidationException 400: There is no object/,
      );
    });

    it('need one definition, and of Git repositories one that the scenario has', async () => {
      const create = (input: object) => errorOf(local().omics.send(new CreateWorkflowCommand(input)));
      assert.match(await create({}), /^ValidationException 400: Give exactly one/);
      assert.match(
        await create({ definitionZip: zipOf(SMALL), definitionUri: 's3://b/k' }),
        /^ValidationException 400: Give exactly one/,
      );
      assert.match(
        await create({
          definitionRepository: {
            connectionArn: 'arn:aws:codeconnections:us-east-1:123456789012:connection/x',
            fullRepositoryId: 'a/b',
          },
        }),
        /^ValidationException 400: There is no connection .*simulation/,
      );
      assert.match(
        await create({ definitionZip: zipOf(SMALL), readmePath: 'README.md' }),
        /^ValidationException 400: 'readmePath' needs a 'definitionRepository'/,
      );
      assert.match(
        await create({ definitionZip: new Uint8Array(4 * 1024 * 1024 + 1) }),
        /^ValidationException 400: .*put it into S3/,
      );
    });

    it('export the definition and the README as addresses that need no signing', async () => {
      const definitionZip = zipOf(SMALL);
      const { id = '' } = await local().omics.send(
        new CreateWorkflowCommand({ definitionZip, readmeMarkdown: '# Small' }),
      );
      const { definition = '', readme = '' } = await local().omics.send(
        new GetWorkflowCommand({ id, export: ['DEFINITION', 'README'] }),
      );
      assert.deepEqual(new Uint8Array(await (await fetch(definition)).arrayBuffer()), definitionZip);
      assert.equal(await (await fetch(readme)).text(), '# Small');
    });

    it('take a README and a registry map from S3', async () => {
      const put = (Key: string, Body: string) =>
        local().s3.send(new PutObjectCommand({ Bucket: 'definitions', Key, Body }));
      const containerRegistryMap = { imageMappings: [{ sourceImage: 'a', destinationImage: 'b' }] };
      await put('README.md', '# Read me');
      await put('map.json', JSON.stringify(containerRegistryMap));
      const create = (more: object) =>
        local().omics.send(new CreateWorkflowCommand({ definitionZip: zipOf(SMALL), ...more }));
      const { id } = await create({
        readmeUri: 's3://definitions/README.md',
        containerRegistryMapUri: 's3://definitions/map.json',
      });
      await local().pass(3);
      const workflow = await local().omics.send(new GetWorkflowCommand({ id, export: ['README'] }));
      assert.deepEqual(workflow.containerRegistryMap, containerRegistryMap);
      assert.equal(await (await fetch(workflow.readme ?? '')).text(), '# Read me');
      const refused = (more: object) => errorOf(create(more));
      assert.match(
        await refused({ readmeUri: 's3://definitions/none' }),
        /^ValidationException 400: There is no/,
      );
      await put('README.md', 'x'.repeat(500 * 1024 + 1));
      assert.match(
        await refused({ readmeUri: 's3://definitions/README.md' }),
        /^ValidationException 400: The README has 512001 bytes/,
      );
      await put('map.json', '{');
      const containerRegistryMapUri = 's3://definitions/map.json';
      assert.match(await refused({ containerRegistryMapUri }), /^ValidationException 400: .*is not JSON/);
      assert.match(
        await refused({ containerRegistryMapUri, containerRegistryMap }),
        /^ValidationException 400: .*not both/,
      );
    });

    it('do nothing again for the same requestId, and refuse it for something else', async () => {
      const request = { requestId: 'once', name: 'a', definitionZip: zipOf(SMALL) };
      const first = await local().omics.send(new CreateWorkflowCommand(request));
      await local().pass(10);
      const second = await local().omics.send(new CreateWorkflowCommand(request));
      assert.deepEqual({ ...second, $metadata: 0 }, { ...first, $metadata: 0 });
      assert.match(
        await errorOf(local().omics.send(new CreateWorkflowCommand({ ...request, name: 'b' }))),
        /^ConflictException 409: .*'once'/,
      );
      assert.equal((await local().omics.send(new ListWorkflowsCommand({}))).items?.length, 1);
    });

    it('know no other workflows than those of this account', async () => {
      const id = await local().workflow();
      const ask = (input: object) => errorOf(local().omics.send(new GetWorkflowCommand({ id, ...input })));
      assert.match(await ask({ id: '7' }), /^ResourceNotFoundException 404: There is no workflow 7/);
      assert.match(await ask({ type: 'READY2RUN' }), /^ResourceNotFoundException 404: .*Ready2Run/);
      assert.match(await ask({ workflowOwnerId: '111122223333' }), /^ResourceNotFoundException 404/);
    });
  });

  describe('ListWorkflows', () => {
    const list = async (input: object) => {
      const pages: string[] = [];
      for await (const page of paginateListWorkflows({ client: local().omics }, input)) {
        pages.push(
          (page.items ?? []).map((item) => `${item.id} ${item.name ?? '-'} ${item.status}`).join(', '),
        );
      }
      return pages;
    };

    it('has no, one and many pages, the newest first', async () => {
      assert.deepEqual(await list({}), ['']);
      for (const name of ['a', 'b', 'c', 'a', 'e']) {
        await local().omics.send(new CreateWorkflowCommand({ name, definitionZip: zipOf(SMALL) }));
        await local().pass(1);
      }
      assert.deepEqual(await list({ maxResults: 2 }), [
        '1000005 e CREATING, 1000004 a CREATING',
        '1000003 c ACTIVE, 1000002 b ACTIVE',
        '1000001 a ACTIVE',
      ]);
      assert.deepEqual(await list({ maxResults: 5 }), [
        '1000005 e CREATING, 1000004 a CREATING, 1000003 c ACTIVE, 1000002 b ACTIVE, 1000001 a ACTIVE',
      ]);
      assert.deepEqual(await list({ name: 'a' }), ['1000004 a CREATING, 1000001 a ACTIVE']);
      assert.deepEqual(await list({ type: 'READY2RUN', name: 'GATK-BP fq2bam', maxResults: 1 }), [
        '9000003 GATK-BP fq2bam ACTIVE',
      ]);
    });

    it('goes on behind a workflow that was deleted meanwhile, and refuses tokens of other lists', async () => {
      const { omics } = local();
      for (let i = 0; i < 3; i++) await local().workflow();
      const first = await omics.send(new ListWorkflowsCommand({ maxResults: 2 }));
      await omics.send(new DeleteWorkflowCommand({ id: '1000002' }));
      const second = await omics.send(new ListWorkflowsCommand({ startingToken: first.nextToken }));
      assert.deepEqual(
        second.items?.map((item) => item.id),
        ['1000001'],
      );
      assert.match(
        await errorOf(omics.send(new ListWorkflowsCommand({ startingToken: 'abc' }))),
        /^ValidationException 400: The startingToken is not valid/,
      );
    });
  });

  describe('UpdateWorkflow', () => {
    it('changes what may be changed, and nothing else', async () => {
      const id = await local().workflow();
      await local().omics.send(
        new UpdateWorkflowCommand({
          id,
          name: 'new',
          description: 'd',
          storageType: 'STATIC',
          storageCapacity: 2400,
        }),
      );
      const { name, description, storageType, storageCapacity, status } = await get(id);
      assert.deepEqual(
        [name, description, storageType, storageCapacity, status],
        ['new', 'd', 'STATIC', 2400, 'ACTIVE'],
      );
      await local().omics.send(new UpdateWorkflowCommand({ id, storageType: 'DYNAMIC' }));
      const updated = await get(id);
      assert.deepEqual(
        [updated.name, updated.storageType, updated.storageCapacity],
        ['new', 'DYNAMIC', undefined],
      );
    });

    it('needs a workflow that is there', async () => {
      const update = local().omics.send(new UpdateWorkflowCommand({ id: '9', name: 'x' }));
      assert.match(await errorOf(update), /^ResourceNotFoundException 404/);
    });
  });

  describe('DeleteWorkflow', () => {
    const remove = (id: string) => local().omics.send(new DeleteWorkflowCommand({ id }));

    it('makes the workflow go', async () => {
      const id = await local().workflow();
      const { $metadata } = await remove(id);
      assert.equal($metadata.httpStatusCode, 202);
      assert.match(await errorOf(get(id)), /^ResourceNotFoundException 404/);
      assert.match(await errorOf(remove(id)), /^ResourceNotFoundException 404/);
      assert.deepEqual((await local().omics.send(new ListWorkflowsCommand({}))).items, []);
      assert.notEqual(await local().workflow(), id, 'its id is not given again');
    });

    it('waits until it is created and its versions are gone', async () => {
      const { omics } = local();
      const { id = '' } = await omics.send(new CreateWorkflowCommand({ definitionZip: zipOf(SMALL) }));
      assert.match(await errorOf(remove(id)), /^ConflictException 409: .*still being created/);
      await local().pass(3);
      const version = { workflowId: id, versionName: 'v1' };
      await omics.send(new CreateWorkflowVersionCommand({ ...version, definitionZip: zipOf(SMALL) }));
      assert.match(await errorOf(remove(id)), /^ConflictException 409: .*has versions/);
      await local().pass(3);
      await omics.send(new DeleteWorkflowVersionCommand(version));
      await remove(id);
    });
  });
});
