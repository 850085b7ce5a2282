import assert from 'node:assert/strict';
import { newInputsRequest, type NewInputsResponse } from '@omics-lens/server/protocol/index.ts';
import { createInputs } from '../../../../client/src/features/parameters/new-inputs.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { languageServer } from '../../support/language-server.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const workflow = (inputs: string) =>
  `version 1.1\nworkflow germline {\n  input {\n${inputs}\n  }\n  output { Int used = 1 }\n}\n`;
const BOTH = workflow('    File reads\n    Int depth = 30');
const ASKS = "Inputs in 'main.inputs.json': Required inputs / All inputs";
const CREATES = 'create file:///ws/main.inputs.json';

async function check(
  files: Readonly<Record<string, string>>,
  clicked: string,
  ...answers: readonly string[]
): Promise<string> {
  const { server, files: written } = await languageServer(files);
  const prompts = scriptedPrompts(...answers);
  const outcome = await createInputs(clicked, {
    newInputs: (params) => server.ask<NewInputsResponse>(newInputsRequest, params),
    files: written,
    prompts,
  }).then(
    () => [],
    (error: unknown) => [messageOf(error)],
  );
  const uri = written.done[0]?.replace('create ', '');
  const text = uri === undefined ? undefined : written.text(uri);
  return [...prompts.shown, ...outcome, ...written.done, ...(text === undefined ? [] : [text])].join('\n');
}

describe('a new inputs file', () => {
  const main = 'file:///ws/main.wdl';
  const cases: readonly (readonly [string, Parameters<typeof check>, expected: readonly string[]])[] = [
    [
      'holds the required inputs',
      [{ [main]: BOTH }, main, 'Required inputs'],
      [ASKS, CREATES, '{\n  "reads": "s3://"\n}\n'],
    ],
    [
      'holds all inputs',
      [{ [main]: BOTH }, main, 'All inputs'],
      [ASKS, CREATES, '{\n  "reads": "s3://",\n  "depth": 30\n}\n'],
    ],
    ['is not made when nothing is chosen', [{ [main]: BOTH }, main], [ASKS, 'Cancelled']],
    [
      'asks nothing where all inputs are required',
      [{ [main]: workflow('    File reads') }, main],
      [CREATES, '{\n  "reads": "s3://"\n}\n'],
    ],
    [
      'never takes the place of one that is there',
      [{ [main]: workflow('    File reads'), 'file:///ws/main.inputs.json': '{}' }, main],
      ['create file:///ws/main.2.inputs.json', '{\n  "reads": "s3://"\n}\n'],
    ],
    [
      'needs a workflow',
      [{ 'file:///ws/notes.json': '{}' }, 'file:///ws/notes.json'],
      ["'notes.json' holds no workflow. Open one and try again."],
    ],
  ];
  for (const [name, call, expected] of cases) {
    it(name, async () => assert.equal(await check(...call), expected.join('\n')));
  }
});
