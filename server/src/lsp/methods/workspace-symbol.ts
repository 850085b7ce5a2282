import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { workspaceSymbols } from '../../features/workspace-symbols.ts';
import { toLocation } from '../convert.ts';
import { workspaceMethod } from '../requests.ts';
import { SYMBOL_KINDS } from '../symbol-kinds.ts';

export const workspaceSymbolMethod = workspaceMethod<WorkspaceSymbolParams, SymbolInformation[]>({
  method: 'workspace/symbol',
  summary: 'Tasks, workflows, types, calls, inputs and outputs of all files by name.',
  capabilities: () => ({ workspaceSymbolProvider: true }),
  takes: 'query',
  async answer({ query }, session, ask) {
    await session.workspace.prepareAll(ask);
    const files = (await session.workspace.files()).flatMap((uri) => session.workspace.known(uri) ?? []);
    return workspaceSymbols(query, files).map(({ name, kind, location, container }) => ({
      name,
      kind: SYMBOL_KINDS[kind],
      location: toLocation(session, location),
      containerName: container,
    }));
  },
});
