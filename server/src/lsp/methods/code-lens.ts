import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { codeLenses } from '../../features/code-lens.ts';
import { toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';

export const codeLensMethod = fileMethod<CodeLensParams, CodeLens[]>({
  method: 'textDocument/codeLens',
  summary:
    'Start a run and check parameters above the workflow, for clients that have announced these commands.',
  capabilities: (session) => (session.commands.size === 0 ? {} : { codeLensProvider: {} }),
  nothing: [],
  answer: (file, { textDocument }, session) =>
    codeLenses(file, session.commands).map(({ span, title, command }) => ({
      range: toRange(file.lines, span),
      command: { title, command, arguments: [textDocument.uri] },
    })),
});
