import * as vscode from 'vscode';
import type { Lines } from './service.ts';

/** The document behind the output panel that follows a run, while the panel shows it. */
export function outputPanel(): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.uri.scheme === 'output' && document.getText().includes('Following run'),
  );
}

/**
 * The log lines of an output panel by the name in brackets, each as time and text; the extension's own remarks are not log
 * lines.
 */
export function panelStreams(text: string): readonly Lines[] {
  const streams = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const [, time, label, message] = /^(\d{4}-[\dT:.-]+Z) \[([^\]]+)\] (.*)$/.exec(line) ?? [];
    if (time === undefined || label === undefined || message === undefined) continue;
    const lines = streams.get(label) ?? [];
    streams.set(label, lines);
    lines.push(`${time} ${message.trimEnd()}`);
  }
  return [...streams.values()];
}
