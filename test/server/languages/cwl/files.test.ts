import assert from 'node:assert/strict';
import { incomingCalls, prepareCallHierarchy } from '@omics-lens/server/features/call-hierarchy.ts';
import { openFixture } from '../../../support/open-fixture.ts';

const PARTS = `
class: CommandLineTool
requirements: { DockerRequirement: { dockerPull: "123456789012.dkr.ecr.us-east-1.amazonaws.com/x:1" } }
inputs: { reads: File, n: "int?" }
outputs: []
arguments: [$(inputs.raeds)]
`;

async function codes(fixture: string): Promise<readonly string[]> {
  const { file } = await openFixture(fixture);
  return file.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe('files of CWL', () => {
  it('are known by their name', async () => {
    assert.deepEqual(await codes(`//- /tool.cwl\ncwlVersion: v1.2${PARTS}`), ['cwl-unknown-input']);
  });
  it('are known by what they say, in YAML and JSON', async () => {
    assert.deepEqual(await codes(`//- /tool.yml\ncwlVersion: v1.2${PARTS}`), ['cwl-unknown-input']);
    const json =
      '{"class": "CommandLineTool", "cwlVersion": "v1.2", "inputs": [], "outputs": [], "arguments": ["$(inputs.x)"],' +
      ' "hints": [{"class": "DockerRequirement", "dockerPull": "x"}]}';
    assert.deepEqual(await codes(`//- /tool.json\n${json}\n`), ['cwl-unknown-input']);
  });
  it('come to be known while they are written', async () => {
    const { workspace } = await openFixture('//- /main.cwl\ncwlVersion: v1.2\n//- /tool.yml\nid: x\n');
    const uri = 'file:///project/tool.yml';
    workspace.openDocument({ uri, languageId: 'yaml', version: 1, text: 'id: x\n' });
    assert.equal(await workspace.snapshot(uri), undefined);
    workspace.changeDocument(uri, 2, `cwlVersion: v1.2${PARTS}`);
    const file = await workspace.snapshot(uri);
    assert.ok(file?.problems.some(({ code }) => code === 'cwl-unknown-input'));
  });
  it('leave other YAML and JSON alone', async () => {
    const { workspace } = await openFixture(
      '//- /main.cwl\ncwlVersion: v1.2\n//- /other.yml\nname: "cwlVersion: v1.2"\n',
    );
    assert.equal(await workspace.summary('file:///project/other.yml'), undefined);
  });
  it('check the parameters of their runs', async () => {
    const { workspace } = await openFixture(
      `//- /tool.cwl\ncwlVersion: v1.2${PARTS}//- /tool.params.json\n{"raeds": "s3://b/x", "n": "four"}\n`,
    );
    const file = await workspace.summary('file:///project/tool.params.json');
    const found = file?.problems.map(({ code }) => code) ?? [];
    assert.ok(found.includes('parameter-unknown'), found.join(' '));
    assert.ok(found.includes('parameter-type'), found.join(' '));
  });
  it('know who runs them', async () => {
    const { file, offset, workspace } = await openFixture(`//- /main.cwl
cwlVersion: v1.2
class: Workflow
inputs: []
outputs: []
steps: { one: { run: tool.cwl, in: [], out: [] }, two: { run: to<|>ol.cwl, in: [], out: [] } }
//- /tool.cwl
cwlVersion: v1.2
class: CommandLineTool
inputs: []
outputs: []
`);
    const item = prepareCallHierarchy(file, offset, workspace);
    assert.equal(item?.name, 'tool');
    const [caller] = item === undefined ? [] : incomingCalls(item.id, workspace);
    assert.equal(caller?.item.name, 'main');
    assert.equal(caller.spans.length, 2);
  });
});
