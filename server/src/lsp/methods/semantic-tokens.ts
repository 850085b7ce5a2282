import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import { TOKEN_MODIFIERS, TOKEN_TYPES, semanticTokens } from '../../features/semantic-tokens.ts';
import type { SemanticToken } from '../../features/semantic-tokens.ts';
import type { LineIndex } from '../../text/index.ts';
import { toSpan } from '../convert.ts';
import { fileMethod } from '../requests.ts';

export const semanticTokensFullMethod = fileMethod<SemanticTokensParams, SemanticTokens>({
  method: 'textDocument/semanticTokens/full',
  summary: 'What each name of the file is, for colouring.',
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
  }),
  nothing: { data: [] },
  answer: (file, _params, { workspace, semanticTokens: results }) =>
    results.whole(file.uri, encode(semanticTokens(file, workspace), file.lines)),
});

export const semanticTokensDeltaMethod = fileMethod<
  SemanticTokensDeltaParams,
  SemanticTokens | SemanticTokensDelta
>({
  method: 'textDocument/semanticTokens/full/delta',
  summary: 'The same as what has changed since the client was told last.',
  nothing: { data: [] },
  answer: (file, { previousResultId }, { workspace, semanticTokens: results }) =>
    results.since(file.uri, previousResultId, encode(semanticTokens(file, workspace), file.lines)),
});

export const semanticTokensRangeMethod = fileMethod<SemanticTokensRangeParams, SemanticTokens>({
  method: 'textDocument/semanticTokens/range',
  summary: 'The same for what is on the screen.',
  takes: 'range',
  nothing: { data: [] },
  answer: (file, { range }, { workspace }) => ({
    data: encode(semanticTokens(file, workspace, toSpan(file.lines, range)), file.lines),
  }),
});

/** Five numbers for each token: lines and characters since the one before, length, type, modifiers as bits. */
function encode(tokens: readonly SemanticToken[], lines: LineIndex): number[] {
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const { span, type, modifiers } of tokens) {
    const start = lines.positionAt(span.start);
    const line = start.line - before.line;
    const character = line === 0 ? start.character - before.character : start.character;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    data.push(line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), bits);
    before = start;
  }
  return data;
}
