import type { Names } from '../identity.ts';
import { uuidOf } from '../identity.ts';
import type { Definitions } from '../omics/context.ts';
import { ready2run } from '../omics/ready2run.ts';
import { READY2RUN } from '../omics/ready2run-table.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { cancelledStates } from '../simulation/cancel.ts';
import { DEFAULT_TIMING } from '../simulation/timing.ts';
import type { RunState } from '../simulation/timeline.ts';
import type { RunRecord, RunSettings, WorkflowRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { nextId } from '../store/store.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Lives } from './lives.ts';
import type { Worlds } from './worlds.ts';

export interface HistoryContext {
  readonly store: Store;
  readonly names: Names;
  readonly definitions: Definitions;
  readonly lives: Lives;
  readonly worlds: Worlds;
  readonly dispatcher: Dispatcher;
  readonly now: number;
}

/**
 * Adds the runs that a scenario wants to be there: those that are over, one a minute up to now, and those that run on and
 * on. They count in no quota. One run of each kind is gone through, and the others live the same life at another time.
 */
export async function addHistory(scenario: Scenario, context: HistoryContext): Promise<void> {
  const { finished = 0, live = 0 } = scenario.history ?? {};
  if (finished + live === 0) return;
  const { worlds, now } = context;
  const workflow = historyWorkflow(context);
  const usual = worlds.keep({}, DEFAULT_TIMING);
  const failing = worlds.keep(
    { runs: [{ fail: { during: 'export', reason: 'EXPORT_FAILED', message: 'The output bucket is gone' } }] },
    DEFAULT_TIMING,
  );
  const endless = worlds.keep({}, { ...DEFAULT_TIMING, taskRunning: A_YEAR });
  const completed = await template(workflow, usual, context);
  const failed = await template(workflow, failing, context);
  const running = await template(workflow, endless, context);
  const shared: RunSettings = { ...completed.settings };
  for (let i = 0; i < finished; i++) {
    const at = now - (finished - i + 1) * MINUTE;
    const kind = i % 10 === 3 ? failed : completed;
    add(
      { ...kind, settings: { ...shared, name: `finished-${i + 1}` } },
      at,
      { cancelled: i % 10 === 7 },
      context,
    );
  }
  for (let i = 0; i < live; i++) {
    add(
      { ...running, settings: { ...shared, name: `live-${i + 1}` } },
      now - MINUTE,
      { cancelled: false },
      context,
    );
  }
}

const MINUTE = 60_000;
const A_YEAR = 365 * 24 * 3600;

function add(
  run: RunRecord,
  at: number,
  { cancelled }: { readonly cancelled: boolean },
  { store }: HistoryContext,
): void {
  const id = nextId(store.runs, FIRST_RUN_ID);
  const states = run.states.map((state): RunState => ({ ...state, at: state.at + at }));
  const cancelledAt = at + MINUTE / 6;
  store.runs.put(id, {
    ...run,
    id,
    uuid: uuidOf('run', id, at),
    createdAt: at,
    admittedAt: at,
    ...(cancelled && { cancelledAt }),
    states: cancelled ? cancelledStates(states, cancelledAt, DEFAULT_TIMING) : states,
  });
}

const FIRST_RUN_ID = 2_000_001;

/** A run that starts at the time 0. */
async function template(
  workflow: WorkflowRecord,
  world: string,
  context: HistoryContext,
): Promise<RunRecord> {
  const { id, uuid, name, definition } = workflow;
  const run = {
    id: '0',
    uuid: '',
    settings: {
      roleArn: `arn:aws:iam::${context.names.accountId}:role/Simulation`,
      outputUri: 's3://simulation/outputs',
      parameters: {},
      storageType: 'DYNAMIC',
      logLevel: 'ALL',
      retentionMode: 'REMOVE',
      networkingMode: 'RESTRICTED',
      tags: {},
    },
    workflow: { id, uuid, type: 'PRIVATE', name, definition },
    startedBy: `arn:aws:iam::${context.names.accountId}:user/history`,
    createdAt: 0,
    admittedAt: 0,
    world,
    uncounted: true,
    longest: 2 * A_YEAR,
  } as const;
  const life = await context.lives.from(run, () => undefined);
  return { ...run, states: life.states };
}

/** A workflow of one task, which is made when it is not there. */
function historyWorkflow({ store, now }: HistoryContext): WorkflowRecord {
  const known = store.workflows.madeBy(REQUEST_ID);
  if (known !== undefined) return known;
  const [first] = READY2RUN;
  const model = ready2run(first?.id ?? '', store);
  if (model === undefined) throw new Error('There is no Ready2Run workflow to take as a model.');
  const id = nextId(store.workflows, 1_000_001);
  const workflow: WorkflowRecord = {
    id,
    uuid: uuidOf('workflow', id, now),
    name: 'history',
    definition: { ...model.definition, description: 'Runs of a scenario', createdAt: now, settledAt: now },
    versions: [],
    request: { requestId: REQUEST_ID, digest: '' },
  };
  store.workflows.put(id, workflow);
  return workflow;
}

const REQUEST_ID = 'history of the scenario';
