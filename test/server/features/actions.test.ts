import assert from 'node:assert/strict';
import {
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
} from '@omics-lens/server/features/call-hierarchy.ts';
import { codeActions, fixAll, organizeImports } from '@omics-lens/server/features/code-actions.ts';
import { codeLenses, countReferences } from '@omics-lens/server/features/code-lens.ts';
import { diagnostics, problemText } from '@omics-lens/server/features/diagnostics.ts';
import { signatureHelp } from '@omics-lens/server/features/signature-help.ts';
import {
  checkParametersCommand,
  showReferencesCommand,
  runTaskOnEcsCommand,
  startBatchCommand,
  startRunCommand,
} from '@omics-lens/server/protocol/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import type { FileSummary } from '@omics-lens/server/workspace/snapshot.ts';
import { openFixture, renderSpans } from '../../support/open-fixture.ts';

describe('code actions', () => {
  const WDL =
    '//- /main.wdl\nversion 1.1\nworkflow W {\n  input {\n    Int a\n    Int b\n    Int c\n  }\n}\n';

  /** Titles of the fixes at the cursor. */
  async function titles(fixture: string): Promise<readonly string[]> {
    const { file, offset } = await openFixture(fixture);
    return codeActions(file, { start: offset, end: offset }).map(({ title }) => title);
  }

  it('are the fixes of the problems at the cursor, and no others', async () => {
    const fixture = (cursor: string) => `//- /params.json\n{"a": 1, ${cursor}"bb": 2, "c": 3}\n${WDL}`;
    assert.ok((await titles(fixture('<|>'))).some((title) => title.includes("'b'")));
    assert.deepEqual(await titles(`//- /params.json\n{"a": 1, "b": 2, "c"<|>: 3}\n${WDL}`), []);
  });

  it('mend the file when they are applied', async () => {
    const { file, offset } = await openFixture(`//- /params.json\n{"a": 1, "b<|>b": 2, "c": 3}\n${WDL}`);
    const [first] = codeActions(file, { start: offset, end: offset });
    assert.equal(applyEdits(file.text, first?.edits ?? []), '{"a": 1, "b": 2, "c": 3}\n');
  });

  const problem = (start: number, code: string, fix?: { to: string; preferred?: true }): Problem => ({
    span: { start, end: start + 1 },
    severity: 'error',
    code,
    message: code,
    ...(fix === undefined
      ? {}
      : {
          fixes: [
            {
              title: `Write ${fix.to}`,
              edits: [{ span: { start, end: start + 1 }, newText: fix.to }],
              ...(fix.preferred === undefined ? {} : { preferred: fix.preferred }),
            },
          ],
        }),
  });
  async function fileWith(problems: readonly Problem[]): Promise<FileSummary> {
    const { file } = await openFixture('abcdef');
    return { ...file, problems };
  }
  const better = (to: string) => ({ to, preferred: true as const });

  it('offer to mend all of a kind where a file has several', async () => {
    const file = await fileWith([
      problem(0, 'x', better('1')),
      problem(2, 'x', better('2')),
      problem(4, 'x', { to: '3' }),
      problem(5, 'y', better('4')),
    ]);
    const actions = codeActions(file, { start: 0, end: 0 });
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Write 1', "Fix all 2 problems 'x' in this file"],
    );
    assert.equal(applyEdits('abcdef', actions[1]?.edits ?? []), '1b2def');
  });

  it('mend all of a kind by fixes that nobody applies unasked', async () => {
    const line = (start: number, newText: string): Problem => ({
      ...problem(start, 'x'),
      fixes: [
        {
          title: 'Declare',
          edits: [
            { span: { start: 0, end: 0 }, newText },
            { span: { start, end: start + 1 }, newText: '-' },
          ],
          together: true,
        },
      ],
    });
    const file = await fileWith([line(1, 'A\n'), line(3, 'B\n'), line(5, 'A\n')]);
    const [, , , all] = codeActions(file, { start: 0, end: 6 });
    assert.equal(all?.title, "Fix all 2 problems 'x' in this file");
    assert.equal(applyEdits('abcdef', all.edits), 'A\nB\na-c-ef');
    assert.equal(fixAll(file), undefined);
  });

  it('mend everything at once on request, leaving out what would collide', async () => {
    const file = await fileWith([
      problem(0, 'x', better('1')),
      problem(0, 'y', better('2')),
      problem(3, 'z', better('3')),
      problem(4, 'z'),
    ]);
    const all = fixAll(file);
    assert.equal(applyEdits('abcdef', all?.edits ?? []), '1bc3ef');
    assert.equal(all?.problems.length, 2);
    assert.equal(fixAll(await fileWith([problem(0, 'x', { to: '1' })])), undefined);
  });
});

