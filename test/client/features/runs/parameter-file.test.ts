import assert from 'node:assert/strict';
import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { chooseParameterFile, readParameters } from '../../../../client/src/features/runs/parameter-file.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const MAIN = 'file:///ws/germ%20line/main.wdl';
const WORKFLOW: WorkflowResult = {
  uri: MAIN,
  name: 'germline',
  kind: 'workflow',
  engine: 'WDL',
  files: [MAIN, 'file:///ws/germ%20line/tasks.wdl'],
  unresolved: [],
  inputs: [],
  parameterTemplate: {},
  newParameterFile: '{\n  "reads": []\n}\n',
  parameterFiles: [],
  errors: 0,
};
const READS = { name: 'reads', type: 'Array[File]', required: true };
const DEPTH = { name: 'depth', type: 'Int', required: false };

/** The file that a start uses, what it asked, and what it did to the files. */
async function check(
  workflow: Partial<WorkflowResult>,
  clicked = MAIN,
  ...answers: readonly string[]
): Promise<string> {
  const files = memoryFiles({});
  const prompts = scriptedPrompts(...answers);
  const chosen = await chooseParameterFile(clicked, { ...WORKFLOW, ...workflow }, { files, prompts }).catch(
    messageOf,
  );
  const text = files.text('file:///ws/germ%20line/main.params.json');
  return [chosen ?? 'none', ...prompts.shown, ...files.done, ...(text === undefined ? [] : [text])].join(
    '\n',
  );
}

describe('the parameter file of a run', () => {
  const [first, second] = ['file:///ws/a.params.json', 'file:///ws/b.params.json'];
  const cases: readonly (readonly [name: string, Parameters<typeof check>, expected: readonly string[]])[] = [
    ['the one that was clicked', [{ parameterFiles: [first] }, second], [second]],
    ['the only one that there is', [{ parameterFiles: [first] }], [first]],
    [
      'one of several, as the user picks',
      [{ parameterFiles: [first, second] }, MAIN, 'b.params.json'],
      [second, "Parameters for 'germline': a.params.json / b.params.json"],
    ],
    [
      'dismissed',
      [{ parameterFiles: [first, second] }],
      ['Cancelled', "Parameters for 'germline': a.params.json / b.params.json"],
    ],
    ['none, where the workflow has no inputs', [{}], ['none']],
    [
      'none, where all inputs have defaults and the user says so',
      [{ inputs: [DEPTH] }, MAIN, 'Start Without Parameters'],
      [
        'none',
        "Workflow 'germline' has no parameter file.\nAll of its inputs have defaults. [Create Parameter File] [Start Without Parameters]",
      ],
    ],
    [
      'a new one, which is to be filled in before anything starts',
      [{ inputs: [READS, DEPTH] }, MAIN, 'Create Parameter File'],
      [
        'Cancelled',
        "Workflow 'germline' has no parameter file.\nIt needs values for 'reads'. A new file can list them for you to fill in. [Create Parameter File]",
        'create file:///ws/germ%20line/main.params.json',
        WORKFLOW.newParameterFile,
      ],
    ],
  ];
  for (const [name, call, expected] of cases) {
    it(name, async () => assert.equal(await check(...call), expected.join('\n')));
  }

  const contents: readonly (readonly [text: string, expected: unknown])[] = [
    ['{"depth": 30}', { depth: 30 }],
    ['\uFEFF{"depth": 30}', { depth: 30 }],
    ['[1]', "'a.params.json' is not a JSON object, so it holds no parameters. Correct it and try again."],
    [
      '{"depth": }',
      "'a.params.json' is not a JSON object, so it holds no parameters. Correct it and try again.",
    ],
  ];
  for (const [text, expected] of contents) {
    it(`reads ${JSON.stringify(text)}`, async () => {
      const read = readParameters(first, memoryFiles({ [first]: text }));
      assert.deepEqual(await read.then(({ values }) => values, messageOf), expected);
    });
  }
});
