import type { Disposable } from '../infrastructure/disposables.ts';
import { Emitter } from '../infrastructure/emitter.ts';
import { resolveAccount, type Account, type AccountSources } from './account.ts';
import type { IdentityApi } from './identity-api.ts';
import type { LogsApi } from './logs-api.ts';
import type { ObjectsApi } from './objects-api.ts';
import type { OmicsApi } from './omics-api.ts';
import type { PreflightApi } from './preflight-api.ts';
import type { StoredFilesApi } from './stored-files-api.ts';
import type { TasksOnEcsApi } from './tasks-on-ecs-api.ts';
import type { Explanation } from '../infrastructure/errors.ts';
import { explainServiceError, isAboutCredentials, noCredentials, noRegion } from './service-errors.ts';

/** The services of one account. */
export interface Services extends Disposable {
  readonly account: Account;
  readonly omics: OmicsApi;
  readonly logs: LogsApi;
  readonly objects: ObjectsApi;
  readonly identity: IdentityApi;
  readonly preflight: PreflightApi;
  readonly stored: StoredFilesApi;
  readonly ecs: TasksOnEcsApi;
}

export interface SessionPorts {
  /** Settings, environment and shared files, read afresh. */
  readSources(): Promise<Omit<AccountSources, 'local'>>;
  /** Rejects with the reason where nothing may be sent at all, such as in a workspace that is not trusted. */
  allow(): Promise<void>;
  /** Loads the SDK and makes the clients; sends nothing. */
  connect(account: Account & { readonly region: string }): Promise<Services>;
}

/** Who the window speaks for now. Nothing is read, loaded or sent before the first question. */
export class Session implements Disposable {
  readonly #ports: SessionPorts;
  readonly #changed = new Emitter<void>();
  readonly #connected = new Emitter<Services>();
  #local: string | undefined;
  #account: Promise<Account> | undefined;
  #services: Promise<Services> | undefined;
  #isAskedFor = false;
  /** Credentials have failed since somebody last signed in. */
  #lacksSignIn = false;

  /** The account may be another one now: what is shown belongs to the old one. */
  readonly changed = this.#changed.event;

  /** Somebody needed the services of an account, so they may be asked. */
  readonly connected = this.#connected.event;

  constructor(ports: SessionPorts) {
    this.#ports = ports;
  }

  account(): Promise<Account> {
    this.#account ??= this.#ports
      .readSources()
      .then((sources) => resolveAccount({ ...sources, local: this.#local }));
    return this.#account;
  }

  /** For what the user asked for. Rejects with a `UserError` when no Region is chosen. */
  async services(): Promise<Services> {
    await this.#ports.allow();
    this.#isAskedFor = true;
    // A failure must not stay: the next question reads everything again.
    this.#services ??= this.#connect().catch((error: unknown) => {
      this.reconnect();
      throw error;
    });
    return this.#services;
  }

  /**
   * For what happens by itself: where no credentials are configured nothing is tried, because looking for those of a
   * cloud machine asks the network. Once the user has asked for something, it is tried.
   */
  async servicesInBackground(): Promise<Services> {
    await this.#ports.allow();
    const account = await this.account();
    if (!account.configured && !this.#isAskedFor) throw noCredentials(account);
    return this.services();
  }

  /** The words for a failure of a service. Credentials that failed are read again for the next request. */
  async explain(error: unknown): Promise<Explanation | undefined> {
    const explanation = explainServiceError(error, await this.account());
    if (explanation && isAboutCredentials(explanation)) {
      this.#lacksSignIn = true;
      this.reconnect();
    }
    return explanation;
  }

  /** Points the window at the local service, or back at what the settings say. */
  useLocal(address: string | undefined): void {
    if (address === this.#local) return;
    this.#local = address;
    this.reload();
  }

  /** Reads settings, environment and shared files again: whoever spoke before may be somebody else now. */
  reload(): void {
    this.#isAskedFor = false;
    this.#lacksSignIn = false;
    this.reconnect();
    this.#changed.fire();
  }

  /** The shared files have changed: where they now say something else, everything is read again. */
  async sourcesChanged(): Promise<void> {
    const before = this.#account === undefined ? undefined : JSON.stringify(await this.#account);
    this.reconnect();
    if (before === undefined || before === JSON.stringify(await this.account())) return;
    this.reload();
  }

  /** Somebody has signed in, maybe in a terminal: what failed for the lack of it is asked again. */
  signedIn(): void {
    if (!this.#lacksSignIn) return;
    this.reload();
  }

  /** The same account with new clients. The old ones are left to finish what they are sending. */
  reconnect(): void {
    this.#services = undefined;
    this.#account = undefined;
  }

  dispose(): void {
    this.#services?.then(
      (services) => services.dispose(),
      () => undefined,
    );
    this.reconnect();
    this.#changed.dispose();
    this.#connected.dispose();
  }

  async #connect(): Promise<Services> {
    const account = await this.account();
    const { region } = account;
    if (region === undefined) throw noRegion(account);
    const services = await this.#ports.connect({ ...account, region });
    this.#connected.fire(services);
    return services;
  }
}
