import type { Analysis, Language, Parsed } from '@omics-lens/server/languages/language.ts';
import type { SyntaxTree } from '@omics-lens/server/syntax/tree.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';

export interface AnalyzedText<Tree extends SyntaxTree> {
  readonly parsed: Parsed<Tree>;
  readonly analysis: Analysis;
  /** Of the syntax and of the analysis. */
  readonly problems: readonly Problem[];
}

/** One text by itself, as a language without imports reads it. */
export function analyzeText<Tree extends SyntaxTree>(
  language: Language<Tree, undefined>,
  text: string,
): AnalyzedText<Tree> {
  const parsed = language.parse(text);
  const analysis = language.analyze(parsed, {
    uri: 'file:///text',
    settings: { target: 'healthomics', region: 'us-east-1' },
    imported: () => ({ kind: 'missing', uri: undefined, reason: 'nothing is imported' }),
  });
  return { parsed, analysis, problems: [...parsed.problems, ...analysis.problems] };
}
