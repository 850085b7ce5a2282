import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { settingsOf } from '../../../../client/src/features/workflows/creation-draft.ts';
import { download } from '../../../../client/src/features/workflows/download.ts';
import { exportWorkflow } from '../../../../client/src/features/workflows/export-workflow.ts';
import { readExported } from '../../../../client/src/features/workflows/import-workflow.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { diskTree } from '../../../../client/src/infrastructure/file-tree.ts';
import type { WorkflowRef } from '../../../../client/src/omics/workflows-api.ts';
import { GERMLINE, GERMLINE_FILES } from '../../support/germline.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { packGermline } from '../../support/packed-germline.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const never = new AbortController().signal;
const MAP = { registryMappings: [{ upstreamRegistryUrl: 'quay.io', ecrRepositoryPrefix: 'quay' }] };
const importing = {
  tree: diskTree,
  read: (uri: string) => readFile(fileURLToPath(uri)),
  readIfPresent: (uri: string) => readFile(fileURLToPath(uri)).catch(() => undefined),
};

describe('exporting a workflow', () => {
  let services: LocalServices;
  let folder: string;
  let id: string;
  beforeEach(async () => {
    services = await localServices();
    folder = await mkdtemp(join(tmpdir(), 'omics-lens-export-'));
    const { zip, main } = await packGermline({}, { 'file:///ws/germline/bin/tool.py': 'print()' });
    const created = await services.omics.createWorkflow({
      requestId: 'create',
      name: 'germline',
      description: 'Calls variants',
      engine: 'WDL',
      main,
      definitionZip: zip,
      parameterTemplate: GERMLINE.parameterTemplate,
      storageType: 'STATIC',
      storageCapacity: 2400,
      accelerators: 'GPU',
      readmeMarkdown: '# Germline\n',
      containerRegistryMap: MAP,
      tags: { team: 'lab' },
    });
    id = created.id;
    await services.clock.sleep(60_000, never);
  });
  afterEach(async () => {
    await services.close();
    await rm(folder, { recursive: true });
  });

  const write = (which: WorkflowRef, ...answers: readonly string[]) =>
    exportWorkflow(
      which,
      pathToFileURL(folder).toString(),
      { omics: services.omics, tree: diskTree, prompts: scriptedPrompts(...answers), download },
      () => undefined,
      never,
    );
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .sort();

  it('writes definition, settings, template, map and README, as they are in the service', async () => {
    const written = await write({ id });
    assert.equal(written, `${pathToFileURL(folder).toString()}/germline`);
    assert.deepEqual(await files(), [
      'germline/README.md',
      'germline/container-registry-map.json',
      'germline/definition/bin/tool.py',
      'germline/definition/main.wdl',
      'germline/definition/tasks/call.wdl',
      'germline/parameter-template.json',
      'germline/workflow.json',
    ]);
    const text = (path: string) => readFile(join(folder, 'germline', path), 'utf8');
    assert.equal(await text('definition/main.wdl'), GERMLINE_FILES['file:///ws/germline/main.wdl']);
    assert.equal(await text('README.md'), '# Germline\n');
    assert.deepEqual(JSON.parse(await text('workflow.json')), {
      name: 'germline',
      description: 'Calls variants',
      engine: 'WDL',
      main: 'main.wdl',
      storageType: 'STATIC',
      storageCapacity: 2400,
      accelerators: 'GPU',
      tags: { team: 'lab' },
    });
  });

  it('comes back as it was', async () => {
    const { draft, packing, uri } = await readExported(await write({ id }), importing);
    assert.equal(uri, `${pathToFileURL(folder).toString()}/germline/definition/main.wdl`);
    assert.equal(draft.name, 'germline');
    assert.deepEqual(settingsOf(draft, packing.files.main), {
      engine: 'WDL',
      main: 'main.wdl',
      description: 'Calls variants',
      parameterTemplate: GERMLINE.parameterTemplate,
      storageType: 'STATIC',
      storageCapacity: 2400,
      accelerators: 'GPU',
      containerRegistryMap: MAP,
      readmeMarkdown: '# Germline\n',
      tags: { team: 'lab' },
    });
    const original = await packGermline({}, { 'file:///ws/germline/bin/tool.py': 'print()' });
    assert.deepEqual(packing.packed.zip, original.zip, 'the same files make the same archive');
  });

  it('has a folder of its own for a version', async () => {
    const { zip: definitionZip, main } = await packGermline();
    await services.omics.createWorkflowVersion({
      requestId: 'v',
      workflowId: id,
      versionName: 'v1',
      main,
      definitionZip,
    });
    await services.clock.sleep(60_000, never);
    await write({ id, versionName: 'v1' });
    assert.ok((await files()).includes('germline v1/definition/main.wdl'));
  });

  it('asks before it replaces what is there', async () => {
    await write({ id });
    await writeFile(join(folder, 'germline/README.md'), 'mine');
    assert.equal(await write({ id }).then(() => 'written', messageOf), 'Cancelled');
    assert.equal(await readFile(join(folder, 'germline/README.md'), 'utf8'), 'mine');
    await write({ id }, 'Replace Files');
    assert.equal(await readFile(join(folder, 'germline/README.md'), 'utf8'), '# Germline\n');
  });

  it('says that a workflow of others cannot be exported', async () => {
    const { items } = await services.omics.listWorkflows('READY2RUN');
    assert.match(
      await write({ id: items[0]?.id ?? '', type: 'READY2RUN' }).then(() => 'written', messageOf),
      /^HealthOmics gives out no definition of '.+'\. Only workflows of your own account can be exported\.$/,
    );
  });

  it('writes nothing outside of the folder, whatever the archive says', async () => {
    for (const path of ['../evil.wdl', '/evil.wdl', 'a/../../evil.wdl']) {
      const zip = zipSync({ [path]: strToU8('x') });
      const evil = exportWorkflow(
        { id },
        pathToFileURL(folder).toString(),
        {
          omics: services.omics,
          tree: diskTree,
          prompts: scriptedPrompts('Replace Files'),
          download: () => Promise.resolve(zip),
        },
        () => undefined,
        never,
      );
      assert.match(
        await evil.then(() => 'written', messageOf),
        /^The definition is not written, because it holds the path '/,
      );
    }
    assert.deepEqual(await files(), []);
  });

  it('says that an address does not answer, and never which', async () => {
    const message = await download('http://127.0.0.1:9/secret?X-Amz-Signature=abc', never).then(
      () => 'read',
      messageOf,
    );
    assert.match(message, /could not be read \(the network does not reach it\)/);
    assert.doesNotMatch(message, /Signature|127/);
  });

  it('imports only what was exported, and neither secrets nor links', async () => {
    const written = await write({ id });
    const root = join(folder, 'germline/definition');
    await writeFile(join(root, '.env'), 'KEY=1');
    await symlink('/etc/passwd', join(root, 'bin/passwd'));
    const { packing } = await readExported(written, importing);
    assert.deepEqual(
      packing.files.left.map(({ path, why }) => `${path} ${why}`),
      ['.env secret', 'bin/passwd link'],
    );
    const refused = async (uri: string) => readExported(uri, importing).then(() => 'read', messageOf);
    assert.match(
      await refused(pathToFileURL(folder).toString()),
      /is not a folder that was exported, because it holds no 'workflow\.json'/,
    );
    await writeFile(join(folder, 'germline/workflow.json'), '{ "name": "germline", "main": "gone.wdl" }');
    assert.match(await refused(written), /because 'gone\.wdl', its main file, is not in 'definition'/);
    await writeFile(join(folder, 'germline/workflow.json'), '{');
    assert.match(await refused(written), /because 'workflow\.json' is no JSON object with a name/);
  });
});
