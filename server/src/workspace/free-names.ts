import type { FreeName } from '../languages/language.ts';
import type { Occurrence, SymbolId } from '../model/index.ts';
import { symbolId } from '../model/index.ts';
import type { FileTable } from './file-table.ts';
import type { ImportGraph } from './import-graph.ts';
import type { FileFacts } from './snapshot.ts';

/**
 * Names that are declared by files which read this one: a selector of a configuration names processes of the scripts
 * that the configuration counts for. They are looked for when somebody asks about the file and never while files are
 * analysed: a configuration does not wait for scripts that wait for it.
 */
export class FreeNames {
  readonly #files: FileTable;
  readonly #graph: ImportGraph;

  constructor(files: FileTable, graph: ImportGraph) {
    this.#files = files;
    this.#graph = graph;
  }

  /** The facts of the file with its free names among the occurrences, those that somebody declares. */
  resolve(uri: string, facts: FileFacts): FileFacts {
    const { names } = facts;
    if (names === undefined || names.length === 0) return facts;
    const found = this.#find(uri, names);
    return found.length === 0 ? facts : { ...facts, occurrences: merged(facts.occurrences, found) };
  }

  /** The files that may mention a symbol which `declaring` declares, that file first. */
  mentioning(declaring: string): readonly string[] {
    const found = new Set([declaring, ...this.#graph.dependents(declaring)]);
    for (const uri of found) {
      for (const target of this.#graph.targets(uri)) {
        if (this.#files.get(target)?.facts?.names !== undefined) found.add(target);
      }
    }
    return [...found];
  }

  #find(uri: string, names: readonly FreeName[]): readonly Occurrence[] {
    const wanted = new Set(names.map(({ path }) => path));
    const ids = new Map<string, SymbolId>();
    for (const at of this.#around(uri)) {
      const symbols = this.#files.get(at)?.facts?.symbols;
      if (symbols === undefined) continue;
      for (const path of wanted) {
        const id = symbolId(at, ...path.split('.'));
        if (symbols.has(id)) ids.set(path, id);
      }
      for (const path of ids.keys()) wanted.delete(path);
      if (wanted.size === 0) break;
    }
    return names.flatMap(({ span, path, form }): Occurrence[] => {
      const symbol = ids.get(path);
      if (symbol === undefined) return [];
      return [{ span, symbol, role: 'reference', ...(form === undefined ? {} : { form }) }];
    });
  }

  /** The files that read this one, and what those read beside it. */
  #around(uri: string): ReadonlySet<string> {
    const readers = this.#graph.dependents(uri);
    const found = new Set(readers);
    for (const reader of readers) {
      for (const target of this.#graph.targets(reader)) if (target !== uri) found.add(target);
    }
    return found;
  }
}

/** By start; a free name comes before what the file itself says about the same place. */
function merged(own: readonly Occurrence[], found: readonly Occurrence[]): readonly Occurrence[] {
  const starts = new Set(found.map(({ span }) => span.start));
  return [...own.filter(({ span }) => !starts.has(span.start)), ...found].sort(
    (a, b) => a.span.start - b.span.start,
  );
}
