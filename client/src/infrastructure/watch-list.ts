import type { Memory } from './memory.ts';

/** Something whose end is waited for, by its id in an account and Region. */
interface Watched {
  readonly scope: string;
  readonly id: string;
}

/** More are not waited for over a reload; the oldest are forgotten. */
const MOST = 200;

/** Remembers over a reload whose end somebody wants to be told. */
export class WatchList {
  readonly #memory: Memory;
  readonly #name: string;

  /** `name`: where in the memory the list stands. */
  constructor(memory: Memory, name: string) {
    this.#memory = memory;
    this.#name = name;
  }

  /** Those of one account and Region, newest first. */
  of(scope: string): readonly string[] {
    return this.#read().flatMap((watched) => (watched.scope === scope ? [watched.id] : []));
  }

  async add(scope: string, id: string): Promise<void> {
    await this.#memory.update(this.#name, [{ scope, id }, ...this.#without(scope, id)].slice(0, MOST));
  }

  async remove(scope: string, id: string): Promise<void> {
    await this.#memory.update(this.#name, this.#without(scope, id));
  }

  #without(scope: string, id: string): readonly Watched[] {
    return this.#read().filter((watched) => watched.scope !== scope || watched.id !== id);
  }

  #read(): readonly Watched[] {
    return this.#memory.get<readonly Watched[]>(this.#name) ?? [];
  }
}
