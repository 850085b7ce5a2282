import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as TextMate from 'vscode-textmate';

const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof Oniguruma;
const textmate = require('vscode-textmate') as typeof TextMate;

/** A piece of a line and its scopes, outermost first, without the grammar's own. */
export interface ScopedPiece {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

export type Tokenizer = (lines: readonly string[]) => readonly (readonly ScopedPiece[])[];

/** Colours lines with the grammar as VS Code does it. */
export async function loadTokenizer(grammarFile: string, scopeName: string): Promise<Tokenizer> {
  const wasm = readFileSync(join(require.resolve('vscode-oniguruma'), '../onig.wasm'));
  await oniguruma.loadWASM(new Uint8Array(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) =>
      Promise.resolve(
        scope === scopeName ? textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile) : null,
      ),
  });
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`${grammarFile} holds no grammar of ${scopeName}.`);
  return (lines) => {
    let state = textmate.INITIAL;
    return lines.map((line) => {
      const result = grammar.tokenizeLine(line, state);
      state = result.ruleStack;
      return result.tokens.map((token) => ({
        start: token.startIndex,
        end: token.endIndex,
        scopes: token.scopes.slice(1),
      }));
    });
  };
}
