import type { Callable, SymbolId } from '../model/index.ts';
import { symbolUri } from '../model/index.ts';
import type { Location, Span } from '../text/index.ts';
import { occurrenceAt } from '../workspace/lookup.ts';
import type { FileSnapshot, SymbolSource } from '../workspace/snapshot.ts';

export interface HierarchyItem {
  readonly id: SymbolId;
  readonly name: string;
  readonly kind: 'task' | 'workflow';
  readonly at: Location;
}

/** One end of calls, and the places of the calls in the caller's file. */
export interface HierarchyCall {
  readonly item: HierarchyItem;
  readonly spans: readonly Span[];
}

/** The task or workflow whose name stands at the offset, or that the call at the offset calls. */
export function prepareCallHierarchy(
  file: FileSnapshot,
  offset: number,
  symbols: SymbolSource,
): HierarchyItem | undefined {
  const occurrence = occurrenceAt(file, offset);
  if (occurrence === undefined) return undefined;
  const called = file.analysis.callables
    .flatMap(({ calls }) => calls)
    .find(({ at }) => at.span.start === occurrence.span.start)?.callee;
  const callable = find(occurrence.symbol, symbols) ?? (called && find(called, symbols));
  return callable && item(callable);
}

/** Who calls it. Prepare the whole workspace first. */
export function incomingCalls(id: SymbolId, symbols: SymbolSource): readonly HierarchyCall[] {
  return symbols.mentions(id).flatMap(({ analysis }) =>
    analysis.callables.flatMap((callable) => {
      const spans = callable.calls.filter(({ callee }) => callee === id).map(({ at }) => at.span);
      return spans.length === 0 ? [] : [{ item: item(callable), spans }];
    }),
  );
}

/** What it calls, in the order of the text, each callee once. */
export function outgoingCalls(id: SymbolId, symbols: SymbolSource): readonly HierarchyCall[] {
  const calls = find(id, symbols)?.calls ?? [];
  return [...new Set(calls.map(({ callee }) => callee))].flatMap((callee) => {
    const callable = find(callee, symbols);
    if (callable === undefined) return [];
    const spans = calls.filter((call) => call.callee === callee).map(({ at }) => at.span);
    return [{ item: item(callable), spans }];
  });
}

function find(id: SymbolId, symbols: SymbolSource): Callable | undefined {
  return symbols.known(symbolUri(id))?.analysis.callables.find((callable) => callable.id === id);
}

function item({ id, name, kind, at }: Callable): HierarchyItem {
  return { id, name, kind, at };
}
