import assert from 'node:assert/strict';
import { explainEnd, explainPlacement } from '../../../../client/src/features/ecs/explain-task.ts';
import type { EcsContainer, EcsTask } from '../../../../client/src/omics/tasks-on-ecs-api.ts';
import {
  ECS_PLACEMENT_FAILURES,
  ECS_STOP_REASONS,
  EXIT_CODES,
} from '@omics-lens/server/healthomics/ecs-reasons.ts';

const ended = (more: Partial<EcsTask>, container: Partial<EcsContainer> = {}): EcsTask => ({
  arn: 'arn',
  definition: 'a:1',
  status: 'STOPPED',
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [{ name: 'main', exitCode: undefined, reason: undefined, ...container }],
  ...more,
});
const sentence = (more: Partial<EcsTask>, container?: Partial<EcsContainer>) =>
  explainEnd(ended(more, container), 'T').sentence;

describe('the end of a task in words', () => {
  it('is good with 0 only', () => {
    assert.deepEqual(explainEnd(ended({}, { exitCode: 0 }), 'T'), {
      isGood: true,
      sentence: "Task 'T' ended well.",
    });
    assert.equal(explainEnd(ended({}, { exitCode: 1 }), 'T').isGood, false);
    assert.equal(explainEnd(ended({ containers: [] }), 'T').isGood, false);
    assert.equal(
      explainEnd(ended({ stopCode: 'UserInitiated', stoppedReason: 'x' }, { exitCode: 0 }), 'T').isGood,
      false,
    );
  });

  for (const { code, meaning, remedy } of ECS_STOP_REASONS.rows) {
    if (code === 'EssentialContainerExited') continue;
    it(`knows ${code}`, () => {
      const isCode =
        /^(TaskFailedToStart|UserInitiated|ServiceSchedulerInitiated|SpotInterruption|TerminationNotice|InfrastructureHealth)$/.test(
          code,
        );
      const said = isCode
        ? sentence({ stopCode: code, stoppedReason: 'the reason.' })
        : sentence({ stopCode: 'TaskFailedToStart', stoppedReason: `${code}: the reason.` });
      const reason = isCode ? 'the reason' : `${code}: the reason`;
      assert.equal(said, `Task 'T' ${meaning} (${reason}). ${remedy}`);
    });
  }

  for (const { code, meaning, remedy } of EXIT_CODES.rows) {
    it(`knows exit code ${code}`, () => {
      assert.equal(
        sentence({}, { exitCode: code }),
        `Task 'T' failed with exit code ${code}: ${meaning}. ${remedy}`,
      );
    });
  }

  it('says of any other exit code where to look', () => {
    assert.equal(
      sentence({}, { exitCode: 2 }),
      "Task 'T' failed with exit code 2. The last lines of its log are the cause most of the time.",
    );
  });

  it('believes the container before the task', () => {
    assert.match(
      sentence({}, { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }),
      /^Task 'T' ran out of memory \(OutOfMemoryError: Container killed due to memory usage\)\. Ask for more memory/,
    );
  });
});

describe('why a task was not placed', () => {
  const placement = (reason: string, detail?: string) =>
    explainPlacement({ arn: undefined, reason, detail }, 'T');
  for (const { code, meaning, remedy } of ECS_PLACEMENT_FAILURES.rows) {
    it(`knows ${code}`, () => {
      assert.equal(placement(code), `Task 'T' ${meaning} (${code}). ${remedy}`);
    });
  }

  it('knows the family of a resource, and shows what it does not know', () => {
    assert.match(
      placement('RESOURCE:FPGA', 'none left'),
      /enough left of what it asks for \(RESOURCE:FPGA, none left\)/,
    );
    assert.match(placement('NEW REASON'), /^Task 'T' was not placed \(NEW REASON\)\. Look the reason up/);
  });
});
