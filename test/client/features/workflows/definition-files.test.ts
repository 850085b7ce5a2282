import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  findDefinitionFiles,
  pathsFromCommonFolder,
} from '../../../../client/src/features/workflows/definition-files.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { diskTree } from '../../../../client/src/infrastructure/file-tree.ts';
import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { GERMLINE } from '../../support/germline.ts';

interface Layout {
  readonly engine?: WorkflowResult['engine'];
  /** Files on disk, below a folder that holds `ws` and what lies outside of it. */
  readonly files: readonly string[];
  /** Path to what it leads to, both below the same folder. */
  readonly links?: Readonly<Record<string, string>>;
  readonly texts?: Readonly<Record<string, string>>;
  /** What the entry reaches, the entry first. */
  readonly reached: readonly string[];
}

/** `sent: …` and `left: …` of a definition on disk, or why there is none. */
async function check(layout: Layout): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'omics-lens-definition-'));
  const uri = (path: string) => pathToFileURL(join(folder, path)).toString();
  try {
    for (const file of [...layout.files, ...Object.keys(layout.texts ?? {})]) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), layout.texts?.[file] ?? file);
    }
    for (const [from, to] of Object.entries(layout.links ?? {})) {
      await mkdir(dirname(join(folder, from)), { recursive: true });
      await symlink(join(folder, to), join(folder, from));
    }
    const workflow: WorkflowResult = {
      ...GERMLINE,
      engine: layout.engine ?? 'WDL',
      uri: uri(layout.reached[0] ?? ''),
      files: layout.reached.map(uri),
    };
    const found = await findDefinitionFiles(workflow, {
      tree: diskTree,
      readIfPresent: (at) => readFile(fileURLToPath(at)).catch(() => undefined),
      folderOf: () => uri('ws'),
    });
    return [
      `sent: ${found.files.map(({ path }) => path).join(' ')}`,
      ...(found.left.length === 0
        ? []
        : [`left: ${found.left.map(({ path, why }) => `${path} (${why})`).join(' ')}`]),
    ].join('\n');
  } catch (error) {
    return messageOf(error);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('the files of a definition', () => {
  const cases: Readonly<Record<string, readonly [layout: Layout, expected: string | RegExp]>> = {
    'what the entry reaches, and nothing else that lies about': [
      {
        files: ['ws/main.wdl', 'ws/tasks/a.wdl', 'ws/data.bam', 'ws/other.wdl'],
        reached: ['ws/main.wdl', 'ws/tasks/a.wdl'],
      },
      'sent: main.wdl tasks/a.wdl',
    ],
    'programs in bin/': [
      { files: ['ws/main.wdl', 'ws/bin/tool.py', 'ws/bin/lib/x.py'], reached: ['ws/main.wdl'] },
      'sent: bin/lib/x.py bin/tool.py main.wdl',
    ],
    'what Nextflow looks for beside the entry and beside modules': [
      {
        engine: 'NEXTFLOW',
        files: [
          'ws/main.nf',
          'ws/nextflow.config',
          'ws/nextflow_schema.json',
          'ws/conf/base.config',
          'ws/lib/Tool.groovy',
          'ws/templates/run.sh',
          'ws/modules/align/main.nf',
          'ws/modules/align/templates/align.sh',
          'ws/modules/align/resources/usr/bin/a',
          'ws/modules/align/tests/main.nf.test',
          'ws/work/0a/out.bam',
        ],
        reached: ['ws/main.nf', 'ws/modules/align/main.nf'],
      },
      'sent: conf/base.config lib/Tool.groovy main.nf modules/align/main.nf modules/align/resources/usr/bin/a modules/align/templates/align.sh nextflow.config nextflow_schema.json templates/run.sh',
    ],
    'lines of .omicsignore': [
      {
        files: ['ws/main.wdl', 'ws/bin/tool.py', 'ws/bin/big.dat', 'ws/bin/keep.dat'],
        texts: { 'ws/.omicsignore': '# large\n*.dat\n!keep.dat\n' },
        reached: ['ws/main.wdl'],
      },
      'sent: bin/keep.dat bin/tool.py main.wdl\nleft: bin/big.dat (ignored)',
    ],
    'no secrets and nothing of Git, wherever they are': [
      {
        files: [
          'ws/main.wdl',
          'ws/bin/.aws/credentials',
          'ws/bin/.ENV',
          'ws/bin/.env.local',
          'ws/bin/server.pem',
          'ws/bin/id_rsa',
          'ws/bin/credentials.json',
          'ws/bin/.git/config',
          'ws/bin/tool.py',
        ],
        reached: ['ws/main.wdl'],
      },
      'sent: bin/tool.py main.wdl\nleft: bin/.ENV (secret) bin/.aws/credentials (secret) bin/.env.local (secret) bin/.git/config (git) bin/credentials.json (secret) bin/id_rsa (secret) bin/server.pem (secret)',
    ],
    'secrets stay also where .omicsignore asks for them': [
      {
        files: ['ws/main.wdl', 'ws/bin/server.pem'],
        texts: { 'ws/.omicsignore': '!server.pem\n' },
        reached: ['ws/main.wdl'],
      },
      'sent: main.wdl\nleft: bin/server.pem (secret)',
    ],
    'links inside the workspace are followed, others not': [
      {
        files: ['ws/flow/main.wdl', 'ws/shared/tool.py', 'outside/secret.txt'],
        links: {
          'ws/flow/bin/tool.py': 'ws/shared/tool.py',
          'ws/flow/bin/loot.txt': 'outside/secret.txt',
          'ws/flow/bin/all': 'outside',
        },
        reached: ['ws/flow/main.wdl'],
      },
      'sent: bin/tool.py main.wdl\nleft: bin/all (link) bin/loot.txt (link)',
    ],
    'an import that is a link to the outside': [
      {
        files: ['ws/main.wdl', 'outside/a.wdl'],
        links: { 'ws/tasks/a.wdl': 'outside/a.wdl' },
        reached: ['ws/main.wdl', 'ws/tasks/a.wdl'],
      },
      /^'tasks\/a\.wdl' is a link that leads out of the folder, so it is not sent, but workflow 'germline' needs it\. Copy/,
    ],
    'an import in a linked folder outside': [
      {
        files: ['ws/main.wdl', 'outside/a.wdl'],
        links: { 'ws/tasks': 'outside' },
        reached: ['ws/main.wdl', 'ws/tasks/a.wdl'],
      },
      /^'tasks\/a\.wdl' is a link that leads out/,
    ],
    'an import that .omicsignore leaves out': [
      {
        files: ['ws/main.wdl', 'ws/tasks/a.wdl'],
        texts: { 'ws/.omicsignore': 'tasks/\n' },
        reached: ['ws/main.wdl', 'ws/tasks/a.wdl'],
      },
      /^'\.omicsignore' leaves out 'tasks\/a\.wdl', which workflow 'germline' needs\. Take the line out of it\.$/,
    ],
    'an import with the name of a secret': [
      { files: ['ws/main.wdl', 'ws/secrets/a.wdl'], reached: ['ws/main.wdl', 'ws/secrets/a.wdl'] },
      /^'secrets\/a\.wdl' has the name of a file with secrets and is never sent/,
    ],
    'an import beside the workspace': [
      { files: ['ws/main.wdl', 'lib/a.wdl'], reached: ['ws/main.wdl', 'lib/a.wdl'] },
      'sent: lib/a.wdl ws/main.wdl',
    ],
    'names with blanks and other letters': [
      { files: ['ws/my flow/mäin.wdl', 'ws/my flow/bin/a b#c.py'], reached: ['ws/my flow/mäin.wdl'] },
      'sent: bin/a b#c.py mäin.wdl',
    ],
  };
  for (const [name, [layout, expected]] of Object.entries(cases)) {
    it(name, async () => {
      const found = await check(layout);
      if (typeof expected === 'string') assert.equal(found, expected);
      else assert.match(found, expected);
    });
  }

  it('an import that cannot be loaded', async () => {
    const ports = {
      tree: diskTree,
      readIfPresent: () => Promise.resolve(undefined),
      folderOf: () => undefined,
    };
    const refused = findDefinitionFiles({ ...GERMLINE, unresolved: ['lib/missing.wdl'] }, ports);
    assert.match(
      await refused.then(() => 'found', messageOf),
      /^'lib\/missing\.wdl' is imported and cannot be loaded, so workflow 'germline' is incomplete\. Correct the import/,
    );
    const apart = findDefinitionFiles(
      { ...GERMLINE, files: ['file:///ws/main.wdl', 'file://server/x.wdl'] },
      ports,
    );
    assert.match(await apart.then(() => 'found', messageOf), /have no folder in common/);
  });

  const folders: readonly (readonly [uris: readonly string[], paths: readonly string[] | undefined])[] = [
    [['file:///ws/main.wdl'], ['main.wdl']],
    [
      ['file:///ws/a/main.wdl', 'file:///ws/lib/x.wdl'],
      ['a/main.wdl', 'lib/x.wdl'],
    ],
    [
      ['file:///ws/a/b/main.wdl', 'file:///ws/a/b.wdl'],
      ['b/main.wdl', 'b.wdl'],
    ],
    [
      ['file:///ws/my%20flow/main.wdl', 'file:///ws/my%20flow/%C3%A4.wdl'],
      ['main.wdl', 'ä.wdl'],
    ],
    [
      ['file:///c%3A/main.wdl', 'file:///d%3A/x.wdl'],
      ['c:/main.wdl', 'd:/x.wdl'],
    ],
    [['vscode-vfs://github/o/r/main.wdl', 'file:///x.wdl'], undefined],
    [[], undefined],
  ];
  for (const [uris, paths] of folders) {
    it(`${uris.join(' and ') || 'no file'} become ${paths?.join(' and ') ?? 'nothing'}`, () => {
      const packed = pathsFromCommonFolder(uris);
      assert.deepEqual(packed && [...packed.keys()], paths);
    });
  }
});
