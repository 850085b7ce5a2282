import assert from 'node:assert/strict';
import { CWL_VERSIONS } from '@omics-lens/server/languages/cwl/document/index.ts';
import type { CwlVersion } from '@omics-lens/server/languages/cwl/document/index.ts';
import type { RecordInfo, Shape } from '@omics-lens/server/languages/cwl/schema/index.ts';
import {
  EXTENSIONS,
  GRAPH,
  PROCESSES,
  REQUIREMENTS,
  isIn,
  recordInfo,
  requirementInfo,
  wholeName,
} from '@omics-lens/server/languages/cwl/schema/index.ts';

/** Every record that can be reached from a document. */
function reachable(): readonly RecordInfo[] {
  const found = new Map<string, RecordInfo>();
  const visit = (info: RecordInfo | undefined, name: string): void => {
    assert.ok(info, `there is a record '${name}'`);
    if (found.has(info.name)) return;
    found.set(info.name, info);
    for (const { shapes, older = [] } of info.fields) {
      for (const shape of [...shapes, ...older.flatMap((one) => one.shapes)]) visitShape(shape);
    }
  };
  const visitShape = (shape: Shape): void => {
    if (shape.kind === 'list') shape.of.forEach(visitShape);
    else if (shape.kind === 'record') for (const name of shape.of) visit(recordInfo(name), name);
    else if (shape.kind === 'type') {
      for (const kind of ['array', 'enum', 'record'])
        visit(recordInfo(`${shape.side}.${kind}`), `${shape.side}.${kind}`);
    } else if (shape.kind === 'requirement') {
      for (const info of [...REQUIREMENTS, ...EXTENSIONS]) visit(info, info.name);
    }
  };
  visit(GRAPH, GRAPH.name);
  return [...found.values()];
}

function fieldsOf(info: RecordInfo | undefined, version: CwlVersion): string {
  return (info?.fields ?? [])
    .filter((field) => isIn(field, version))
    .map(({ name }) => name)
    .sort()
    .join(' ');
}

describe('cwl schema', () => {
  it('says something about every record, field and value', () => {
    for (const info of reachable()) {
      assert.match(info.doc, /\.$/, info.name);
      const names = info.fields.map(({ name }) => name);
      assert.deepEqual(names, [...new Set(names)], `${info.name} has each field once`);
      for (const field of info.fields) assert.match(field.doc, /\.$/, `${info.name}.${field.name}`);
    }
  });

  it('knows what the versions have', () => {
    const port = 'doc format id inputBinding label secondaryFiles streamable type default';
    const sorted = (words: string) => words.split(' ').sort().join(' ');
    const tool = recordInfo('CommandInputParameter');
    assert.equal(fieldsOf(tool, 'v1.0'), sorted(port));
    assert.equal(fieldsOf(tool, 'v1.1'), sorted(`${port} loadContents loadListing`));
    const step = recordInfo('WorkflowStep');
    const stepFields = 'doc hints id in label out requirements run scatter scatterMethod';
    assert.equal(fieldsOf(step, 'v1.0'), sorted(stepFields));
    assert.equal(fieldsOf(step, 'v1.2'), sorted(`${stepFields} when`));
    assert.equal(
      PROCESSES.filter((info) => isIn(info, 'v1.1'))
        .map(({ name }) => name)
        .join(' '),
      'CommandLineTool Workflow ExpressionTool',
    );
    assert.deepEqual(
      CWL_VERSIONS.map((version) => REQUIREMENTS.filter((info) => isIn(info, version)).length),
      [12, 17, 17],
    );
  });

  it('finds requirements by their whole names', () => {
    for (const info of [...REQUIREMENTS, ...EXTENSIONS]) assert.equal(requirementInfo(wholeName(info)), info);
    assert.equal(requirementInfo('http://commonwl.org/cwltool#Loop')?.name, 'Loop');
    assert.equal(requirementInfo('Loop'), undefined);
  });
});
