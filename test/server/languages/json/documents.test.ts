import assert from 'node:assert/strict';
import { rewrites } from '@omics-lens/server/features/code-actions.ts';
import { completion } from '@omics-lens/server/features/completion.ts';
import { hover } from '@omics-lens/server/features/hover.ts';
import { rename } from '@omics-lens/server/features/rename.ts';
import type { AccountValue } from '@omics-lens/server/languages/language.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { openFixture, renderEdits } from '../../../support/open-fixture.ts';

const WDL = `
//- /w.wdl
version 1.1
workflow W {
  input {
    # Aligned reads
    File bam
    Int threads = 4
    String? note
  }
  parameter_meta {
    bam: "Aligned reads"
  }
  output { Int o = threads }
}
`;

/** The labels at the cursor, best first. */
async function labels(
  path: string,
  text: string,
  account?: readonly AccountValue[],
): Promise<readonly string[]> {
  const { file, offset } = await openFixture(`//- ${path}\n${text}${WDL}`);
  return completion(file, offset, account).items.map(({ label }) => label);
}

/** The text after choosing a label, snippet places included. */
async function chosen(path: string, text: string, label: string): Promise<string> {
  const { file, offset } = await openFixture(`//- ${path}\n${text}${WDL}`);
  const { items } = completion(file, offset);
  const item = items.find((one) => one.label === label);
  assert.ok(item, `'${label}' is not among ${items.map((one) => one.label).join(', ')}`);
  const edits = [{ span: item.replacing, newText: item.insert ?? item.label }, ...(item.edits ?? [])];
  return applyEdits(file.text, edits).trimEnd();
}

async function hoverText(path: string, text: string): Promise<string> {
  const { file, offset, workspace } = await openFixture(`//- ${path}\n${text}${WDL}`);
  return hover(file, offset, workspace, workspace.settings)?.markdown ?? '';
}

describe('json: completion in run files', () => {
  it('offers fields that are not there yet, required ones first', async () => {
    const offered = await labels('/w.run.json', '{"workflowId": "1", "<|>"}');
    assert.deepEqual(offered.slice(0, 3), ['roleArn', 'outputUri', 'workflowVersionName']);
    assert.ok(!offered.includes('workflowId') && !offered.includes('requestId'));
  });

  it('writes a field with its choices', async () => {
    assert.equal(
      await chosen('/w.run.json', '{"storage<|>"}', 'storageType'),
      '{"storageType": "${1|STATIC,DYNAMIC|}"}',
    );
    assert.equal(await chosen('/w.run.json', '{"tags<|>"}', 'tags'), '{"tags": {$1\\}}');
    assert.equal(await chosen('/w.run.json', '{"outp<|>"}', 'outputUri'), '{"outputUri": "s3://$1"}');
  });

  it('writes the parameters that the workflow needs', async () => {
    assert.equal(
      await chosen('/w.run.json', '{\n  "param<|>"\n}', 'parameters'),
      '{\n  "parameters": {\n    "bam": "${1:s3://}"\n  }\n}',
    );
  });

  it('offers choices, and parameters where those stand', async () => {
    assert.deepEqual(await labels('/w.run.json', '{"logLevel": <|>}'), [
      '"OFF"',
      '"FATAL"',
      '"ERROR"',
      '"ALL"',
    ]);
    assert.deepEqual(await labels('/w.run.json', '{"parameters": {"<|>"}}'), ['bam', 'note', 'threads']);
    assert.deepEqual(await labels('/w.run.json', '{"parameters": {"threads": <|>}}'), ['4']);
  });

  it('offers what a request for a task on Amazon ECS may hold', async () => {
    const FILE = '/w.ecs-task.json';
    assert.deepEqual((await labels(FILE, '{"<|>"}')).slice(0, 3), [
      'taskDefinition',
      'cluster',
      'launchType',
    ]);
    assert.deepEqual(await labels(FILE, '{"launchType": <|>}'), [
      '"EC2"',
      '"FARGATE"',
      '"EXTERNAL"',
      '"MANAGED_INSTANCES"',
    ]);
    assert.deepEqual(await labels(FILE, '{"tags": [{"<|>"}]}'), ['key', 'value']);
    assert.deepEqual(
      await labels(FILE, '{"volumeConfigurations": [{"managedEBSVolume": {"filesystemType": <|>}}]}'),
      ['"ext3"', '"ext4"', '"xfs"', '"ntfs"'],
    );
  });

  it('makes a new file', async () => {
    assert.equal(
      await chosen('/w.run.json', '<|>', '{ … }'),
      [
        '{',
        '  "workflowId": "$1",',
        '  "roleArn": "arn:aws:iam::123456789012:role/$2",',
        '  "parameters": {',
        '    "bam": "${3:s3://}"',
        '  },',
        '  "outputUri": "s3://$4",',
        '  "storageType": "${5|STATIC,DYNAMIC|}"',
        '}',
      ].join('\n'),
    );
  });

  it('offers what the account holds, by id and by name', async () => {
    const values = [{ value: '1234567', label: 'germline' }, { value: '7654321' }];
    assert.deepEqual(await labels('/w.run.json', '{"workflowId": "<|>"}', values), [
      '"1234567"',
      '"7654321"',
    ]);
    assert.deepEqual(await labels('/w.run.json', '{"workflowId": "germ<|>"}', values), ['"1234567"']);
    assert.deepEqual(await labels('/w.run.json', '{"workflowId": "<|>"}'), []);
  });

  it('knows what to ask the account for', async () => {
    const query = async (text: string) => {
      const { file, offset } = await openFixture(`//- /w.run.json\n${text}`);
      return file.analysis.accountQuery?.(offset);
    };
    assert.deepEqual(await query('{"workflowId": "<|>"}'), { kind: 'workflow' });
    assert.deepEqual(await query('{"roleArn": <|>}'), { kind: 'role' });
    assert.deepEqual(await query('{"workflowId": "1", "workflowVersionName": "<|>"}'), {
      kind: 'workflowVersion',
      workflowId: '1',
    });
    assert.equal(await query('{"workflowVersionName": "<|>"}'), undefined);
    assert.equal(await query('{"name": "<|>"}'), undefined);
  });
});