describe('organized imports', () => {
  const TASK = 'version 1.1\ntask t {\n  command <<< >>>\n}\n';

  async function check(imports: string, expected: string, calls = ['a', 'b', 'c']) {
    const body = `workflow w {\n${calls.map((name) => `  call ${name}.t as ${name}_t\n`).join('')}}\n`;
    const libraries = ['a', 'b', 'c'].map((name) => `//- /${name}.wdl\n${TASK}`).join('');
    const main = (lines: string) => `version 1.1\n\n${lines}\n${body}`;
    const { file } = await openFixture(`//- /main.wdl\n${main(imports)}${libraries}`);
    const edits = organizeImports(file)?.edits;
    assert.equal(edits === undefined ? undefined : applyEdits(file.text, edits), main(expected));
  }

  it('stand in the order of their addresses, with the comments above them', async () => {
    await check(
      'import "c.wdl"\n# About a.\nimport "a.wdl" # here\nimport "b.wdl" as b\n',
      '# About a.\nimport "a.wdl" # here\nimport "b.wdl" as b\nimport "c.wdl"\n',
    );
  });

  it('keep their groups, and what may be about all of them above', async () => {
    await check(
      'import "c.wdl"\n\n# Tools.\nimport "b.wdl"\nimport "a.wdl"\n',
      'import "c.wdl"\n\n# Tools.\nimport "a.wdl"\n',
      ['a', 'c'],
    );
    await check('# All.\nimport "c.wdl"\nimport "b.wdl"\n', '# All.\nimport "b.wdl"\n', ['b']);
  });

  it('are left out where nothing needs them, unless a comment says that they stay', async () => {
    await check('import "c.wdl"\nimport "a.wdl"\n', 'import "a.wdl"\n', ['a']);
    await check(
      'import "c.wdl" # !UnusedImport\nimport "a.wdl"\n',
      'import "a.wdl"\nimport "c.wdl" # !UnusedImport\n',
      ['a'],
    );
  });

  it('are left alone where they are in order, or the document is broken', async () => {
    const { file } = await openFixture(`//- /main.wdl\nversion 1.1\nimport "a.wdl"\n//- /a.wdl\n${TASK}`);
    assert.notEqual(organizeImports(file), undefined);
    const broken = await openFixture(
      `//- /main.wdl\nversion 1.1\nimport "a.wdl"\nworkflow {\n//- /a.wdl\n${TASK}`,
    );
    assert.equal(organizeImports(broken.file), undefined);
  });
});

