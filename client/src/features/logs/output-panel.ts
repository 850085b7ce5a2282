import * as vscode from 'vscode';
import type { LogPanel } from './log-follower.ts';

/** An output channel of its own, coloured as a log. */
export function createOutputPanel(title: string): LogPanel {
  const channel = vscode.window.createOutputChannel(title, 'log');
  return {
    append: (text) => channel.append(text),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
