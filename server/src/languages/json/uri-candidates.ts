import type { CompletionCandidate } from '../language.ts';
import { span } from '../../text/index.ts';
import type { Cursor } from './cursor.ts';
import type { JsonNode, JsonTree } from './tree.ts';

const MOST_FOLDERS = 30;

/** Where URIs to offer come from. */
export interface UriSources {
  readonly tree: JsonTree;
  readonly region: string | undefined;
  /** Used by other files, most used first. */
  readonly uriFolders: readonly string[];
}

/** Folders of URIs that stand elsewhere in the file or in others, then empty URIs of the two kinds that runs read. */
export function uriCandidates(
  { tree, region, uriFolders }: UriSources,
  cursor: Cursor,
): CompletionCandidate[] {
  const folders = [...foldersIn(tree.root.value, cursor.replace.start)]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([folder]) => folder)
    .slice(0, MOST_FOLDERS);
  const others = uriFolders.filter((folder) => !folders.includes(folder)).slice(0, MOST_FOLDERS);
  const placeOf = region ?? '${2:region}';
  const omics = `omics://\${1:account}.storage.${placeOf}.amazonaws.com/\${3:store}`;
  return [
    ...folders.map((folder) => uri(folder, 'used in this file', `${escaped(folder)}$1`, 2, cursor)),
    ...others.map((folder) => uri(folder, 'used in other files', `${escaped(folder)}$1`, 2.5, cursor)),
    uri('s3://', 'object in Amazon S3', 's3://${1:bucket}/${2:key}', 3, cursor),
    uri('omics:// read set', 'HealthOmics storage', `${omics}/readSet/\${4:readSet}`, 4, cursor),
    uri('omics:// reference', 'HealthOmics storage', `${omics}/reference/\${4:reference}`, 4, cursor),
  ];
}

function uri(
  label: string,
  detail: string,
  snippet: string,
  rank: number,
  cursor: Cursor,
): CompletionCandidate {
  const edits =
    cursor.commaBefore === undefined
      ? {}
      : { edits: [{ span: span(cursor.commaBefore, cursor.commaBefore), newText: ',' }] };
  return {
    label,
    kind: 'value',
    detail,
    insert: `"${snippet}"${cursor.commaAfter ? ',' : ''}`,
    snippet: true,
    rank,
    replace: cursor.replace,
    filter: cursor.quoted ? `"${label}"` : label,
    ...edits,
  };
}

/** Folders of URIs, each as often as it is used; the string that begins at `except` is left out. */
export function foldersIn(root: JsonNode | undefined, except = -1): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const collect = (node: JsonNode | undefined): void => {
    if (node?.kind === 'array') node.elements.forEach(collect);
    else if (node?.kind === 'object') for (const member of node.members) collect(member.value);
    else if (node?.kind === 'string' && node.start !== except) {
      const folder = /^(?:s3|omics):\/\/[^\s]+\//.exec(node.value)?.[0];
      if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
  };
  collect(root);
  return counts;
}

function escaped(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\\$}]/g, '\\$&');
}
