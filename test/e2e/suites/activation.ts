import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { extension, extensionApi } from './support/extension.ts';
import { stage } from './support/stage.ts';

/** In a folder that holds nothing: the extension sleeps until a workflow is opened. */
export function activation(): void {
  describe('activation', () => {
    it('waits for the first workflow', () => {
      assert.equal(extension().isActive, false);
    });

    it('opens no network connection', async function () {
      const connections: unknown[] = [];
      const note = (message: unknown): void => void connections.push(message);
      subscribe('net.client.socket', note);
      try {
        const started = performance.now();
        await extension().activate();
        const milliseconds = performance.now() - started;
        // Not a limit, which a busy machine would break: a figure to read.
        this.test!.title += `, and is active after ${milliseconds.toFixed(0)} ms`;
        await extensionApi();
        await openWorkflow('version 1.1\nworkflow W {\n  call Missing\n}\n');
        await eventually('the problem of the workflow', () => problems('Missing'));
      } finally {
        unsubscribe('net.client.socket', note);
      }
      assert.deepEqual(connections, []);
      await stage.picture('activated');
    });
  });
}

async function openWorkflow(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'wdl', content: text });
  await vscode.window.showTextDocument(document);
}

function problems(word: string): readonly vscode.Diagnostic[] | undefined {
  const found = vscode.languages
    .getDiagnostics()
    .flatMap(([, diagnostics]) => diagnostics)
    .filter(({ message }) => message.includes(word));
  return found.length > 0 ? found : undefined;
}
