import type { Memory } from '../../../client/src/infrastructure/memory.ts';

/** A memory that keeps what JSON keeps, as VS Code's does. */
export function jsonMemory(): Memory & { dump(): string } {
  const values = new Map<string, string>();
  return {
    get<T>(key: string) {
      const text = values.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    update(key, value) {
      values.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
    dump: () => [...values].map(([key, value]) => `${key}=${value}`).join('\n'),
  };
}
