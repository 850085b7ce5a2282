import assert from 'node:assert/strict';
import {
  parameterTemplateRequest,
  workflowRequest,
  type ParameterTemplateResponse,
  type WorkflowResponse,
} from '@omics-lens/server/protocol/index.ts';
import { writeTemplate } from '../../../../client/src/features/parameters/parameter-template.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { languageServer } from '../../support/language-server.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

const MAIN = 'file:///ws/main.wdl';
const WDL = `version 1.1
workflow germline {
  input {
    File reads
    Int depth = 30
  }
  parameter_meta {
    reads: "Reads of one sample"
  }
  output { Int used = depth }
}
`;
const OTHER = WDL.replace('germline', 'other');
const FRESH = `{
  "reads": {
    "description": "Reads of one sample"
  },
  "depth": {
    "description": "",
    "optional": true
  }
}
`;
const OUTDATED = `{
  "reads": {
    "description": "What I wrote"
  },
  "gone": {}
}
`;
const UPDATED = `{
  "reads": {
    "description": "What I wrote"
  },
  "depth": {
    "description": "",
    "optional": true
  }
}
`;

/** What was done to the files and said, and the text of the template that was written, if any. */
async function check(files: Readonly<Record<string, string>>, clicked = MAIN): Promise<string> {
  const workspace = await languageServer(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`file:///ws${path}`, text])),
  );
  const prompts = scriptedPrompts();
  const { server } = workspace;
  const outcome = await writeTemplate(clicked, {
    language: {
      workflow: (uri) => server.ask<WorkflowResponse>(workflowRequest, { uri }),
      parameterTemplate: (params) => server.ask<ParameterTemplateResponse>(parameterTemplateRequest, params),
    },
    files: workspace.files,
    prompts,
  }).then(
    () => [],
    (error: unknown) => [messageOf(error)],
  );
  const { done } = workspace.files;
  const text = done.flatMap((step) => {
    const [verb, uri = ''] = step.split(' ');
    return verb === 'show' ? [] : [workspace.files.text(uri) ?? ''];
  });
  return [...outcome, ...done, ...prompts.shown, ...text].join('\n');
}

describe('the parameter template of a workflow', () => {
  const cases: readonly (readonly [string, Parameters<typeof check>, expected: readonly string[]])[] = [
    [
      'is created beside it',
      [{ '/main.wdl': WDL }],
      ['create file:///ws/main.parameter-template.json', FRESH],
    ],
    [
      'is brought up to date where it is there, with descriptions kept',
      [{ '/main.wdl': WDL, '/parameter-template.json': OUTDATED }],
      ['edit file:///ws/parameter-template.json', UPDATED],
    ],
    [
      'is brought up to date from itself',
      [{ '/main.wdl': WDL, '/main.template.json': OUTDATED }, 'file:///ws/main.template.json'],
      ['edit file:///ws/main.template.json', UPDATED],
    ],
    [
      'is left alone where it is right',
      [{ '/main.wdl': WDL, '/parameter_template.json': FRESH }],
      [
        'show file:///ws/parameter_template.json',
        "information: 'parameter_template.json' is up to date with workflow 'germline'.",
      ],
    ],
    [
      'is created where the one that is there belongs to another workflow',
      [
        {
          '/main.wdl': WDL,
          '/other.wdl': OTHER,
          '/other.parameter-template.json': OUTDATED,
        },
      ],
      ['create file:///ws/main.parameter-template.json', FRESH],
    ],
    [
      'cannot be made of a file without one',
      [{ '/notes.json': '{}' }, 'file:///ws/notes.json'],
      [
        "'notes.json' holds no workflow and belongs to none. Open a workflow, or a parameter template beside one.",
      ],
    ],
  ];
  for (const [name, call, expected] of cases) {
    it(name, async () => assert.equal(await check(...call), expected.join('\n')));
  }
});
