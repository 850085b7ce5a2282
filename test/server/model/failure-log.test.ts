import assert from 'node:assert/strict';
import type { Engine } from '@omics-lens/server/model/index.ts';
import { taskOrigins } from '@omics-lens/server/model/index.ts';
import { logPlaces } from '@omics-lens/server/healthomics/log-places.ts';
import { exitStatusIn, failedProcessIn, symptomIn } from '@omics-lens/server/model/failure-log.ts';
import { call, task, workflow } from '../../support/model.ts';

describe('model: places in logs', () => {
  const LINES: readonly (readonly [format: string, line: string, expected: string])[] = [
    [
      'WDL',
      'wdl.w:Main task Align (tasks/align.wdl Ln 12 Col 5) failed :: dir: "/x"',
      'tasks/align.wdl 11:4',
    ],
    ['WDL, two places', '(a.wdl Ln 1 Col 1) called (b.wdl Ln 2 Col 3)', 'a.wdl 0:0, b.wdl 1:2'],
    [
      'Nextflow, a statement',
      " -- Check script '/mnt/workflow/main.nf' at line: 42 or see '.nextflow.log'",
      '/mnt/workflow/main.nf 41',
    ],
    [
      'Nextflow, a script',
      "modules/align.nf: 7: Unexpected input: '{' @ line 7, column 14.",
      'modules/align.nf 6:13',
    ],
    ['CWL', 'workflow/main.cwl:12:5: Field `run` is wrong', 'workflow/main.cwl 11:4'],
    [
      'CWL, as a URI',
      'file:///mnt/workflow/main.cwl:3:1: Missing field',
      'file:///mnt/workflow/main.cwl 2:0',
    ],
    ['a time is no place', '12:30:05 main.cwl was read', ''],
    ['an object of S3 is no place', 's3://bucket/main.cwl is there', ''],
  ];
  for (const [format, line, expected] of LINES) {
    it(format, () => {
      const found = logPlaces([line]).map(({ path, line: at, character }) =>
        character === undefined ? `${path} ${at}` : `${path} ${at}:${character}`,
      );
      assert.equal(found.join(', '), expected);
    });
  }

  const STATUSES: readonly (readonly [lines: readonly string[], status: number | undefined])[] = [
    [['[simulation] exit status 137'], 137],
    [['Task x ended with exit code: 2'], 2],
    [['exited with code 1'], 1],
    [['{"exit_status": 127}'], 127],
    [['Command exit status:', '  255', '', 'Command output:'], 255],
    [['exit status 1', 'exit status 2'], 2],
    [['the exit'], undefined],
  ];
  for (const [lines, status] of STATUSES) {
    it(`exit status of ${JSON.stringify(lines)}`, () => {
      assert.equal(exitStatusIn(lines), status);
    });
  }

  it('the process that Nextflow names', () => {
    assert.equal(
      failedProcessIn(["Error executing process > 'MAP:ALIGN (sample 1)'"]),
      'MAP:ALIGN (sample 1)',
    );
  });

  it('what programs say of memory and storage', () => {
    assert.equal(symptomIn(['terminate called after throwing std::bad_alloc']), 'memory');
    assert.equal(symptomIn(['cp: No space left on device']), 'storage');
    assert.equal(symptomIn(['file not found']), undefined);
  });
});

describe('model: names of tasks', () => {
  const align = task('ALIGN', {});
  const map = { ...workflow('MAP', {}, { calls: [call('ALIGN', align), call('AGAIN', align)] }).entry };
  const origins = (engine: Engine, name: string): string =>
    taskOrigins(
      workflow(
        'main',
        {},
        {
          engine,
          calls: [call('MAP', map), call('ALIGN', align), call('step_2', align)],
          callables: [align, map],
        },
      ),
      name,
    )
      .map(({ calls }) => calls.map((each) => each.name).join(' > '))
      .join(', ');

  const NAMES: readonly (readonly [engine: Engine, name: string, expected: string])[] = [
    ['NEXTFLOW', 'MAP:ALIGN (sample 1)', 'MAP > ALIGN'],
    ['NEXTFLOW', 'MAP:AGAIN', 'MAP > AGAIN'],
    ['NEXTFLOW', 'ALIGN (a:b (c))', 'MAP > ALIGN, ALIGN'],
    ['CWL', 'step_2', 'step_2'],
    ['CWL', 'step_2_3', 'step_2'],
    ['CWL', 'AGAIN_7', 'MAP > AGAIN'],
    ['WDL', 'AGAIN-0-1', 'MAP > AGAIN'],
    ['WDL_LENIENT', 'call-MAP/call-ALIGN-3', 'MAP > ALIGN'],
    ['WDL', 'OTHER-1', ''],
  ];
  for (const [engine, name, expected] of NAMES) {
    it(`${engine}: ${name}`, () => {
      assert.equal(origins(engine, name), expected);
    });
  }
});
