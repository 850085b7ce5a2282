import * as vscode from 'vscode';

/** What Git says of the folder of a workflow. */
export interface GitInfo {
  /** URI of the repository's folder, without a slash at the end. */
  readonly root: string;
  readonly branch: string | undefined;
  readonly commit: string | undefined;
  /** A tag of exactly this commit. */
  readonly tag: string | undefined;
  /** `owner/name` at the provider. */
  readonly fullName: string | undefined;
}

/** Asks VS Code's own Git extension; `undefined` without it, or outside of repositories. */
export async function gitInfo(uri: string): Promise<GitInfo | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return undefined;
  try {
    const exports = extension.isActive ? extension.exports : await extension.activate();
    const repository = exports.getAPI(1).getRepository(vscode.Uri.parse(uri));
    if (!repository) return undefined;
    const { HEAD, remotes } = repository.state;
    const tags = await repository.getRefs({ pattern: 'refs/tags/*' });
    const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
    return {
      root: repository.rootUri.toString(),
      branch: HEAD?.name,
      commit: HEAD?.commit,
      tag: tags.find(({ commit }) => commit !== undefined && commit === HEAD?.commit)?.name,
      fullName: fullNameOf(remote?.fetchUrl ?? remote?.pushUrl),
    };
  } catch {
    // Git may be switched off, or not installed.
    return undefined;
  }
}

/** `owner/name` of `git@host:owner/name.git` and `https://host/owner/name.git`. */
function fullNameOf(url: string | undefined): string | undefined {
  return /[:/]([^:/]+\/[^/]+?)(?:\.git)?\/?$/.exec(url ?? '')?.[1];
}

/** The part of the Git extension's interface that is used here. */
interface GitExtension {
  getAPI(version: 1): { getRepository(uri: vscode.Uri): Repository | null };
}
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD?: { readonly name?: string; readonly commit?: string };
    readonly remotes: readonly {
      readonly name: string;
      readonly fetchUrl?: string;
      readonly pushUrl?: string;
    }[];
  };
  getRefs(query: {
    readonly pattern: string;
  }): Promise<readonly { readonly name?: string; readonly commit?: string }[]>;
}
