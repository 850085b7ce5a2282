import type { Callable, SymbolId, WorkflowModel } from '../model/index.ts';
import { composeModel, symbolUri } from '../model/index.ts';
import type { FileTable } from './file-table.ts';
import type { ImportGraph } from './import-graph.ts';

/** The workflow models of files, composed when somebody asks and kept until something that they reach changes. */
export class ModelCache {
  readonly #files: FileTable;
  readonly #graph: ImportGraph;
  readonly #models = new Map<string, { readonly key: string; readonly model: WorkflowModel | undefined }>();

  constructor(files: FileTable, graph: ImportGraph) {
    this.#files = files;
    this.#graph = graph;
  }

  /** What a run of the file would run, as far as it is known now. */
  of(uri: string | undefined): WorkflowModel | undefined {
    if (uri === undefined) return undefined;
    const key = this.serials(uri);
    const cached = this.#models.get(uri);
    if (cached?.key === key) return cached.model;
    const model = this.#compose(uri);
    this.#models.set(uri, { key, model });
    return model;
  }

  /** Changes whenever the file or anything that it reaches was analysed again. */
  serials(uri: string): string {
    return this.#graph
      .reachable(uri)
      .map((at) => this.#files.get(at)?.serial ?? 0)
      .join(' ');
  }

  #compose(uri: string): WorkflowModel | undefined {
    const facts = this.#files.get(uri)?.facts;
    const entry = facts?.callables.find((callable) => callable.id === facts.entry);
    if (facts?.engine === undefined || entry === undefined) return undefined;
    const { engine, languageVersion, versionAt } = facts;
    return composeModel(entry, (id) => this.#callable(id), { engine, languageVersion, versionAt });
  }

  #callable(id: SymbolId): Callable | undefined {
    return this.#files.get(symbolUri(id))?.facts?.callables.find((callable) => callable.id === id);
  }
}
