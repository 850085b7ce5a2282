import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import type { EngineVersionResponse } from '@omics-lens/server/protocol/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { parseFixture } from '../../support/fixture.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const FIXTURE = `
//- /p/main.nf
include { ALIGN } from './modules/align'
workflow { ALIGN() }
//- /p/modules/align.nf
process ALIGN { script: 'true' }
//- /p/nextflow.config
manifest.nextflowVersion = '>=24.04.0, <25'
includeConfig 'settings/omics.config'
//- /p/settings/omics.config
process.cpus = 2
//- /p/settings/unread.config
process.cpus = 4
//- /p/App.config
<configuration></configuration>
//- /old/main.nf
nextflow.enable.dsl = 1
process A {
  output: file 'x' into ch
  script: 'true'
}
//- /alone/sort.nf
process SORT { script: 'true' }
//- /p/align.wdl
version 1.1
task align { command <<< >>> }
`;

describe('omicsLens/engineVersion', () => {
  const texts = [...parseFixture(FIXTURE).files].map(([path, text]) => [`file:///ws${path}`, text] as const);

  async function ask(path: string): Promise<EngineVersionResponse> {
    const server = startServerHere(stubEnvironment({ ...product, host: new MemoryHost([...texts]) }));
    await server.initialize({ workspaceFolders: [{ uri: 'file:///ws', name: 'ws' }] });
    server.notify('initialized', {});
    const { result } = await server.request('omicsLens/engineVersion', { uri: `file:///ws${path}` });
    return result as EngineVersionResponse;
  }

  for (const [path, languageId, version, reason] of [
    ['/p/main.nf', 'nextflow', 'Nextflow 24.10.8', /that matches `>=24.04.0, <25`/],
    ['/p/modules/align.nf', 'nextflow', 'Nextflow 24.10.8', /that matches/],
    ['/p/nextflow.config', 'nextflow-config', 'Nextflow 24.10.8', /that matches/],
    ['/p/settings/omics.config', 'nextflow-config', 'Nextflow 24.10.8', /that matches/],
    ['/old/main.nf', 'nextflow', 'Nextflow 22.04.0', /DSL 1/],
  ] as const) {
    it(`is that of the project, for ${path}`, async () => {
      const found = await ask(path);
      assert.equal(found?.languageId, languageId);
      assert.equal(found.version, version);
      assert.match(found.reason ?? '', reason);
    });
  }

  it('is not known of a module whose project is not in sight', async () => {
    assert.deepEqual(await ask('/alone/sort.nf'), { languageId: 'nextflow' });
  });

  for (const path of ['/p/settings/unread.config', '/p/App.config', '/p/align.wdl', '/p/nothing.nf']) {
    it(`is nothing for ${path}`, async () => {
      assert.equal(await ask(path), null);
    });
  }
});
