/** Which file uses which: imports, and the workflow that a parameter file is tied to. */
export class ImportGraph {
  readonly #targets = new Map<string, readonly string[]>();
  readonly #users = new Map<string, Set<string>>();
  #version = 0;

  /** Grows whenever an edge appears or disappears. */
  get version(): number {
    return this.#version;
  }

  /** Replaces what `uri` uses. */
  set(uri: string, targets: readonly string[]): void {
    const before = this.#targets.get(uri) ?? [];
    if (before.length === targets.length && before.every((target, i) => target === targets[i])) return;
    for (const target of before) this.#users.get(target)?.delete(uri);
    for (const target of targets) {
      const users = this.#users.get(target);
      if (users === undefined) this.#users.set(target, new Set([uri]));
      else users.add(uri);
    }
    this.#targets.set(uri, targets);
    this.#version++;
  }

  targets(uri: string): readonly string[] {
    return this.#targets.get(uri) ?? [];
  }

  /** `uri` and everything that it uses, directly or not; `uri` first, then in the order of the imports. */
  reachable(uri: string): readonly string[] {
    return closure(uri, (at) => this.#targets.get(at) ?? []);
  }

  /** Everything that uses `uri`, directly or not, without `uri`. */
  dependents(uri: string): readonly string[] {
    return closure(uri, (at) => this.#users.get(at) ?? []).slice(1);
  }

  /** True when following imports from `from` leads to `to`. */
  reaches(from: string, to: string): boolean {
    return this.reachable(from).includes(to);
  }
}

function closure(start: string, next: (uri: string) => Iterable<string>): readonly string[] {
  const seen = new Set([start]);
  for (const uri of seen) for (const target of next(uri)) seen.add(target);
  return [...seen];
}
