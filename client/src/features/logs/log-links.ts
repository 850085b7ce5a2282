import { logPlaces } from '@omics-lens/server/healthomics/log-places.ts';

/** A file of the workspace whose path ends so; `undefined` where there is none, or more than one. */
export type FindFile = (end: string) => Promise<string | undefined>;

export interface LogLink {
  /** Zero-based; the columns are half-open. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly target: string;
  readonly tooltip: string;
}

/** A log of a hundred thousand lines names the same few files: links beyond these are not made. */
const MOST_LINKS = 2_000;

const OBJECT = /s3:\/\/([a-z0-9][a-z0-9.-]+)\/([^\s"'<>|`)\],;]*[^\s"'<>|`)\],;.:])/g;

/** Places in the source and objects of S3 that the lines name. */
export async function logLinks(lines: readonly string[], findFile: FindFile): Promise<readonly LogLink[]> {
  const links: LogLink[] = [];
  const files = new Map<string, Promise<string | undefined>>();
  for (const [line, text] of lines.entries()) {
    if (links.length >= MOST_LINKS) break;
    for (const { path, line: to, character = 0, start, end } of logPlaces([text])) {
      const found = files.get(path) ?? findFile(endOf(path));
      files.set(path, found);
      const uri = await found;
      if (uri === undefined) continue;
      const target = `${uri}#L${to + 1},${character + 1}`;
      links.push({ line, start, end, target, tooltip: `Open '${path}' at line ${to + 1}` });
    }
    for (const match of text.matchAll(OBJECT)) {
      const [whole, bucket = '', key = ''] = match;
      links.push({
        line,
        start: match.index,
        end: match.index + whole.length,
        target: consoleAddress(bucket, key),
        tooltip: 'Open the object in the AWS console',
      });
    }
  }
  return links;
}

/** Engines unpack a definition into a folder of their own: the last parts of a path tell the file. */
function endOf(path: string): string {
  return path
    .replace(/^file:\/\//, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(-2)
    .join('/');
}

function consoleAddress(bucket: string, key: string): string {
  const query = new URLSearchParams({ prefix: key }).toString();
  return `https://s3.console.aws.amazon.com/s3/object/${encodeURIComponent(bucket)}?${query}`;
}
