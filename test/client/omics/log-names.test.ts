import assert from 'node:assert/strict';
import { logGroupArn, runStream, taskStream } from '../../../client/src/omics/log-names.ts';

describe('names in CloudWatch Logs', () => {
  it('are exact', () => {
    assert.deepEqual([runStream('12'), taskStream('12', '7')], ['run/12', 'run/12/task/7']);
  });

  const arns: Readonly<Record<string, string | undefined>> = {
    'arn:aws:omics:eu-west-2:123456789012:run/12':
      'arn:aws:logs:eu-west-2:123456789012:log-group:/aws/omics/WorkflowLog',
    'arn:aws-cn:omics:x:1:run/12': 'arn:aws-cn:logs:x:1:log-group:/aws/omics/WorkflowLog',
    'arn:aws:s3:::bucket': undefined,
    arn: undefined,
  };
  for (const [arn, expected] of Object.entries(arns)) {
    it(`of ${arn}`, () => assert.equal(logGroupArn(arn), expected));
  }
});
