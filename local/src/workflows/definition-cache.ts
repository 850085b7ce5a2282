import type { Definitions } from '../omics/context.ts';
import type { DefinitionRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { openDefinition } from './definition.ts';
import type { Reading, WorkflowReader } from './reader.ts';

/** So many definitions stay in memory; the others are read again from their zips when a run needs them. */
const MOST_KEPT = 20;

/** Reads definitions once. */
export function definitionCache(store: Store, reader: WorkflowReader): Definitions {
  const kept = new Map<string, Promise<Reading | undefined>>();
  return {
    read(definition) {
      const key = `${definition.digest} ${definition.engine ?? ''} ${definition.main ?? ''}`;
      const reading = kept.get(key) ?? readFrom(store, reader, definition);
      kept.delete(key);
      kept.set(key, reading);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return reading;
    },
  };
}

async function readFrom(
  store: Store,
  reader: WorkflowReader,
  definition: Pick<DefinitionRecord, 'digest' | 'main' | 'engine'>,
): Promise<Reading | undefined> {
  const { digest, main, engine } = definition;
  const zip = store.blobs.get(digest);
  if (zip === undefined || main === undefined || engine === undefined) return undefined;
  const opened = openDefinition(zip);
  return opened.kind === 'opened' ? reader.read({ files: opened.files, main, engine }) : undefined;
}