describe('code lenses', () => {
  async function check(fixture: string, commands: readonly string[], expected: string) {
    const opened = await openFixture(fixture);
    const lenses = codeLenses(opened.file, new Set(commands), { references: true });
    const shown = lenses.map((lens) => {
      const words =
        'counts' in lens
          ? countReferences(lens.counts, opened.workspace).title
          : `${lens.title} ${lens.command}`;
      return `${renderSpans(opened, [lens.span])}\n${words}`;
    });
    assert.equal(shown.join('\n'), expected);
  }
  const WDL = 'version 1.1\ntask t {\n  command <<< >>>\n}\nworkflow W {\n}\n';

  it('stand above the workflow, for the commands that the client has', async () => {
    await check(
      WDL,
      [startRunCommand, checkParametersCommand],
      '/main.wdl:5\nworkflow W {\n         ^\n$(play) Start run omicsLens.startRun\n/main.wdl:5\nworkflow W {\n         ^\n$(checklist) Check parameters omicsLens.checkParameters',
    );
    await check(
      WDL,
      [startRunCommand],
      '/main.wdl:5\nworkflow W {\n         ^\n$(play) Start run omicsLens.startRun',
    );
    await check(WDL, [], '');
  });
  it('count how often tasks and types are used, in all files, behind what can be done', async () => {
    await check(
      `//- /main.wdl
version 1.1
struct S {
  String s
}
task t {
  input {
    S x
  }
  command <<< >>>
}
task u {
  command <<< >>>
}
workflow W {
  call t as a
}
//- /other.wdl
version 1.1
import "main.wdl"
workflow V {
  call main.t
  call main.W
}
`,
      [showReferencesCommand, startRunCommand],
      [
        '/main.wdl:14\nworkflow W {\n         ^\n$(play) Start run omicsLens.startRun',
        '/main.wdl:2\nstruct S {\n       ^\n1 reference',
        '/main.wdl:5\ntask t {\n     ^\n2 references',
        '/main.wdl:11\ntask u {\n     ^\nno references',
      ].join('\n'),
    );
  });
  it('stand at the top of files with the runs of a batch', async () => {
    for (const name of ['a.batch.json', 'a.batch-runs.json']) {
      await check(
        `//- /${name}\n[]\n`,
        [startBatchCommand],
        `/${name}:1\n[]\n^\n$(run-all) Start batch omicsLens.startBatch`,
      );
    }
    await check('//- /a.run.json\n{}\n', [startBatchCommand], '');
  });
  it('stand above each task that can run alone, and in a request for one', async () => {
    await check(
      'version 1.1\ntask a {\n  command <<< >>>\n}\ntask b {\n  command <<< >>>\n}\n',
      [runTaskOnEcsCommand],
      [
        '/main.wdl:2\ntask a {\n     ^\n$(server-process) Run task on ECS omicsLens.runTaskOnEcs',
        '/main.wdl:5\ntask b {\n     ^\n$(server-process) Run task on ECS omicsLens.runTaskOnEcs',
      ].join('\n'),
    );
    await check(
      '//- /a.ecs-task.json\n{}\n',
      [runTaskOnEcsCommand],
      '/a.ecs-task.json:1\n{}\n^\n$(server-process) Run task on ECS omicsLens.runTaskOnEcs',
    );
    const { file } = await openFixture('version 1.1\ntask a {\n  command <<< >>>\n}\n');
    const [lens] = codeLenses(file, new Set([runTaskOnEcsCommand]), { references: true });
    assert.deepEqual(lens !== undefined && 'arguments' in lens ? lens.arguments : undefined, ['a']);
  });
  it('count nothing where the setting is off', async () => {
    const { file } = await openFixture(WDL);
    assert.deepEqual(codeLenses(file, new Set([showReferencesCommand]), { references: false }), []);
  });
  it('do not stand where there is no workflow', async () => {
    await check('version 1.1\ntask t {\n  command <<< >>>\n}\n', [startRunCommand], '');
  });
});

describe('diagnostics', () => {
  it('leave out what the editor finds by itself', async () => {
    const { file } = await openFixture('//- /params.json\n{"a": 1,}');
    const codes = (leaveOut: readonly string[]) =>
      diagnostics(file, new Set(leaveOut)).map(({ code }) => code);
    assert.ok(codes([]).includes('json-syntax'));
    assert.ok(!codes(['json-syntax']).includes('json-syntax'));
  });
  it('say what is wrong, then why and what to do', () => {
    const problem: Problem = { span: { start: 0, end: 0 }, severity: 'error', code: 'x', message: 'What.' };
    assert.equal(problemText(problem), 'What.');
    assert.equal(problemText({ ...problem, note: 'Why.' }), 'What.\nWhy.');
  });
});

