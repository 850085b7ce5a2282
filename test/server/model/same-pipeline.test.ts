import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { memoryGiB } from '@omics-lens/server/healthomics/index.ts';
import type { Call, Callable, Port, Resources, WorkflowModel } from '@omics-lens/server/model/index.ts';
import { parameterTemplate, typeLabel, workflowGraph } from '@omics-lens/server/model/index.ts';
import { product } from '@omics-lens/server/product.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';

/**
 * One pipeline, written once in each language: a folder a language, in which `pipeline.*` or `main.nf` is what runs.
 * Whatever they are written in, the model of them is the same.
 */
const FOLDER = path.resolve(import.meta.dirname, '../../baselines/same-pipeline');
const LANGUAGES = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

interface Read {
  readonly model: WorkflowModel;
  /** What is wrong, as `file code`. */
  readonly problems: readonly string[];
}

async function read(language: string): Promise<Read> {
  const root = `file:///${language}`;
  const folder = path.join(FOLDER, language);
  const files = readdirSync(folder).map((name): [string, string] => [
    `${root}/${name}`,
    readFileSync(path.join(folder, name), 'utf8'),
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
  workspace.addFolder(root);
  await workspace.prepareAll();
  const entry = files.map(([uri]) => uri).find((uri) => /\/(?:pipeline\.\w+|main\.nf)$/.test(uri)) ?? '';
  const model = workspace.model(entry);
  assert.ok(model !== undefined, `${language} has no model`);
  const problems = files.flatMap(([uri]) =>
    (workspace.known(uri)?.problems ?? [])
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map(({ code }) => `${uri.slice(root.length + 1)} ${code}`),
  );
  return { model, problems };
}

/** What is the same in all languages: names, types and numbers; neither texts nor places. */
function neutral(model: WorkflowModel): string {
  const callables = [...model.callables.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return callables.map((callable) => callableText(callable, model)).join('\n');
}

function callableText(callable: Callable, model: WorkflowModel): string {
  const isEntry = callable === model.entry;
  return [
    `${callable.kind} ${callable.name}${resourcesText(callable.resources)}`,
    ...callable.inputs.map((port) => `  in ${portText(port, isEntry)}`),
    ...callable.outputs.map((port) => `  out ${typeLabel(port.type)} ${port.name}`),
    ...callable.calls.map((call) => `  call ${callText(call, model)}`),
  ].join('\n');
}

function portText({ type, name, required, default: value, description }: Port, isEntry: boolean): string {
  const given = value === undefined ? '' : ` = ${JSON.stringify(value.constant)}`;
  const words = isEntry && description !== undefined ? ` "${description}"` : '';
  return `${typeLabel(type)} ${name}${required ? '!' : ''}${given}${words}`;
}

function resourcesText(resources: Resources | undefined): string {
  if (resources === undefined) return '';
  const { container, cpu, memory } = resources;
  return ` ${String(container?.constant)} ${String(cpu?.constant)} vCPU ${String(memoryGiB(memory?.constant))} GiB`;
}

function callText(call: Call, model: WorkflowModel): string {
  const callee = model.callables.get(call.callee);
  const inputs = new Set(callee?.inputs.map(({ name }) => name));
  const given = [...call.arguments.keys()].filter((name) => inputs.has(name)).sort();
  const scatters = call.scatters.map(({ input }) => ` over ${input ?? '?'}`).join('');
  const conditions = call.conditions.map(() => ' if').join('');
  return `${call.name} = ${callee?.name ?? '?'}(${given.join(', ')}) after [${call.dependsOn.join(', ')}]${scatters}${conditions}`;
}

/** The graph without the texts of expressions. */
function graphText(model: WorkflowModel): string {
  const { name, nodes, edges, scatters } = workflowGraph(model);
  const number = new Map(scatters.map(({ id }, i) => [id, i]));
  return JSON.stringify({
    name,
    nodes: nodes.map((node) => [
      node.id,
      node.kind,
      node.name,
      node.scatters.map((id) => number.get(id)),
      node.conditions.length,
    ]),
    edges,
    scatters: scatters.map(({ input }) => input),
  });
}

describe('the same pipeline in several languages', () => {
  const expected = read('wdl');

  for (const language of LANGUAGES) {
    describe(language, () => {
      const found = read(language);

      it('has nothing wrong', async () => {
        assert.deepEqual((await found).problems, []);
      });
      it('has the same model', async () => {
        assert.equal(neutral((await found).model), neutral((await expected).model));
      });
      it('has the same parameter template', async () => {
        const text = ({ model }: Read) => JSON.stringify(parameterTemplate(model), undefined, 2);
        assert.equal(text(await found), text(await expected));
      });
      it('has the same graph', async () => {
        assert.equal(graphText((await found).model), graphText((await expected).model));
      });
    });
  }

  it('says what it says', async () => {
    assert.equal(
      `${neutral((await expected).model)}\n`,
      readFileSync(path.join(FOLDER, 'expected.txt'), 'utf8'),
    );
  });
});
