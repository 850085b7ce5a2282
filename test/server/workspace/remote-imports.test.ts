import { strict as assert } from 'node:assert';
import { product } from '@omics-lens/server/product.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import type { FetchOptions, FileContent } from '@omics-lens/server/workspace/host.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { dedent, renderProblems } from '../../support/fixture.ts';

const MAIN = 'file:///w/main.wdl';
const TOOLS = 'https://example.org/lib/tools.wdl';

class WebHost extends MemoryHost {
  readonly asked: string[] = [];
  readonly #web: ReadonlyMap<string, FileContent>;

  constructor(main: string, web: Readonly<Record<string, string | FileContent>>) {
    super([[MAIN, dedent(main)]]);
    this.#web = new Map(
      Object.entries(web).map(([url, content]) => [
        url,
        typeof content === 'string' ? { kind: 'text', text: dedent(content) } : content,
      ]),
    );
  }

  fetch(url: string, { privateAddresses }: FetchOptions): Promise<FileContent> {
    this.asked.push(`${url} ${privateAddresses}`);
    return Promise.resolve(
      this.#web.get(url) ?? { kind: 'unreadable', cause: 'failed', reason: 'no such document' },
    );
  }
}

const CALLER = `
  version 1.1
  import "${TOOLS}" as tools
  workflow w {
    call tools.align { input: read = "a" }
    call tools.sort
    output { Int n = 1 }
  }
`;

const TASKS = `
  version 1.1
  import "types.wdl"
  task align {
    input { String reads }
    command <<< ~{reads} >>>
    output { Sample sample = Sample { name: reads } }
  }
`;

const TYPES = 'version 1.1\nstruct Sample {\n  String name\n}\n';

function withImports(imports: ServerSettings['imports']): ServerSettings {
  return { ...DEFAULT_SETTINGS, imports };
}

function open(host: WebHost, settings: ServerSettings): Workspace {
  const workspace = new Workspace({ host, languages: product.languages, settings });
  workspace.addFolder('file:///w');
  return workspace;
}

async function problems(workspace: Workspace): Promise<string> {
  const summary = await workspace.summary(MAIN);
  const notable = (summary?.problems ?? []).filter(({ severity }) => severity !== 'hint');
  return dedent(`\n${renderProblems(summary?.text ?? '', notable)}`).trimEnd();
}

describe('Imports from the web in a workspace', () => {
  it('are not fetched unless the settings say so, which is one problem', async () => {
    const host = new WebHost(CALLER, { [TOOLS]: TASKS });
    const workspace = open(host, DEFAULT_SETTINGS);
    assert.equal(
      await problems(workspace),
      dedent(`
        import "${TOOLS}" as tools
                ${'^'.repeat(TOOLS.length)} import-not-loaded (information): '${TOOLS}' is not loaded, so what comes from it is not checked.
      `).trimEnd(),
    );
    assert.deepEqual(host.asked, []);
  });

  it('are checked like files, with what they import themselves', async () => {
    const host = new WebHost(CALLER, { [TOOLS]: TASKS, 'https://example.org/lib/types.wdl': TYPES });
    const workspace = open(host, withImports({ fetch: 'always', allowPrivate: false }));
    assert.equal(
      await problems(workspace),
      dedent(`
        call tools.align { input: read = "a" }
                                  ^^^^ call-input-unknown (error): Task 'align' has no input 'read'. Did you mean 'reads'?
        call tools.sort
                   ^^^^ unknown-task (error): '${TOOLS}' has no task or workflow 'sort'.
      `).trimEnd(),
    );
    assert.deepEqual(host.asked, [`${TOOLS} refused`, 'https://example.org/lib/types.wdl refused']);
  });

  it('that cannot be fetched are one problem, with the reason', async () => {
    const host = new WebHost(CALLER, {});
    const workspace = open(host, withImports({ fetch: 'always', allowPrivate: true }));
    const summary = await workspace.summary(MAIN);
    const [problem, ...others] = summary?.problems.filter(({ severity }) => severity !== 'hint') ?? [];
    assert.equal(problem?.code, 'import-not-loaded');
    assert.match(problem?.note ?? '', /no such document/);
    assert.deepEqual(others, []);
    assert.deepEqual(host.asked, [`${TOOLS} allowed`]);
  });

  it('never lead to a file of this machine', async () => {
    const host = new WebHost(`version 1.1\nimport "${TOOLS}"\n`, {
      [TOOLS]: 'version 1.1\nimport "file:///w/secret.wdl"\n',
    });
    host.write('file:///w/secret.wdl', 'version 1.1\n');
    const workspace = open(host, withImports({ fetch: 'always', allowPrivate: false }));
    await workspace.summary(MAIN);
    assert.deepEqual(workspace.reachable(MAIN), [MAIN, TOOLS]);
  });

  it('follow the settings while the workspace is open', async () => {
    const host = new WebHost(CALLER, { [TOOLS]: TASKS, 'https://example.org/lib/types.wdl': TYPES });
    const workspace = open(host, DEFAULT_SETTINGS);
    assert.match(await problems(workspace), /import-not-loaded/);
    workspace.configure(withImports({ fetch: 'always', allowPrivate: false }));
    assert.match(await problems(workspace), /call-input-unknown/);
    workspace.configure(DEFAULT_SETTINGS);
    assert.match(await problems(workspace), /import-not-loaded/);
  });
});
