import assert from 'node:assert/strict';
import { join } from 'node:path';
import { loadTokenizer } from './tokenize.ts';

const GRAMMAR = join(import.meta.dirname, '../../syntaxes/cwl.tmLanguage.json');

/** The texts of a scope, in the order of the lines. YAML and JavaScript have no colours here: they come with VS Code. */
async function check(lines: readonly string[], scope: string, expected: readonly string[]): Promise<void> {
  const tokenize = await loadTokenizer(GRAMMAR, 'source.cwl');
  const found = tokenize(lines).flatMap((pieces, i) =>
    pieces
      .filter(({ scopes }) => scopes.includes(scope))
      .map(({ start, end }) => (lines[i] ?? '').slice(start, end)),
  );
  assert.deepEqual(
    found.filter((text) => text.trim() !== ''),
    expected,
  );
}

describe('the grammar of CWL', () => {
  const begin = 'punctuation.definition.template-expression.begin.cwl';
  const end = 'punctuation.definition.template-expression.end.cwl';

  it('finds expressions, and their ends', async () => {
    const lines = ['glob: $(f(inputs.a).b).bam', 'x: ${ return {a: 1}; }'];
    await check(lines, begin, ['$(', '${']);
    await check(lines, end, [')', '}']);
  });
  it('finds bodies over several lines', async () => {
    const lines = ['expression: |', '  ${', '    if (a) { return inputs.b; }', '  }', 'id: $(self)'];
    await check(lines, begin, ['${', '$(']);
    await check(lines, 'variable.language.cwl', ['inputs', 'self']);
  });
  it('leaves what a backslash makes text', async () => {
    await check(['entry: \\$(date) $(runtime.cores)'], begin, ['$(']);
    await check(['entry: \\$(date) $(runtime.cores)'], 'variable.language.cwl', ['runtime']);
  });
});
