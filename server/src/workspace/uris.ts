import { URI, Utils } from 'vscode-uri';

/** The one spelling of a URI that the workspace uses: that of VS Code. Two spellings of a file are one file. */
export function canonicalUri(uri: string): string {
  return URI.parse(uri).toString();
}

/** The folder that a file or folder lies in. */
export function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** The last segment of the path, decoded: `a b.wdl`. */
export function fileName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** The path of a `file:` URI as the system writes it, or the URI itself where it is none. */
export function readablePath(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : uri;
}

/** True when `uri` is `folder` or lies below it. */
export function liesIn(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** True for what is on the web. */
export function isRemote(uri: string): boolean {
  return /^https?:\/\//i.test(uri);
}

/**
 * What an import written in `from` means. A document from the web imports from the web only; addresses there keep their
 * spelling, since servers tell spellings apart.
 */
export function resolveImport(from: string, target: string): string | undefined {
  if (!isRemote(from) && !isRemote(target)) return resolvePath(from, target);
  try {
    const url = isRemote(target) ? new URL(target) : new URL(target, from);
    return isRemote(url.href) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a path written in `from` means: relative to `from`'s folder, absolute, or a URI of its own.
 * `undefined` where it is empty or cannot be a path.
 */
export function resolvePath(from: string, target: string): string | undefined {
  return resolveIn(folderOf(from), target);
}

/** What a path means when it is relative to `folder`. */
export function resolveIn(folder: string, target: string): string | undefined {
  if (target.trim() === '' || target.includes('\0')) return undefined;
  try {
    if (/^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(target)) return canonicalUri(target);
    return Utils.resolvePath(URI.parse(folder), target).toString();
  } catch {
    return undefined;
  }
}
