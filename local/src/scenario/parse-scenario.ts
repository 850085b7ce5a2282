import { ACCOUNT_SHAPES } from '../account/account-shapes.ts';
import { isErrorCode } from '../errors.ts';
import { describeViolation, violations } from '../shapes/check.ts';
import { quotasOf } from '../progress/quotas.ts';
import type { Shapes } from '../shapes/shape.ts';
import { choice, integer, text } from '../shapes/shape.ts';
import { DEFAULT_TIMING } from '../simulation/timing.ts';
import type { Scenario } from './scenario.ts';

export type ParsedScenario =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  /** What is wrong, in sentences. */
  | { readonly kind: 'broken'; readonly problems: readonly string[] };

/** Reads a scenario file, which is JSON. A member that it does not know is a problem: a slip would go unnoticed. */
export function parseScenario(source: string): ParsedScenario {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    return { kind: 'broken', problems: [`It is not JSON: ${(error as Error).message}.`] };
  }
  const problems = violations(SHAPES, 'Scenario', value).map(describeViolation);
  if (problems.length > 0) return { kind: 'broken', problems };
  const scenario = value as Scenario;
  const unknown = (scenario.requests ?? [])
    .map((rule) => rule.error)
    .filter((error) => error !== undefined && !isErrorCode(error));
  if (unknown.length === 0) return { kind: 'scenario', scenario };
  return { kind: 'broken', problems: unknown.map((error) => `No error is called '${error ?? ''}'.`) };
}

const SHAPES: Shapes = {
  Text: text(),
  Name: text(1, 200),
  Count: integer(0),
  Flag: { type: 'boolean' },
  Seconds: { type: 'number', min: 0 },
  Phase: choice('start', 'import', 'export'),
  Drop: choice('after', 'before'),
  Timing: {
    type: 'structure',
    members: Object.fromEntries(Object.keys(DEFAULT_TIMING).map((name) => [name, 'Seconds'])),
  },
  Line: { type: 'string', min: 1 },
  LogLine: { type: 'structure', required: ['after', 'line'], members: { after: 'Seconds', line: 'Line' } },
  LogLines: { type: 'list', member: 'LogLine' },
  TaskFailure: {
    type: 'structure',
    members: { reason: 'Name', exitCode: 'Count', message: 'Text', attempts: 'Count' },
  },
  TaskRule: {
    type: 'structure',
    required: ['task'],
    members: { task: 'Name', run: 'Name', seconds: 'Seconds', log: 'LogLines', fail: 'TaskFailure' },
  },
  TaskRules: { type: 'list', member: 'TaskRule' },
  RunFailure: {
    type: 'structure',
    required: ['during', 'reason'],
    members: { during: 'Phase', reason: 'Name', message: 'Text' },
  },
  RunRule: { type: 'structure', required: ['fail'], members: { run: 'Name', fail: 'RunFailure' } },
  RunRules: { type: 'list', member: 'RunRule' },
  RequestRule: {
    type: 'structure',
    required: ['operation'],
    members: {
      operation: 'Name',
      skip: 'Count',
      times: 'Count',
      error: 'Name',
      message: 'Text',
      drop: 'Drop',
      delay: 'Seconds',
    },
  },
  RequestRules: { type: 'list', member: 'RequestRule' },
  SubmissionRule: {
    type: 'structure',
    required: ['runSettingId', 'reason'],
    members: { runSettingId: 'Name', reason: 'Name', message: 'Text' },
  },
  SubmissionRules: { type: 'list', member: 'SubmissionRule' },
  EcsUnplaced: { type: 'structure', required: ['reason'], members: { reason: 'Name', detail: 'Text' } },
  EcsStopped: { type: 'structure', required: ['code', 'reason'], members: { code: 'Name', reason: 'Text' } },
  EcsRule: {
    type: 'structure',
    required: ['family'],
    members: {
      family: 'Name',
      times: 'Count',
      unplaced: 'EcsUnplaced',
      pullError: 'Text',
      seconds: 'Seconds',
      exitCode: 'Count',
      reason: 'Text',
      stopped: 'EcsStopped',
      log: 'LogLines',
      hidden: 'Seconds',
    },
  },
  EcsRules: { type: 'list', member: 'EcsRule' },
  Quotas: {
    type: 'structure',
    members: Object.fromEntries(Object.keys(quotasOf({})).map((name) => [name, 'Count'])),
  },
  History: { type: 'structure', members: { finished: 'Count', live: 'Count' } },
  ...ACCOUNT_SHAPES,
  Scenario: {
    type: 'structure',
    members: {
      timing: 'Timing',
      tasks: 'TaskRules',
      runs: 'RunRules',
      requests: 'RequestRules',
      submissions: 'SubmissionRules',
      ecs: 'EcsRules',
      quotas: 'Quotas',
      account: 'Account',
      enforceRates: 'Flag',
      history: 'History',
      credentialsExpireAfter: 'Count',
      listLag: 'Seconds',
      logLag: 'Seconds',
    },
  },
};
