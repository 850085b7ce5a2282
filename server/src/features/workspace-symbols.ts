import type { SymbolKind } from '../model/index.ts';
import type { Location } from '../text/index.ts';
import { matchScore } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import { fileName } from '../workspace/uris.ts';

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly location: Location;
  /** The file's name. */
  readonly container: string;
}

const MOST_SYMBOLS = 200;

/** What people look for by name across files. Inputs and variables are found through their task or workflow. */
const SEARCHED: ReadonlySet<SymbolKind> = new Set([
  'workflow',
  'task',
  'struct',
  'enum',
  'call',
  'output',
  'input',
]);

/** Declared things whose names fit the query, best first; tasks, workflows and types before what lies in them. */
export function workspaceSymbols(query: string, files: Iterable<FileSummary>): readonly WorkspaceSymbol[] {
  const found: { symbol: WorkspaceSymbol; score: number; minor: number }[] = [];
  for (const { uri, analysis } of files) {
    for (const { name, kind, span } of analysis.symbols.values()) {
      if (!SEARCHED.has(kind)) continue;
      const score = matchScore(query, name);
      if (score === undefined) continue;
      const minor = kind === 'input' || kind === 'output' || kind === 'call' ? 1 : 0;
      found.push({ symbol: { name, kind, location: { uri, span }, container: fileName(uri) }, score, minor });
    }
  }
  found.sort((a, b) => a.minor - b.minor || a.score - b.score || (a.symbol.name < b.symbol.name ? -1 : 1));
  return found.slice(0, MOST_SYMBOLS).map(({ symbol }) => symbol);
}
