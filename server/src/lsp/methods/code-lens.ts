import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { codeLenses, countReferences } from '../../features/code-lens.ts';
import type { SymbolId } from '../../model/index.ts';
import { symbolUri } from '../../model/index.ts';
import { showReferencesCommand } from '../../protocol/index.ts';
import { toLocation, toRange } from '../convert.ts';
import { fileMethod, workspaceMethod } from '../requests.ts';

export const codeLensMethod = fileMethod<CodeLensParams, CodeLens[]>({
  method: 'textDocument/codeLens',
  summary:
    'Start a run and check parameters above the workflow, references above tasks and types, for clients that have announced these commands.',
  capabilities: ({ commands }) =>
    commands.size === 0 ? {} : { codeLensProvider: { resolveProvider: true } },
  nothing: [],
  answer: (file, { textDocument }, { commands, workspace }) =>
    codeLenses(file, commands, workspace.settingsFor(file.uri).codeLens).map((lens) => {
      const range = toRange(file.lines, lens.span);
      if ('counts' in lens) return { range, data: lens.counts };
      const { title, command, arguments: more = [] } = lens;
      return { range, command: { title, command, arguments: [textDocument.uri, ...more] } };
    }),
});

export const codeLensResolveMethod = workspaceMethod<CodeLens, CodeLens>({
  method: 'codeLens/resolve',
  summary: 'Counts the references when they come into sight.',
  takes: 'range',
  async answer(lens, session, ask) {
    if (lens.command !== undefined || typeof lens.data !== 'string') return lens;
    await session.workspace.prepareAll(ask);
    const symbol = lens.data as SymbolId;
    const { title, places } = countReferences(symbol, session.workspace);
    const locations = places.map((place) => toLocation(session, place));
    const uri = session.clientUri(symbolUri(symbol));
    return {
      ...lens,
      command: { title, command: showReferencesCommand, arguments: [uri, lens.range.start, locations] },
    };
  },
});