describe('json: completion in the other files of runs', () => {
  it('a batch', async () => {
    const text = '{"batchRunSettings": {"inlineSettings": [{"<|>"}]}}';
    assert.deepEqual((await labels('/w.batch.json', text)).slice(0, 3), [
      'runSettingId',
      'name',
      'parameters',
    ]);
    assert.deepEqual(await labels('/w.batch.json', '{"batchRunSettings": {"<|>"}}'), [
      'inlineSettings',
      's3UriSettings',
    ]);
    assert.deepEqual(await labels('/w.batch.json', '{"batchRunSettings": {"s3UriSettings": "", "<|>"}}'), []);
    assert.deepEqual(await labels('/w.batch-runs.json', '[{"parameters": {"b<|>"}}]'), ['bam']);
  });

  it('a template: names of inputs', async () => {
    assert.deepEqual(await labels('/w.parameter-template.json', '{"bam": {}, "<|>"}'), ['note', 'threads']);
    assert.equal(
      await chosen('/w.parameter-template.json', '{"ba<|>"}', 'bam'),
      '{"bam": { "description": "Aligned reads" \\}}',
    );
    assert.deepEqual(await labels('/w.parameter-template.json', '{"bam": {"<|>"}}'), [
      'description',
      'optional',
    ]);
  });

  it('a registry map and a schema', async () => {
    assert.deepEqual(await labels('/registry-map.json', '{"imageMappings": [{"<|>"}]}'), [
      'sourceImage',
      'destinationImage',
    ]);
    assert.ok(
      (await labels('/nextflow_schema.json', '{"properties": {"x": {"<|>"}}}')).includes('help_text'),
    );
  });

  it('folders of URIs that other files use', async () => {
    const others =
      '\n//- /a.params.json\n{"bam": "s3://bucket-a/reads/a.bam"}\n//- /b.params.json\n{"bam": "s3://bucket-a/reads/b.bam", "x": "s3://bucket-b/x"}\n';
    const { file, offset } = await openFixture(`//- /w.params.json\n{"bam": "<|>"}${others}${WDL}`);
    assert.deepEqual(
      completion(file, offset)
        .items.slice(0, 2)
        .map(({ label }) => label),
      ['s3://bucket-a/reads/', 's3://bucket-b/'],
    );
  });
});

