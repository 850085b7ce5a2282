import type { SemanticTokens, SemanticTokensDelta, SemanticTokensEdit } from 'vscode-languageserver';

/** The tokens that a client was given last, for each document, so that later ones are sent as what has changed. */
export class SemanticTokenResults {
  readonly #last = new Map<string, { readonly resultId: string; readonly data: readonly number[] }>();
  #count = 0;

  whole(uri: string, data: number[]): SemanticTokens {
    return { resultId: this.#remember(uri, data), data };
  }

  /** Whole tokens where the client holds others than those that it was given last. */
  since(uri: string, previousResultId: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const before = this.#last.get(uri);
    if (before?.resultId !== previousResultId) return this.whole(uri, data);
    const edit = difference(before.data, data);
    return { resultId: this.#remember(uri, data), edits: edit === undefined ? [] : [edit] };
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }

  #remember(uri: string, data: readonly number[]): string {
    const resultId = String(++this.#count);
    this.#last.set(uri, { resultId, data });
    return resultId;
  }
}

/** The one stretch in which two lists differ; undefined where they do not. */
function difference(before: readonly number[], after: number[]): SemanticTokensEdit | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return undefined;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    start,
    deleteCount: before.length - start - same,
    data: after.slice(start, after.length - same),
  };
}
