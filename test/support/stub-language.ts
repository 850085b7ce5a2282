import type {
  Analysis,
  AnalyzeContext,
  Language,
  LanguageId,
  Parsed,
} from '@omics-lens/server/languages/language.ts';
import type { Callable, Occurrence, SymbolId, SymbolInfo } from '@omics-lens/server/model/index.ts';
import { primitive, symbolId } from '@omics-lens/server/model/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { span } from '@omics-lens/server/text/index.ts';
import type { SyntaxNode, SyntaxTree } from '@omics-lens/server/syntax/tree.ts';

interface StubExports {
  readonly names: ReadonlyMap<string, SymbolId>;
}

export interface StubLanguage extends Language<SyntaxTree, StubExports> {
  /** Every call of `analyze`, by URI, in order. */
  readonly analyzed: string[];
}

/**
 * A language of one statement per line, to test the workspace without a real one: `import PATH`, `def NAME`,
 * `use NAME`, `workflow NAME input? input`, `bad` (an error), and `throw parse` or `throw analyze`, which throw.
 * Files are `*.stub`. What is declared is exported, that of imports included.
 */
export function stubLanguage(id: LanguageId = 'wdl'): StubLanguage {
  const analyzed: string[] = [];
  return {
    id,
    analyzed,
    folds: new Set(),
    rules: [],
    accepts: (uri) => uri.endsWith('.stub'),
    parse(text): Parsed {
      if (text.includes('throw parse')) throw new Error('stub parser');
      const lines = [...text.matchAll(/\S.*/g)].map((line) => node('line', line.index, line[0].length));
      const root: SyntaxNode = { kind: 'document', start: 0, end: text.length, children: lines };
      return { tree: { text, root, comments: [] }, problems: [] };
    },
    imports: (tree) =>
      [...tree.text.matchAll(/^import (.+)$/gm)].map((line) => {
        const target = line[1] ?? '';
        const start = line.index + 'import '.length;
        return { target, span: span(start, start + target.length) };
      }),
    analyze(parsed, context) {
      analyzed.push(context.uri);
      if (parsed.tree.text.includes('throw analyze')) throw new Error('stub analysis');
      return analyze(parsed.tree.text, context);
    },
  };
}

function analyze(text: string, context: AnalyzeContext<StubExports>): Analysis<StubExports> {
  const problems: Problem[] = [];
  const symbols = new Map<SymbolId, SymbolInfo>();
  const occurrences: Occurrence[] = [];
  const callables: Callable[] = [];
  const names = new Map<string, SymbolId>();
  const problem = (code: string, message: string, start: number, length: number) =>
    problems.push({ span: span(start, start + length), severity: 'error', code, message });
  for (const line of text.matchAll(/^(\w+)(?: (.+))?$/gm)) {
    const [whole, word, rest = ''] = line;
    const start = line.index + whole.length - rest.length;
    const place = span(start, start + rest.length);
    if (word === 'bad') problem('stub-bad', 'This line is bad.', line.index, whole.length);
    if (word === 'import') {
      const imported = context.imported(rest);
      if (imported.kind === 'loaded')
        for (const [name, symbol] of imported.exports.names) names.set(name, symbol);
      if (imported.kind === 'missing') problem('stub-missing', imported.reason, start, rest.length);
      if (imported.kind === 'cycle') problem('stub-cycle', 'This import leads back.', start, rest.length);
    }
    if (word === 'def') {
      const symbol = symbolId(context.uri, rest);
      names.set(rest, symbol);
      symbols.set(symbol, { id: symbol, kind: 'variable', name: rest, span: place, signature: whole });
      occurrences.push({ span: place, symbol, role: 'definition' });
    }
    if (word === 'use') {
      const symbol = names.get(rest);
      if (symbol === undefined) problem('stub-unknown', `Unknown name '${rest}'.`, start, rest.length);
      else occurrences.push({ span: place, symbol, role: 'reference' });
    }
    if (word === 'workflow') {
      const [name = '', ...inputs] = rest.split(' ');
      callables.push(workflow(context.uri, name, inputs, start));
    }
  }
  const entry = callables[0]?.id;
  return {
    problems,
    symbols,
    occurrences,
    outline: [],
    links: [],
    callables,
    ...(entry === undefined ? {} : { entry, engine: 'WDL' }),
    exports: { names },
    fingerprint: [...names].join(' '),
    completions: () => [...names.keys()].map((label) => ({ label, kind: 'variable' })),
    describe: () => undefined,
  };
}

function workflow(uri: string, name: string, inputs: readonly string[], start: number): Callable {
  const at = { uri, span: span(start, start + name.length) };
  return {
    id: symbolId(uri, name),
    kind: 'workflow',
    name,
    at,
    inputs: inputs.map((input) => ({
      name: input.replace('?', ''),
      symbol: symbolId(uri, name, input.replace('?', '')),
      type: primitive('String', input.endsWith('?')),
      required: !input.endsWith('?'),
      at,
    })),
    outputs: [],
    calls: [],
  };
}

function node(kind: string, start: number, length: number): SyntaxNode {
  return { kind, start, end: start + length, children: [] };
}