describe('json: hover in files of runs', () => {
  it('explains fields, with limits and choices', async () => {
    assert.equal(
      await hoverText('/w.run.json', '{"stora<|>geType": "STATIC"}'),
      '```\nstorageType: string\n```\n\nOptional. One of `STATIC`, `DYNAMIC`.\n\n`DYNAMIC` storage grows and shrinks with the run; `STATIC` storage has the size of `storageCapacity`.',
    );
    assert.match(
      await hoverText('/w.batch.json', '{"defaultRunSetting": {"priority<|>": 1}}'),
      /0 to 100,000/,
    );
  });

  it('explains parameters and names of a template', async () => {
    assert.match(await hoverText('/w.run.json', '{"parameters": {"ba<|>m": ""}}'), /File bam/);
    assert.match(await hoverText('/w.parameter-template.json', '{"ba<|>m": {}}'), /File bam/);
    assert.match(
      await hoverText('/w.parameter-template.json', '{"bam": {"opt<|>ional": true}}'),
      /leave the parameter out/,
    );
  });

  it('says how many bytes parameters take', async () => {
    assert.match(await hoverText('/w.params.json', '<|>{ "threads": 3 }'), /\*\*13\*\* of 50,000 bytes/);
  });
});

describe('json: changes without a problem', () => {
  const after = async (path: string, text: string, title: string) => {
    const { file, offset } = await openFixture(`//- ${path}\n${text}${WDL}`);
    const found = rewrites(file, { start: offset, end: offset });
    const action = found.find((one) => one.title === title);
    assert.ok(action, `'${title}' is not among ${found.map((one) => one.title).join(', ')}`);
    return applyEdits(file.text, action.edits).trimEnd();
  };

  it('add all optional parameters, with their defaults', async () => {
    assert.equal(
      await after('/w.params.json', '{"bam": "s3://bucket/a.bam"<|>}', 'Add all optional parameters'),
      '{"bam": "s3://bucket/a.bam", "threads": 4, "note": ""}',
    );
    assert.equal(
      await after('/w.run.json', '{"parameters": {"W.bam": ""<|>}}', 'Add all optional parameters'),
      '{"parameters": {"W.bam": "", "W.threads": 4, "W.note": ""}}',
    );
  });

  it('remove unknown parameters, wherever they stand', async () => {
    const title = 'Remove all 2 unknown parameters';
    assert.equal(await after('/w.params.json', '{"x": 1, "bam": "", "y": 2<|>}', title), '{"bam": ""}');
    assert.equal(await after('/w.params.json', '{"bam": "", "x": 1, "y": 2<|>}', title), '{"bam": ""}');
    assert.equal(await after('/w.params.json', '{"x": 1, "y": 2<|>, "bam": ""}', title), '{"bam": ""}');
    assert.equal(await after('/w.params.json', '{"x": 1, "y": 2<|>}', title), '{}');
  });

  it('bring a template up to date', async () => {
    const title = 'Update the template from the workflow';
    assert.deepEqual(
      JSON.parse(
        await after('/w.parameter-template.json', '{"bam": {"description": "Mine"}<|>, "x": {}}', title),
      ),
      {
        bam: { description: 'Mine' },
        threads: { description: '', optional: true },
        note: { description: '', optional: true },
      },
    );
  });
});

describe('json: names in files of runs', () => {
  const FILES = `
//- /w.run.json
{"parameters": {"bam": ""}}
//- /w.batch.json
{"batchRunSettings": {"inlineSettings": [{"parameters": {"W.bam": ""}}]}}
//- /w.parameter-template.json
{"bam": {"description": "bam"}}
`;

  it('are renamed with the input, and the input with them', async () => {
    const expected = ['//- /w.wdl', '//- /w.parameter-template.json', '//- /w.run.json', '//- /w.batch.json'];
    for (const start of [`//- /w.params.json\n{"b<|>am": ""}`, `//- /x.json\n{}`]) {
      const inWdl = start.includes('<|>') ? WDL : WDL.replace('File bam', 'File b<|>am');
      const { file, offset, workspace } = await openFixture(`${start}${FILES}${inWdl}`);
      const edits = rename(file, offset, 'reads', workspace);
      assert.ok(!('refused' in edits));
      const drawn = renderEdits(workspace, edits);
      for (const line of expected) assert.ok(drawn.includes(line), `${line} in\n${drawn}`);
      assert.ok(drawn.includes('{"W.reads": ""}') && drawn.includes('{"reads": {"description": "bam"}}'));
    }
  });
});
