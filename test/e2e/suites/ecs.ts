import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { playScenario } from './support/service.ts';
import { stage } from './support/stage.ts';
import { fileUri, open, serverReady } from './support/workspace.ts';

const FILE = 'hello.wdl';
const RUN = 'Run Task';
const TASK = `version 1.1
task Hello {
  input {
    String name = "world"
  }
  command <<<
    echo "hello ~{name}"
  >>>
  runtime {
    container: "hello:1"
    cpu: 1
    memory: "2 GiB"
  }
}
`;

/** One task on Amazon ECS: its image cannot be pulled, and the next time it runs. */
export function ecs(): void {
  describe('a task on Amazon ECS', function () {
    // Each step stands on the one before.
    this.bail(true);

    it('asks for what is missing, and says why the image could not be pulled', async () => {
      await playScenario({
        ecs: [
          { family: '*', times: 1, pullError: 'hello:1: not found' },
          { family: '*', seconds: 30, log: [{ after: 1, line: 'hello world' }] },
        ],
      });
      await vscode.workspace.fs.writeFile(fileUri(FILE), new TextEncoder().encode(TASK));
      await serverReady((await open(FILE)).document);
      await stage.click('.codelens-decoration a:has-text("Run task on ECS")');
      await choose('Cluster', 'default');
      await choose('Runs on', 'FARGATE');
      await type('Subnets', 'subnet-0abc');
      await type('Execution role', 'arn:aws:iam::123456789012:role/ecs');
      await stage.appear(row(RUN));
      await stage.picture('1-form');
      await stage.click(row(RUN));
      await noticed('could not pull its container image (CannotPullContainerError: hello:1: not found)');
      await stage.picture('2-not-pulled');
    });

    it('runs the next time, and shows its log', async () => {
      await open(FILE);
      await stage.click('.codelens-decoration a:has-text("Run task on ECS")');
      await stage.click(row(RUN));
      await noticed("Task 'Hello' ended well.");
      await stage.click('.notifications-center a:has-text("Show Task Log")');
      assert.match(await shownInPanel('hello world'), /\[task\] hello world/);
      await stage.picture('3-ended');
    });
  });
}

/** The line of the form that ends it begins with an icon. */
function row(label: string): string {
  return label === RUN
    ? `.quick-input-list .monaco-list-row:has-text("${RUN}")`
    : `.quick-input-list .monaco-list-row[aria-label^="${label}"]`;
}

/** Opens a line of the form, and chooses there. */
async function choose(field: string, label: string): Promise<void> {
  await stage.click(row(field));
  await stage.click(row(label));
}

/** Opens a line of the form, and writes there. */
async function type(field: string, text: string): Promise<void> {
  await stage.click(row(field));
  await stage.appear('.quick-input-widget .quick-input-box input');
  await stage.type(text);
  await stage.press('Enter');
}

/** VS Code shows no toasts while its test driver is on: notices stand in their list. */
async function noticed(text: string): Promise<void> {
  await eventually(
    `the notice '${text}'`,
    async () => {
      await vscode.commands.executeCommand('notifications.showList');
      const notices = await stage.texts('.notification-list-item-message');
      return notices.some((notice) => notice.includes(text)) ? true : undefined;
    },
    () => stage.texts('.notification-list-item-message'),
  );
}

/** What the panels of tasks show, once they show the text. */
function shownInPanel(text: string): Promise<string> {
  const panels = () =>
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === 'output')
      .map((document) => document.getText())
      .join('\n');
  return eventually(text, () => (panels().includes(text) ? panels() : undefined), panels);
}
