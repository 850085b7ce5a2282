import type { AccountValuesParams, AccountValuesResponse } from '@omics-lens/server/protocol/index.ts';
import type { Clock } from '../infrastructure/clock.ts';
import type { Log } from '../infrastructure/log.ts';
import { scopeOf } from './account.ts';
import type { Named, OmicsApi, Page } from './omics-api.ts';
import type { Session } from './session.ts';

export interface AccountValuesPorts {
  readonly session: Pick<Session, 'account' | 'servicesInBackground'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'debug'>;
  /** Roles that the settings and the project's file name for runs of the file. */
  readonly knownRoles: (uri: string) => Promise<readonly string[]>;
}

type Values = NonNullable<AccountValuesResponse>['values'];

/** What is created meanwhile is offered a little later; asking again with every keystroke would use up the quota. */
const KEPT = 5 * 60_000;
/** After a failure: a sign-in helps soon, and until then one question in a while is enough. */
const KEPT_AFTER_FAILURE = 30_000;
/** Nobody scrolls through more. */
const MOST = 500;

/**
 * What the account holds, for completion in run and batch files: asked for on first use, kept for minutes, `null` when
 * nobody is signed in or the service refuses. Never rejects: completion goes on without.
 */
export class AccountValues {
  readonly #ports: AccountValuesPorts;
  readonly #kept = new Map<string, { readonly answer: Promise<Values | undefined>; until: number }>();

  constructor(ports: AccountValuesPorts) {
    this.#ports = ports;
  }

  async values(params: AccountValuesParams): Promise<AccountValuesResponse> {
    try {
      if (params.kind === 'role') return { values: await this.#roles(params.uri) };
      const values = await this.#listed(params);
      return values === undefined ? null : { values };
    } catch (error) {
      return this.#without(params, error);
    }
  }

  /** HealthOmics lists no roles, and to list those of the account is a permission that few people have. */
  async #roles(uri: string): Promise<Values> {
    const roles = await this.#ports.knownRoles(uri);
    return [...new Set(roles)].map((value) => ({ value }));
  }

  async #listed(params: AccountValuesParams): Promise<Values | undefined> {
    const { session, clock } = this.#ports;
    const key = [scopeOf(await session.account()), params.kind, params.workflowId ?? ''].join('|');
    const known = this.#kept.get(key);
    if (known && clock.now() < known.until) return known.answer;
    const entry = { answer: this.#ask(params), until: Infinity };
    this.#kept.set(key, entry);
    const values = await entry.answer;
    entry.until = clock.now() + (values ? KEPT : KEPT_AFTER_FAILURE);
    return values;
  }

  async #ask(params: AccountValuesParams): Promise<Values | undefined> {
    try {
      const { omics } = await this.#ports.session.servicesInBackground();
      const found = await ask(params, omics);
      return found.filter(isUsable).map(valueOf);
    } catch (error) {
      this.#without(params, error);
      return undefined;
    }
  }

  #without({ kind }: AccountValuesParams, error: unknown): null {
    const name = error instanceof Error ? error.name : 'unknown';
    this.#ports.log.debug(`Completion goes on without values of kind '${kind}' (${name}).`);
    return null;
  }
}

/** Newest first; what others provide comes after what is the account's own. */
async function ask({ kind, workflowId }: AccountValuesParams, omics: OmicsApi): Promise<readonly Named[]> {
  switch (kind) {
    case 'workflow':
      return [
        ...(await all((token) => omics.listWorkflows('PRIVATE', token))),
        ...(await all((token) => omics.listWorkflows('READY2RUN', token))),
      ];
    case 'workflowVersion':
      return workflowId === undefined ? [] : all((token) => omics.listWorkflowVersions(workflowId, token));
    case 'runGroup':
      return all((token) => omics.listRunGroups(token));
    case 'runCache':
      return all((token) => omics.listRunCaches(token));
    case 'configuration':
      return all((token) => omics.listConfigurations(token));
    case 'role':
      return [];
  }
}

async function all(page: (token: string | undefined) => Promise<Page<Named>>): Promise<readonly Named[]> {
  const found: Named[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await page(token);
    found.push(...items);
    token = next;
  } while (token !== undefined && found.length < MOST);
  return found.sort((a, b) => (b.creationTime ?? 0) - (a.creationTime ?? 0));
}

/** A run that names what is being made, has failed or is going away is refused. */
function isUsable({ status }: Named): boolean {
  return status === undefined || status === 'ACTIVE';
}

function valueOf({ id, name }: Named): Values[number] {
  return { value: id, ...(name === undefined ? {} : { label: name }) };
}
