import { dataKind } from '../languages/data-kind.ts';
import type { SymbolId, SymbolKind } from '../model/index.ts';
import {
  checkParametersCommand,
  runTaskOnEcsCommand,
  showReferencesCommand,
  startBatchCommand,
  startRunCommand,
} from '../protocol/index.ts';
import type { CodeLensSettings } from '../settings.ts';
import { span, type Location, type Span } from '../text/index.ts';
import { fileName } from '../workspace/uris.ts';
import { renderableTasks, standsFor } from '../workspace/lookup.ts';
import type { FileSnapshot, FileSummary, SymbolSource } from '../workspace/snapshot.ts';

/** Something above a line that can be clicked on: a command, or a symbol whose references are counted later. */
export type CodeLens =
  | {
      readonly span: Span;
      readonly title: string;
      readonly command: string;
      /** Behind the file's URI. */
      readonly arguments?: readonly string[];
    }
  | { readonly span: Span; readonly counts: SymbolId };

/** A count of references, and where they are. */
export interface CountedReferences {
  readonly title: string;
  readonly places: readonly Location[];
}

const LENSES = [
  { title: '$(play) Start run', command: startRunCommand },
  { title: '$(checklist) Check parameters', command: checkParametersCommand },
];

const BATCH_LENSES = [
  { title: '$(run-all) Start batch', command: startBatchCommand },
  { title: '$(checklist) Check parameters', command: checkParametersCommand },
];

const COUNTED: ReadonlySet<SymbolKind> = new Set(['task', 'workflow', 'struct', 'enum']);

/** What can be done with the workflow of the file, as far as the client can do it; then counts of references. */
export function codeLenses(
  file: FileSnapshot,
  commands: ReadonlySet<string>,
  settings: CodeLensSettings,
): readonly CodeLens[] {
  return [
    ...workflowLenses(file, commands),
    ...batchLenses(file, commands),
    ...singleTaskLenses(file, commands),
    ...referenceLenses(file, commands, settings),
  ];
}

/** Where else than at its declaration the symbol stands. Prepare the whole workspace first. */
export function countReferences(symbol: SymbolId, symbols: SymbolSource): CountedReferences {
  const places = symbols
    .mentions(symbol)
    .flatMap(({ uri, analysis }) =>
      analysis.occurrences
        .filter((occurrence) => occurrence.role !== 'definition' && standsFor(occurrence, symbol))
        .map(({ span }) => ({ uri, span })),
    );
  const count = places.length === 0 ? 'no' : String(places.length);
  return { title: `${count} ${places.length === 1 ? 'reference' : 'references'}`, places };
}

/** Above the workflow that a run of the file would run. */
function workflowLenses(file: FileSummary, commands: ReadonlySet<string>): readonly CodeLens[] {
  const entry = file.analysis.callables.find(({ id }) => id === file.analysis.entry);
  if (entry?.kind !== 'workflow') return [];
  return LENSES.filter(({ command }) => commands.has(command)).map((lens) => ({
    ...lens,
    span: entry.at.span,
  }));
}

/** At the top of a file with the runs of a batch. */
function batchLenses({ uri }: FileSummary, commands: ReadonlySet<string>): readonly CodeLens[] {
  const kind = dataKind(fileName(uri));
  if (kind !== 'batch' && kind !== 'batch-runs') return [];
  return BATCH_LENSES.filter(({ command }) => commands.has(command)).map((lens) => ({
    ...lens,
    span: span(0, 0),
  }));
}

/** Above each task that can run alone, and at the top of a file with a request for one. */
function singleTaskLenses(file: FileSnapshot, commands: ReadonlySet<string>): readonly CodeLens[] {
  if (!commands.has(runTaskOnEcsCommand)) return [];
  const lens = { title: '$(server-process) Run task on ECS', command: runTaskOnEcsCommand };
  if (dataKind(fileName(file.uri)) === 'ecs-task') return [{ ...lens, span: span(0, 0) }];
  return renderableTasks(file).map(({ name, at }) => ({ ...lens, span: at.span, arguments: [name] }));
}

function referenceLenses(
  { analysis }: FileSummary,
  commands: ReadonlySet<string>,
  { references }: CodeLensSettings,
): readonly CodeLens[] {
  if (!references || !commands.has(showReferencesCommand)) return [];
  return [...analysis.symbols.values()]
    .filter(({ kind, id }) => COUNTED.has(kind) && id !== analysis.entry)
    .map(({ id, span }) => ({ span, counts: id }));
}
