import type { DocumentLink } from '../languages/language.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import { resolvePath } from '../workspace/uris.ts';

/** The paths and addresses in the file that lead somewhere, with their targets as URIs. */
export function documentLinks(file: FileSummary): readonly DocumentLink[] {
  return file.analysis.links.flatMap((link) => {
    const target = resolvePath(file.uri, link.target);
    return target === undefined ? [] : { ...link, target };
  });
}
