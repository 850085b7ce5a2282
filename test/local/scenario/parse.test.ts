import assert from 'node:assert/strict';
import { parseScenario } from '@omics-lens/local/scenario/parse-scenario.ts';

function check(source: string, ...problems: readonly string[]): void {
  it(source, () => {
    const parsed = parseScenario(source);
    assert.deepEqual(parsed.kind === 'broken' ? parsed.problems : [], problems);
  });
}

describe('a scenario file', () => {
  check('{}');
  check(
    JSON.stringify({
      timing: { runPending: 0.5, taskSpread: 0 },
      tasks: [
        {
          task: '#2',
          run: 'nightly',
          seconds: 3,
          log: [{ after: 1, line: 'a\tline' }],
          fail: { reason: 'OUT_OF_MEMORY_ERROR', exitCode: 137, message: 'killed', attempts: 1 },
        },
      ],
      runs: [{ fail: { during: 'export', reason: 'EXPORT_FAILED' } }],
      requests: [
        {
          operation: '*',
          skip: 1,
          times: 3,
          error: 'ThrottlingException',
          message: 'slow',
          delay: 1,
          drop: 'after',
        },
      ],
      credentialsExpireAfter: 10,
      listLag: 1,
      logLag: 2,
      submissions: [{ runSettingId: 'a', reason: 'ValidationException' }],
      quotas: { activeRunsStatic: 1 },
      enforceRates: true,
      history: { finished: 10, live: 1 },
      account: {
        roles: [{ name: 'r', trust: { Statement: [] }, policies: { p: {} } }],
        buckets: [
          { name: 'b', region: 'eu-west-1', objects: [{ key: 'k', size: 1, storageClass: 'GLACIER' }] },
        ],
        repositories: [{ name: 'tools', images: [{ tags: ['1'], architectures: ['arm64'] }] }],
        sequenceStores: [{ id: '1', name: 's', readSets: [{ id: '1', name: 'n', status: 'ARCHIVED' }] }],
        denied: ['iam:*'],
      },
    }),
  );
  check('[]', 'The value must be an object.');
  check('{ "task": [] }', "'task' is unknown.");
  check('{ "timing": { "pending": 1 } }', "'timing.pending' is unknown.");
  check('{ "tasks": [{ "fail": {} }] }', "'tasks[0].task' must be given.");
  check('{ "tasks": [{ "task": "a", "seconds": -1 }] }', "'tasks[0].seconds' must be at least 0, and is -1.");
  check(
    '{ "runs": [{ "fail": { "during": "lunch", "reason": "X" } }] }',
    "'runs[0].fail.during' must be one of start, import, export.",
  );
  check('{ "quotas": { "runs": -1 } }', "'quotas.runs' must be at least 0, and is -1.");
  check('{ "account": { "buckets": [{ "objects": [] }] } }', "'account.buckets[0].name' must be given.");
  check('{ "requests": [{ "operation": "GetRun", "error": "Oops" }] }', "No error is called 'Oops'.");

  it('that is not JSON says so', () => {
    const parsed = parseScenario('{ tasks }');
    assert.equal(parsed.kind, 'broken');
    assert.match(parsed.problems[0] ?? '', /^It is not JSON: /);
  });
});
