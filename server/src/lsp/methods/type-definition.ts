import type { Location, TypeDefinitionParams } from 'vscode-languageserver';
import { typeDefinition } from '../../features/type-definition.ts';
import { toLocation } from '../convert.ts';
import { fileMethod } from '../requests.ts';

export const typeDefinitionMethod = fileMethod<TypeDefinitionParams, Location | null>({
  method: 'textDocument/typeDefinition',
  summary: 'Where the struct or enum that a name has as its type is declared.',
  capabilities: () => ({ typeDefinitionProvider: true }),
  takes: 'position',
  nothing: null,
  answer(file, { position }, session) {
    const location = typeDefinition(file, file.lines.offsetAt(position), session.workspace);
    return location === undefined ? null : toLocation(session, location);
  },
});
