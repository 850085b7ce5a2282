import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver';
import { foldingRanges } from '../../features/folding.ts';
import { fileMethod } from '../requests.ts';

export const foldingRangeMethod = fileMethod<FoldingRangeParams, FoldingRange[]>({
  method: 'textDocument/foldingRange',
  summary: 'Blocks, runs of comments and imports, and `# region` … `# endregion`.',
  capabilities: () => ({ foldingRangeProvider: true }),
  clientToo: true,
  nothing: [],
  answer: (file) => foldingRanges(file).map((range) => ({ ...range })),
});
