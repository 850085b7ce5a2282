import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { memoryGiB } from '@omics-lens/server/healthomics/index.ts';
import type { WorkflowModel } from '@omics-lens/server/model/index.ts';
import { parameterTemplate, workflowGraph } from '@omics-lens/server/model/index.ts';
import { product } from '@omics-lens/server/product.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../../samples');
const ROOT = 'file:///samples';

/** The main file of each sample, and the problems of its broken parameters: code and line. */
const LANGUAGES: Readonly<Record<string, { readonly main: string; readonly broken: readonly string[] }>> = {
  WDL: {
    main: 'germline/main.wdl',
    broken: [
      'parameter-missing 1',
      'parameter-unknown 2',
      'file-uri-scheme 3',
      'struct-member-unknown 6',
      'parameter-type 15',
      'file-uri-slash 16',
    ],
  },
  Nextflow: {
    main: 'germline-nextflow/main.nf',
    broken: ['parameter-missing 1', 'parameter-unknown 2', 'file-uri-scheme 3', 'parameter-type 15'],
  },
  CWL: {
    main: 'germline-cwl/main.cwl',
    broken: [
      'parameter-missing 1',
      'parameter-unknown 2',
      'file-uri-scheme 3',
      'struct-member-unknown 6',
      'parameter-type 15',
      'file-uri-slash 16',
    ],
  },
};

async function openSamples() {
  const files = readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file): [string, string] => [
      `${ROOT}/${path.relative(SAMPLES, file).replaceAll('\\', '/')}`,
      readFileSync(file, 'utf8'),
    ]);
  const workspace = new Workspace({
    host: new MemoryHost(files),
    languages: product.languages,
    finish: product.finish,
    settings: DEFAULT_SETTINGS,
    pause: () => Promise.resolve(),
    report: (error) => {
      throw error;
    },
  });
  workspace.addFolder(ROOT);
  await workspace.prepareAll();
  return { workspace, uris: files.map(([uri]) => uri) };
}

/** What does not depend on the language: neither texts of expressions nor how a tool is given its files. */
function shared(model: WorkflowModel) {
  const { entry, callables } = model;
  const { nodes, edges, scatters } = workflowGraph(model);
  return {
    inputs: entry.inputs.map(({ name, required }) => `${name}${required ? '!' : ''}`),
    calls: entry.calls.map(({ name, dependsOn, scatters: over, conditions }) => ({
      name,
      dependsOn,
      over: over.map(({ input }) => input),
      conditions: conditions.length,
    })),
    tasks: [...callables.values()]
      .filter(({ kind }) => kind === 'task')
      .map(
        ({ name, outputs, resources }) =>
          `${name} ${String(resources?.cpu?.constant)} vCPU ${String(memoryGiB(resources?.memory?.constant))} GiB -> ${outputs.map((port) => port.name).join(', ')}`,
      )
      .toSorted(),
    nodes: nodes.map(({ id, kind, name }) => [id, kind, name]),
    edges,
    scatters: scatters.map(({ input }) => input),
  };
}

describe('the sample pipelines', () => {
  const opened = openSamples();
  const modelOf = async (main: string) => {
    const model = (await opened).workspace.model(`${ROOT}/${main}`);
    assert.ok(model !== undefined, `${main} has no model`);
    return model;
  };
  const expected = modelOf('germline/main.wdl');

  it('have neither errors nor warnings but in the parameters that are broken on purpose', async () => {
    const { workspace, uris } = await opened;
    const found = uris
      .filter((uri) => !uri.includes('/broken.'))
      .flatMap((uri) =>
        (workspace.known(uri)?.problems ?? [])
          .filter(({ severity }) => severity === 'error' || severity === 'warning')
          .map(({ code, message }) => `${uri.slice(ROOT.length)} ${code} ${message}`),
      );
    assert.deepEqual(found, []);
  });

  for (const [language, { main, broken }] of Object.entries(LANGUAGES)) {
    describe(language, () => {
      it('is the same pipeline', async () => {
        assert.deepEqual(shared(await modelOf(main)), shared(await expected));
      });
      it('has the same parameter template', async () => {
        assert.deepEqual(parameterTemplate(await modelOf(main)), parameterTemplate(await expected));
      });
      it('has all files that a run needs', async () => {
        const { workspace, uris } = await opened;
        const uri = `${ROOT}/${main}`;
        assert.deepEqual(workspace.unresolved(uri), []);
        const folder = `${ROOT}/${path.dirname(main)}/`;
        const needed = uris.filter((at) => at.startsWith(folder) && /\.(?:wdl|nf|config|cwl|yml)$/.test(at));
        const reachable = workspace.reachable(uri);
        assert.deepEqual(
          needed.filter((at) => !reachable.includes(at)),
          [],
        );
      });
      it('has broken parameters of which every fault is said', async () => {
        const { workspace } = await opened;
        const folder = `${ROOT}/${path.dirname(main)}`;
        const file =
          workspace.known(`${folder}/broken.params.json`) ?? workspace.known(`${folder}/broken.inputs.json`);
        const text = file?.text ?? '';
        assert.deepEqual(
          file?.problems.map(({ code, span }) => `${code} ${text.slice(0, span.start).split('\n').length}`),
          broken,
        );
      });
    });
  }
});
