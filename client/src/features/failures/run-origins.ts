import type { Memory } from '../../infrastructure/memory.ts';

/** The files that a run was started from. */
export interface RunOrigin {
  /** A workflow, run or batch file. */
  readonly uri: string;
  readonly parameters?: string;
}

interface KeptOrigin extends RunOrigin {
  /** Run ids are used again after a deletion; this is not. */
  readonly uuid: string;
}

/** The newest so many runs are remembered. */
const KEPT = 500;
const NAME = 'omicsLens.runOrigins';

/** Which files the runs of this workspace were started from. */
export class RunOrigins {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  async remember(uuid: string, origin: RunOrigin): Promise<void> {
    const others = this.#read().filter((kept) => kept.uuid !== uuid);
    await this.#memory.update(NAME, [...others, { uuid, ...origin }].slice(-KEPT));
  }

  of(uuid: string | undefined): RunOrigin | undefined {
    return uuid === undefined ? undefined : this.#read().find((kept) => kept.uuid === uuid);
  }

  #read(): readonly KeptOrigin[] {
    return this.#memory.get<readonly KeptOrigin[]>(NAME) ?? [];
  }
}
