import type { EngineVersionResponse } from '@omics-lens/server/protocol/index.ts';

/** A document as far as its kind goes. */
export interface NamedDocument {
  readonly languageId: string;
  readonly uri: { readonly path: string };
}

/** What the status bar says of the version that runs a file; nothing where none is known. */
export function versionText(
  found: EngineVersionResponse,
): { readonly text: string; readonly tooltip: string; readonly spoken: string } | undefined {
  if (found?.version === undefined) return undefined;
  const { version, reason = '' } = found;
  return { text: version, tooltip: reason, spoken: `Omics Lens, ${version}` };
}

export function asksForVersion({ languageId }: NamedDocument): boolean {
  return languageId === 'nextflow' || languageId === 'nextflow-config';
}

/** What VS Code takes a file ending in `.config` for when nobody told it more. */
const UNTOLD: ReadonlySet<string> = new Set(['plaintext', 'xml', 'properties', 'ini']);

/** A file that may be configuration of Nextflow, which only the files that include it tell. */
export function mayBeConfiguration({ languageId, uri }: NamedDocument): boolean {
  return UNTOLD.has(languageId) && uri.path.endsWith('.config');
}
