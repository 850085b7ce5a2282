import assert from 'node:assert/strict';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { cancelRun } from '../../../../client/src/features/runs/cancel-run.ts';
import { checkParameters } from '../../../../client/src/features/runs/check-parameters.ts';
import { chooseRun } from '../../../../client/src/features/runs/choose-run.ts';
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

describe('cancelling a run', () => {
  async function check(id: string, ...answers: readonly string[]): Promise<string> {
    const prompts = scriptedPrompts(...answers);
    const done: string[] = [];
    const cancel = (runId: string) => Promise.resolve(done.push(`cancelled ${runId}`));
    const outcome = await cancelRun(id, {
      store: storeOf(['1', 'RUNNING'], ['2', 'COMPLETED']),
      omics: () => Promise.resolve({ cancelRun: cancel } as unknown as OmicsApi),
      prompts,
      onCancelled: (runId) => void done.push(`refreshed ${runId}`),
    }).then(() => done.join(', '), messageOf);
    return [...prompts.shown, outcome].join('\n');
  }
  const question = (name: string) =>
    `Cancel run '${name}'?\nIts outputs are not saved. What has run so far is billed. [Cancel Run]\n`;

  const cases: readonly (readonly [name: string, Parameters<typeof check>, expected: string])[] = [
    ['asks first', ['1', 'Cancel Run'], `${question('run 1')}cancelled 1, refreshed 1`],
    ['does nothing when dismissed', ['1'], `${question('run 1')}Cancelled`],
    [
      'is also there for a run that no list shows',
      ['9', 'Cancel Run'],
      `${question('9')}cancelled 9, refreshed 9`,
    ],
    [
      'says that a run has ended',
      ['2'],
      "Run 'run 2' has ended already (completed), so there is nothing to cancel.",
    ],
  ];
  for (const [name, call, expected] of cases) {
    it(name, async () => assert.equal(await check(...call), expected));
  }
});

describe('the run that a command is about', () => {
  const store = storeOf(['1', 'RUNNING'], ['2', 'COMPLETED'], ['3', 'PENDING']);
  const cases: readonly (readonly [
    name: string,
    argument: unknown,
    which: 'any' | 'alive',
    answer: string,
    expected: string,
  ])[] = [
    ['an id', '7', 'any', '', '7'],
    ['a row of the tree', { kind: 'task', runId: '2' }, 'any', '', '2'],
    ['picked from all', undefined, 'any', 'run 2', 'Run: run 3 / run 2 / run 1\n2'],
    ['picked from those that are alive', undefined, 'alive', 'run 1', 'Run: run 3 / run 1\n1'],
    ['dismissed', {}, 'alive', '', 'Run: run 3 / run 1\nCancelled'],
  ];
  for (const [name, argument, which, answer, expected] of cases) {
    it(name, async () => {
      const prompts = scriptedPrompts(answer);
      const outcome = await chooseRun(argument, which, { store, prompts, now: 0 }).catch(messageOf);
      assert.equal([...prompts.shown, outcome].join('\n'), expected);
    });
  }

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