describe('signature help', () => {
  async function check(expression: string, expected: string) {
    const { file, offset } = await openFixture(`version 1.1\nworkflow W {\n  String x = ${expression}\n}\n`);
    const found = signatureHelp(file, offset);
    assert.equal(found === undefined ? '' : `${found.active} of ${found.parameters.length}`, expected);
  }
  it('counts the argument that is being written', async () => {
    await check('sub(<|>', '0 of 3');
    await check('sub("a", "b<|>")', '1 of 3');
    await check('sub("a", "b")<|>', '');
  });
  it('names the input of a call that is being written, the required ones first', async () => {
    const call = async (inputs: string) => {
      const { file, offset } = await openFixture(
        `version 1.1\ntask t {\n  input {\n    Int n = 1\n    File reads\n  }\n  command <<< >>>\n}\nworkflow W {\n  call t { input: ${inputs} }\n}\n`,
      );
      const found = signatureHelp(file, offset);
      return [found?.label, found?.parameters[found.active]?.label];
    };
    assert.deepEqual(await call('<|>'), ['t(File reads, Int n)', undefined]);
    assert.deepEqual(await call('reads = <|>'), ['t(File reads, Int n)', 'File reads']);
    assert.deepEqual(await call('reads = "x", n = 2<|>'), ['t(File reads, Int n)', 'Int n']);
  });
});

describe('call hierarchy', () => {
  const FIXTURE = `//- /main.wdl
version 1.1
import "lib.wdl"
workflow W {
  call lib.al<|>ign
  call lib.align as again
  call lib.sort
}
//- /lib.wdl
version 1.1
task align {
  command <<< >>>
}
task sort {
  command <<< >>>
}
`;
  it('knows who calls a task, and what a workflow calls', async () => {
    const { workspace, file, offset } = await openFixture(FIXTURE);
    const task = prepareCallHierarchy(file, offset, workspace);
    assert.equal(task?.name, 'align');
    const shown = (calls: ReturnType<typeof incomingCalls>) =>
      calls.map(({ item, spans }) => `${item.name}: ${spans.length}`);
    assert.deepEqual(shown(incomingCalls(task.id, workspace)), ['W: 2']);
    const workflow = prepareCallHierarchy(file, file.text.indexOf('W {'), workspace);
    assert.ok(workflow !== undefined);
    assert.deepEqual(shown(outgoingCalls(workflow.id, workspace)), ['align: 2', 'sort: 1']);
    assert.deepEqual(incomingCalls(workflow.id, workspace), []);
  });
  it('goes on through workflows that are called, in both directions', async () => {
    const { workspace, file, offset } = await openFixture(`//- /main.wdl
version 1.1
import "sub.wdl"
workflow Ma<|>in {
  scatter (i in range(3)) {
    if (i > 1) {
      call sub.Sub
    }
  }
}
//- /sub.wdl
version 1.1
import "lib.wdl"
workflow Sub {
  call lib.t as x
}
//- /lib.wdl
version 1.1
task t {
  command <<< >>>
}
`);
    const main = prepareCallHierarchy(file, offset, workspace) ?? assert.fail();
    const [sub] = outgoingCalls(main.id, workspace);
    const [task] = outgoingCalls(sub?.item.id ?? main.id, workspace);
    assert.deepEqual([sub?.item.name, task?.item.name], ['Sub', 't']);
    const [back] = incomingCalls(task?.item.id ?? main.id, workspace);
    const [first] = incomingCalls(back?.item.id ?? main.id, workspace);
    assert.deepEqual([back?.item.name, first?.item.name], ['Sub', 'Main']);
  });
});
