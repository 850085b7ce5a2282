import type { Location, ReferenceParams } from 'vscode-languageserver';
import { references } from '../../features/references.ts';
import { toLocation } from '../convert.ts';
import { fileMethod } from '../requests.ts';

export const referencesMethod = fileMethod<ReferenceParams, Location[]>({
  method: 'textDocument/references',
  summary: 'Every place of the workspace where a name stands, parameter files included.',
  capabilities: () => ({ referencesProvider: true }),
  needs: 'workspace',
  takes: 'position',
  nothing: [],
  answer(file, { position, context }, session) {
    const declaration = context.includeDeclaration ? 'included' : 'left out';
    return references(file, file.lines.offsetAt(position), session.workspace, { declaration }).map(
      (location) => toLocation(session, location),
    );
  },
});
