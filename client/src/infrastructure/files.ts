/** The files of the workspace, by URI; the implementation is `vscode-files.ts`. */
export interface Files {
  /** Rejects when the file cannot be read. */
  read(uri: string): Promise<Uint8Array>;
  /** `undefined` when there is no such file. */
  readIfPresent(uri: string): Promise<Uint8Array | undefined>;
  /** Writes a new file and shows it; an existing one is shown and left as it is. */
  create(uri: string, text: string): Promise<void>;
  /** With a place: the cursor stands there. */
  show(uri: string, at?: Place): Promise<void>;
  /** Changes the whole text of a file in its editor, where it can be looked at, undone and saved. */
  edit(uri: string, text: string): Promise<void>;
  /** Writes the file, also over an existing one, and does not show it. */
  write(uri: string, pieces: readonly string[]): Promise<void>;
  /** The files of the workspace that a glob names, in the order of their paths. */
  find(glob: string): Promise<readonly string[]>;
  /** Saves those of the files that have unsaved changes. */
  save(uris: readonly string[]): Promise<void>;
  /** The workspace folder that holds the file. */
  folderOf(uri: string): string | undefined;
}

/** Zero-based lines and UTF-16 characters. */
export interface Place {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Files that hold workflows. */
export const WORKFLOW_FILES = '**/*.{wdl,nf,cwl}';

/** The last part of a URI's path, decoded. */
export function baseName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

/** The folder of a file, without a slash at the end. */
export function folderName(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** `germline` for `germline.params.json`: what stands before the first dot. */
export function stem(uri: string): string {
  const name = baseName(uri);
  const dot = name.indexOf('.', 1);
  return dot < 0 ? name : name.slice(0, dot);
}
