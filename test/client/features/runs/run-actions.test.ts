import assert from 'node:assert/strict';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { checkParameters } from '../../../../client/src/features/runs/check-parameters.ts';
import { chooseRun, runIdsOf } from '../../../../client/src/features/runs/choose-run.ts';
import { cancelRuns, deleteRuns } from '../../../../client/src/features/runs/run-actions.ts';
import { RunStore } from '../../../../client/src/features/runs/run-store.ts';
import type { OmicsApi, Run } from '../../../../client/src/omics/omics-api.ts';
import { GERMLINE, GERMLINE_FILES } from '../../support/germline.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

function storeOf(...runs: readonly (readonly [id: string, status: string])[]): RunStore {
  const store = new RunStore();
  const nothing = {
    uuid: undefined,
    workflowId: undefined,
    startTime: undefined,
    stopTime: undefined,
    failureReason: undefined,
    statusMessage: undefined,
  };
  const page = runs.map(([id, status]): Run => {
    return { id, status, arn: `arn:run/${id}`, name: `run ${id}`, creationTime: Number(id), ...nothing };
  });
  store.showFirstPage(page, undefined);
  return store;
}

/** What `act` asked and did, and what came of it. */
async function acted(
  act: typeof cancelRuns,
  ids: readonly string[],
  answers: readonly string[],
  failing: readonly string[] = [],
): Promise<string> {
  const prompts = scriptedPrompts(...answers);
  const done: string[] = [];
  const send = (verb: string) => (runId: string) =>
    failing.includes(runId)
      ? Promise.reject(new Error(`run ${runId} is busy`))
      : Promise.resolve(void done.push(`${verb} ${runId}`));
  const store = storeOf(['1', 'RUNNING'], ['2', 'COMPLETED'], ['3', 'PENDING'], ['4', 'FAILED']);
  const outcome = await act(ids, {
    store,
    omics: () => {
      const api = { cancelRun: send('cancelled'), deleteRun: send('deleted') };
      return Promise.resolve(api as unknown as OmicsApi);
    },
    prompts,
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    limit: () => Promise.resolve({ perSecond: 10, atOnce: 2 }),
    explain: (error) => Promise.resolve({ code: 'x', sentence: messageOf(error) }),
    onChanged: () => void done.push('refreshed'),
  }).then(() => done.join(', '), messageOf);
  const left = store.runs().map(({ run }) => run.id);
  return [...prompts.shown, outcome, ...(act === deleteRuns ? [`left ${left.join(' ')}`] : [])].join('\n');
}

describe('cancelling runs', () => {
  const question = (name: string) =>
    `Cancel run '${name}'?\nIts outputs are not saved. What has run so far is billed. [Cancel Run]\n`;
  const cases: readonly (readonly [
    name: string,
    ids: readonly string[],
    answers: readonly string[],
    expected: string,
    failing?: readonly string[],
  ])[] = [
    ['asks first', ['1'], ['Cancel Run'], `${question('run 1')}cancelled 1, refreshed`],
    ['does nothing when dismissed', ['1'], [], `${question('run 1')}Cancelled`],
    [
      'is there for a run that no list shows',
      ['9'],
      ['Cancel Run'],
      `${question('9')}cancelled 9, refreshed`,
    ],
    [
      'says that a run has ended',
      ['2'],
      [],
      "Run 'run 2' has ended already (completed), so there is nothing to cancel.",
    ],
    [
      'leaves out those that have ended',
      ['1', '2', '3'],
      ['Cancel 2 Runs'],
      'Cancel 2 runs?\nrun 1\nrun 3\nTheir outputs are not saved. What has run so far is billed. [Cancel 2 Runs]\nCancelling runs: 1 of 2\nCancelling runs: 2 of 2\ncancelled 1, cancelled 3, refreshed',
    ],
    [
      'says once what failed',
      ['1', '3', '9'],
      ['Cancel 3 Runs'],
      'Cancel 3 runs?\nrun 1\nrun 3\n9\nTheir outputs are not saved. What has run so far is billed. [Cancel 3 Runs]\nCancelling runs: 0 of 3\nCancelling runs: 1 of 3\nCancelling runs: 1 of 3\n1 of 3 runs were cancelled. run 1 is busy',
      ['1', '9'],
    ],
  ];
  for (const [name, ids, answers, expected, failing] of cases) {
    it(name, async () => assert.equal(await acted(cancelRuns, ids, answers, failing), expected));
  }
});

