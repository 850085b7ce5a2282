import * as vscode from 'vscode';
import type { Prompts } from './prompts.ts';

export const vscodePrompts: Prompts = {
  async pick(title, choices) {
    const items = choices.map(({ label, description, detail, value }) => ({
      label,
      ...(description === undefined ? {} : { description }),
      ...(detail === undefined ? {} : { detail }),
      value,
    }));
    const item = await vscode.window.showQuickPick(items, {
      title,
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    return item?.value;
  },

  async ask(question) {
    return vscode.window.showInputBox({
      title: question.title,
      prompt: question.prompt,
      ignoreFocusOut: true,
      ...(question.placeholder === undefined ? {} : { placeHolder: question.placeholder }),
      ...(question.value === undefined ? {} : { value: question.value }),
      validateInput: (text) => question.validate(text.trim()),
    });
  },

  async decide(message, detail, buttons) {
    return vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  },

  async tell(severity, message, buttons) {
    return severity === 'warning'
      ? vscode.window.showWarningMessage(message, ...buttons)
      : vscode.window.showInformationMessage(message, ...buttons);
  },

  async progress(title, work) {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      const subscription = token.onCancellationRequested(() => abort.abort());
      try {
        return await work((message) => progress.report({ message }), abort.signal);
      } finally {
        subscription.dispose();
      }
    });
  },
};
