import type { Account } from '../account/account.ts';
import type { Names } from '../identity.ts';
import type { BatchSteps } from '../progress/batch-steps.ts';
import type { Dispatcher } from '../progress/dispatcher.ts';
import type { Lives } from '../progress/lives.ts';
import type { Quotas } from '../progress/quotas.ts';
import type { Worlds } from '../progress/worlds.ts';
import type { ObjectView } from '../s3/object-view.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Timing } from '../simulation/timing.ts';
import type { Store } from '../store/store.ts';
import type { Reading } from '../workflows/reader.ts';
import type { DefinitionRecord } from '../store/records.ts';

/** What an operation sees of the world while it answers one request. */
export interface OmicsContext {
  readonly store: Store;
  readonly names: Names;
  readonly now: number;
  /** Lists show what was true then. */
  readonly listTime: number;
  readonly scenario: Scenario;
  readonly timing: Timing;
  /** ARN of who asks. */
  readonly caller: string;
  readonly definitions: Definitions;
  readonly lives: Lives;
  readonly worlds: Worlds;
  readonly batches: BatchSteps;
  readonly dispatcher: Dispatcher;
  readonly quotas: Quotas;
  readonly objects: ObjectView;
  readonly account: Account;
  /** The address under which the bytes with this SHA-256 can be fetched without signing. */
  addressOf(digest: string): string;
}

/** Definitions that were read, by the record that keeps them. */
export interface Definitions {
  /** Reads again what is not in memory. `undefined` when the zip is gone or was never readable. */
  read(definition: Pick<DefinitionRecord, 'digest' | 'main' | 'engine'>): Promise<Reading | undefined>;
}