describe('deleting runs', () => {
  const detail = 'The service forgets the record. Outputs in S3 and logs stay.';
  const cases: readonly (readonly [
    name: string,
    ids: readonly string[],
    answers: readonly string[],
    expected: string,
  ])[] = [
    [
      'asks first',
      ['2'],
      ['Delete Run'],
      `Delete run 'run 2'?\n${detail} [Delete Run]\ndeleted 2, refreshed\nleft 4 3 1`,
    ],
    [
      'does nothing when dismissed',
      ['2'],
      [],
      `Delete run 'run 2'?\n${detail} [Delete Run]\nCancelled\nleft 4 3 2 1`,
    ],
    [
      'says that a run is alive',
      ['1'],
      [],
      "Run 'run 1' is still alive. Cancel it first, or wait for its end; then it can be deleted.\nleft 4 3 2 1",
    ],
    [
      'has many confirmed by typing',
      ['1', '2', '4'],
      ['delete'],
      'Delete 2 runs??\nDeleting runs: 1 of 2\nDeleting runs: 2 of 2\ndeleted 2, deleted 4, refreshed\nleft 3 1',
    ],
    [
      'takes nothing else for it',
      ['2', '4'],
      ['yes'],
      "Delete 2 runs?? Type 'delete' to go on.\nCancelled\nleft 4 3 2 1",
    ],
  ];
  for (const [name, ids, answers, expected] of cases) {
    it(name, async () => assert.equal(await acted(deleteRuns, ids, answers), expected));
  }
});

describe('the runs of several rows', () => {
  const row = (runId: string) => ({ kind: 'run', runId });
  const cases: readonly (readonly [
    name: string,
    ...Parameters<typeof runIdsOf>,
    expected: readonly string[],
  ])[] = [
    ['one row', row('1'), undefined, ['1']],
    ['all that are selected', row('1'), [row('1'), row('2'), { kind: 'task', runId: '2' }], ['1', '2']],
    ['a row beside the selection', row('3'), [row('1'), row('2')], ['3']],
    ['none', undefined, undefined, []],
  ];
  for (const [name, argument, selected, expected] of cases) {
    it(name, () => assert.deepEqual(runIdsOf(argument, selected), expected));
  }
});

describe('the run that a command is about', () => {
  const store = storeOf(['1', 'RUNNING'], ['2', 'COMPLETED'], ['3', 'PENDING']);
  const cases: readonly (readonly [
    name: string,
    argument: unknown,
    which: 'any' | 'alive' | 'over',
    answer: string,
    expected: string,
  ])[] = [
    ['an id', '7', 'any', '', '7'],
    ['a row of the tree', { kind: 'task', runId: '2' }, 'any', '', '2'],
    ['picked from all', undefined, 'any', 'run 2', 'Run: run 3 / run 2 / run 1\n2'],
    ['picked from those that are alive', undefined, 'alive', 'run 1', 'Run: run 3 / run 1\n1'],
    ['picked from those that are over', undefined, 'over', 'run 2', 'Run: run 2\n2'],
    ['dismissed', {}, 'alive', '', 'Run: run 3 / run 1\nCancelled'],
  ];
  for (const [name, argument, which, answer, expected] of cases) {
    it(name, async () => {
      const prompts = scriptedPrompts(answer);
      const outcome = await chooseRun(argument, which, { store, prompts, now: 0 }).catch(messageOf);
      assert.equal([...prompts.shown, outcome].join('\n'), expected);
    });
  }

  it('has those first that are asked for first', async () => {
    const prompts = scriptedPrompts();
    const isFirst = ({ id }: { readonly id: string }) => id === '1';
    await chooseRun(undefined, 'any', { store, prompts, now: 0, isFirst }).catch(messageOf);
    assert.deepEqual(prompts.shown, ['Run: run 1 / run 3 / run 2']);
  });

  it('says that there is none', async () => {
    const choose = (which: 'any' | 'alive') =>
      chooseRun(undefined, which, { store: storeOf(), prompts: scriptedPrompts(), now: 0 }).catch(messageOf);
    assert.deepEqual(
      [await choose('any'), await choose('alive')],
      ['No runs are known. Open the Runs view to load them.', 'No run is alive.'],
    );
  });
});

describe('checking parameters', () => {
  const PARAMS = 'file:///ws/germline/params.json';
  const problem = {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
    severity: 'warning',
    code: 'unknown-parameter',
    message: 'x',
  } as const;

  async function check(
    problems: readonly (typeof problem)[],
    parameterFiles = [PARAMS],
  ): Promise<readonly string[]> {
    const prompts = scriptedPrompts();
    const files = memoryFiles(GERMLINE_FILES);
    const workflow = {
      ...GERMLINE,
      parameterFiles,
      inputs: parameterFiles.length === 0 ? [] : GERMLINE.inputs,
    };
    await checkParameters(GERMLINE.uri, {
      language: {
        workflow: () => Promise.resolve(workflow),
        checkParameters: () => Promise.resolve({ problems }),
      },
      files,
      prompts,
      showProblems: () => {
        files.done.push('show problems');
        return Promise.resolve();
      },
    });
    return [...prompts.shown, ...files.done];
  }

  it('says that all is well', async () => {
    assert.deepEqual(await check([]), ["information: 'params.json' fits workflow 'germline': no problems."]);
  });
  it('shows what is wrong', async () =>
    assert.deepEqual(await check([problem]), [`show ${PARAMS}`, 'show problems']));
  it('says that there is nothing to check', async () => {
    assert.deepEqual(await check([], []), ["information: Workflow 'germline' needs no parameters."]);
  });
});
