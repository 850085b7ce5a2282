import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';

const ROOT = 'file:///project';

function projectOf(files: Readonly<Record<string, string>>) {
  const host = new MemoryHost(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text]));
  const workspace = new Workspace({
    host,
    languages: product.languages,
    settings: { ...DEFAULT_SETTINGS, target: 'spec' },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    report: (error) => {
      throw error;
    },
  });
  workspace.addFolder(ROOT);
  const cpuOf = async (path: string) => {
    const summary = await workspace.summary(`${ROOT}/${path}`);
    return summary?.analysis.callables[0]?.resources?.cpu?.constant;
  };
  const open = (path: string, languageId: string) => {
    workspace.openDocument({ uri: `${ROOT}/${path}`, languageId, version: 1, text: files[path] ?? '' });
  };
  return { host, workspace, cpuOf, open };
}

const MODULE = "process ALIGN {\n  script: 'true'\n}\n";
const MAIN = "include { ALIGN } from './modules/align'\nworkflow { ALIGN() }\n";

describe('a Nextflow project that changes', () => {
  it('has the new configuration in its scripts, included files and all', async () => {
    const { workspace, cpuOf, open } = projectOf({
      'main.nf': MAIN,
      'modules/align.nf': MODULE,
      'nextflow.config': "manifest.name = 'x'\nincludeConfig 'conf/base.config'\n",
      'conf/base.config': 'process.cpus = 2\n',
    });
    assert.equal(await cpuOf('modules/align.nf'), 2);
    open('conf/base.config', 'nextflow-config');
    workspace.changeDocument(`${ROOT}/conf/base.config`, 2, 'process.cpus = 4\n');
    assert.equal(await cpuOf('modules/align.nf'), 4);
    workspace.changeDocument(`${ROOT}/conf/base.config`, 3, "process { withName: 'ALIGN' { cpus = 8 } }\n");
    assert.equal(await cpuOf('modules/align.nf'), 8);
  });

  it('has a configuration that appears, and loses one that goes', async () => {
    const { host, workspace, cpuOf } = projectOf({ 'main.nf': MAIN, 'modules/align.nf': MODULE });
    assert.equal(await cpuOf('modules/align.nf'), undefined);
    host.write(`${ROOT}/nextflow.config`, 'process.cpus = 2\n');
    workspace.filesChanged([{ uri: `${ROOT}/nextflow.config`, kind: 'created' }]);
    assert.equal(await cpuOf('modules/align.nf'), 2);
    host.remove(`${ROOT}/nextflow.config`);
    workspace.filesChanged([{ uri: `${ROOT}/nextflow.config`, kind: 'deleted' }]);
    assert.equal(await cpuOf('modules/align.nf'), undefined);
  });

  it('keeps the analysis of its scripts when only a comment of the configuration changes', async () => {
    const { workspace, open } = projectOf({
      'main.nf': MAIN,
      'modules/align.nf': MODULE,
      'nextflow.config': 'process.cpus = 2\n',
    });
    const before = await workspace.summary(`${ROOT}/modules/align.nf`);
    open('nextflow.config', 'nextflow-config');
    workspace.changeDocument(`${ROOT}/nextflow.config`, 2, '// More.\nprocess.cpus = 2\n');
    assert.equal((await workspace.summary(`${ROOT}/modules/align.nf`))?.analysis, before?.analysis);
  });

  it('leads selectors to processes that are renamed or new', async () => {
    const { workspace, open } = projectOf({
      'main.nf': MAIN,
      'modules/align.nf': MODULE,
      'nextflow.config': "process { withName: 'SORT' { cpus = 2 } }\n",
    });
    await workspace.prepareAll();
    const names = () =>
      workspace.known(`${ROOT}/nextflow.config`)?.analysis.occurrences.map(({ symbol }) => symbol);
    assert.deepEqual(names(), []);
    open('modules/align.nf', 'nextflow');
    workspace.changeDocument(`${ROOT}/modules/align.nf`, 2, MODULE.replace('ALIGN', 'SORT'));
    await workspace.prepareAll();
    assert.deepEqual(names(), [`${ROOT}/modules/align.nf#SORT`]);
  });

  it('is not complete without the scripts that it includes, and needs no configuration', async () => {
    const { workspace } = projectOf({
      'main.nf': "include { A } from './gone'\ninclude { ALIGN } from './modules/align'\nworkflow { A() }\n",
      'modules/align/main.nf': MODULE,
    });
    await workspace.summary(`${ROOT}/main.nf`);
    assert.deepEqual(workspace.unresolved(`${ROOT}/main.nf`), ['./gone']);
    assert.deepEqual(
      [...workspace.reachable(`${ROOT}/main.nf`)],
      [`${ROOT}/main.nf`, `${ROOT}/modules/align/main.nf`],
    );
  });
});
