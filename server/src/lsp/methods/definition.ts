import type { DefinitionParams, Location, LocationLink } from 'vscode-languageserver';
import { definition } from '../../features/definition.ts';
import type { DefinitionLink } from '../../features/definition.ts';
import type { FileSnapshot } from '../../workspace/snapshot.ts';
import { rangeIn, toLocation, toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';
import type { Session } from '../session.ts';

export const definitionMethod = definitionLike(
  'textDocument/definition',
  'Where a name is declared, across files and from a parameter to its input; the file of an import.',
  { definitionProvider: true },
);

/** The languages here have no declaration apart from the definition, so both go to the same place. */
export const declarationMethod = definitionLike('textDocument/declaration', 'The same as definition.', {
  declarationProvider: true,
});

function definitionLike(
  method: string,
  summary: string,
  capability: { readonly definitionProvider: true } | { readonly declarationProvider: true },
) {
  return fileMethod<DefinitionParams, LocationLink[] | Location[]>({
    method,
    summary,
    capabilities: () => capability,
    takes: 'position',
    nothing: [],
    answer(file, { position }, session) {
      const links = definition(file, file.lines.offsetAt(position), session.workspace);
      return session.capabilities.textDocument?.definition?.linkSupport === true
        ? links.map((link) => toLink(link, file, session))
        : links.map(({ target }) => toLocation(session, target));
    },
  });
}

function toLink({ origin, target }: DefinitionLink, file: FileSnapshot, session: Session): LocationLink {
  const range = rangeIn(session, target);
  return {
    originSelectionRange: toRange(file.lines, origin),
    targetUri: session.clientUri(target.uri),
    targetRange: range,
    targetSelectionRange: range,
  };
}
