import type { Diagnostic } from 'vscode-languageserver';
import type { Problem } from '../text/index.ts';

/** Names for lists of problems: equal lists have equal names, however often they were found. */
export class ResultIds {
  readonly #known = new WeakMap<readonly Problem[], string>();

  of(problems: readonly Problem[], diagnostics: () => readonly Diagnostic[]): string {
    const known = this.#known.get(problems);
    if (known !== undefined) return known;
    const made = hash(JSON.stringify(diagnostics()));
    this.#known.set(problems, made);
    return made;
  }
}

/** 53 bits of the text, by the cyrb53 mix. */
function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
