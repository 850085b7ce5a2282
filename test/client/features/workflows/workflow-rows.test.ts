import assert from 'node:assert/strict';
import {
  filterMessage,
  isFiltering,
  NO_FILTER,
  passes,
} from '../../../../client/src/features/workflows/workflow-filter.ts';
import {
  ownRow,
  ready2runRow,
  sharedRow,
  versionRow,
} from '../../../../client/src/features/workflows/workflow-rows.ts';
import { runFileName, runFileText } from '../../../../client/src/features/workflows/workflow-run-file.ts';
import { nextVersionName, versionNameIssue } from '../../../../client/src/features/workflows/version-name.ts';
import type { TreeRow } from '../../../../client/src/infrastructure/tree-row.ts';

/** `label | description | icon | context`. */
const shown = ({ label, description, icon, context }: TreeRow) =>
  [label, description, icon, context].join(' | ');

const named = (status: string, name: string | undefined = 'germline') => ({
  id: '1234567',
  name,
  status,
  creationTime: Date.UTC(2026, 10, 20),
  arn: 'arn:aws:omics:us-east-1:123456789012:workflow/1234567',
});

const share = (status: string) => ({
  shareId: 's',
  shareName: 'joint-calling',
  workflowId: '7654321',
  workflowArn: 'arn',
  ownerId: '210987654321',
  status,
  creationTime: undefined,
});

describe('rows of workflows', () => {
  const rows: readonly (readonly [row: TreeRow, expected: string])[] = [
    [ownRow(named('ACTIVE')), 'germline | 1234567 | pass | workflow.private.settled'],
    [
      ownRow(named('CREATING')),
      'germline | being created, 1234567 | loading~spin | workflow.private.creating',
    ],
    [ownRow(named('FAILED')), 'germline | failed, 1234567 | error | workflow.private.settled'],
    [ownRow(named('NEWER')), 'germline | newer, 1234567 | question | workflow.private.settled'],
    [ownRow({ ...named('ACTIVE'), name: undefined }), '1234567 | 1234567 | pass | workflow.private.settled'],
    [
      versionRow({ ...named('ACTIVE'), id: 'v2' }, 'version.private'),
      'v2 |  | pass | version.private.settled',
    ],
    [
      sharedRow(share('PENDING')),
      'joint-calling | waits for you to accept it, 7654321, from 210987654321 | mail | share.pending',
    ],
    [sharedRow(share('ACTIVE')), 'joint-calling | 7654321, from 210987654321 | pass | workflow.shared'],
    [
      sharedRow(share('ACTIVATING')),
      'joint-calling | activating, 7654321, from 210987654321 | loading~spin | share.passing',
    ],
    [
      ready2runRow(named('ACTIVE', 'GATK-BP fq2bam')),
      'GATK-BP fq2bam | 64 GiB, about 10 h 10 min | package | workflow.ready2run',
    ],
    [
      ready2runRow(named('ACTIVE', 'Sentieon Somatic WES')),
      'Sentieon Somatic WES | 50 GiB, about 2 h 30 min, subscription | package | workflow.ready2run',
    ],
    [
      ready2runRow(named('ACTIVE', 'Something newer')),
      'Something newer | 1234567 | package | workflow.ready2run',
    ],
  ];
  for (const [row, expected] of rows) it(expected, () => assert.equal(shown(row), expected));

  it('are read out with what their icons say', () => {
    assert.deepEqual(
      [ownRow(named('ACTIVE')), ownRow(named('FAILED')), sharedRow(share('PENDING'))].map(
        (row) => row.accessibleLabel,
      ),
      [
        'Workflow germline, active, 1234567',
        'Workflow germline, failed, 1234567',
        'Shared workflow joint-calling, waits for you to accept it, 7654321, from 210987654321',
      ],
    );
  });

  it('are filtered by a part of name or id, and by section', () => {
    const filter = { text: 'germ', section: 'private' } as const;
    assert.deepEqual(
      [passes(filter, '1', 'My Germline'), passes(filter, '1', undefined), passes(NO_FILTER)],
      [true, false, true],
    );
    assert.deepEqual([isFiltering(NO_FILTER), isFiltering(filter)], [false, true]);
    assert.deepEqual(
      [filterMessage(NO_FILTER), filterMessage(filter), filterMessage({ text: '', section: 'ready2run' })],
      [undefined, "Only private workflows with 'germ'.", 'Only Ready2Run workflows.'],
    );
  });
});

describe('the name of the next version', () => {
  const names: readonly (readonly [taken: readonly string[], tag: string | undefined, expected: string])[] = [
    [[], undefined, 'v1'],
    [['v1', 'v9', 'v10', 'final'], undefined, 'v11'],
    [[], 'v2.1.0', 'v2.1.0'],
    [['v2.1.0'], 'v2.1.0', 'v1'],
    [[], 'release/1.2', 'release-1.2'],
    [[], '---', 'v1'],
    [[], 'x'.repeat(70), 'v1'],
  ];
  for (const [taken, tag, expected] of names) {
    it(`${tag ?? 'no tag'} beside ${taken.join(' ') || 'none'} is ${expected}`, () => {
      assert.equal(nextVersionName(taken, tag), expected);
      assert.equal(versionNameIssue(expected, taken), undefined);
    });
  }

  it('is refused where the service would refuse it', () => {
    assert.match(
      versionNameIssue('-x', []) ?? '',
      /^The name of a version must begin with a letter or digit/,
    );
    assert.equal(versionNameIssue('v1', ['v1']), "There is a version 'v1' already.");
  });
});

describe('the run file of a workflow', () => {
  it('has a value to fill in for each parameter that must be given', () => {
    const parameterTemplate = { samples: { description: 'Names' }, threads: { optional: true } };
    const text = runFileText(
      { id: '7', versionName: 'v2', ownerId: '210987654321' },
      { name: 'germline', parameterTemplate },
      { roleArn: 'arn:aws:iam::123456789012:role/run' },
    );
    assert.deepEqual(JSON.parse(text), {
      workflowId: '7',
      workflowVersionName: 'v2',
      workflowOwnerId: '210987654321',
      name: 'germline',
      roleArn: 'arn:aws:iam::123456789012:role/run',
      parameters: { samples: '' },
    });
    const ready = runFileText({ id: '7', type: 'READY2RUN' }, { name: 'x', parameterTemplate: {} }, {});
    assert.equal((JSON.parse(ready) as { workflowType: string }).workflowType, 'READY2RUN');
  });

  it('gets a name that is not taken', () => {
    const taken = new Set(['germline.run.json', 'germline-2.run.json']);
    assert.equal(
      runFileName('germline', (name) => taken.has(name)),
      'germline-3.run.json',
    );
    assert.equal(
      runFileName('GATK-BP fq2bam / x', () => false),
      'GATK-BP-fq2bam-x.run.json',
    );
    assert.equal(
      runFileName('///', () => false),
      'workflow.run.json',
    );
  });
});
