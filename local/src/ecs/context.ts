import type { Account } from '../account/account.ts';
import type { Director } from '../scenario/director.ts';
import type { Store } from '../store/store.ts';
import type { EcsNames } from './names.ts';

/** What every operation of the little ECS works on. */
export interface EcsContext {
  readonly store: Store;
  readonly names: EcsNames;
  readonly director: Director;
  readonly caller: string;
  account(): Account;
  /** Milliseconds since 1970. */
  now(): number;
}
