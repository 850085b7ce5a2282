import { throwIfAborted } from './errors.ts';

/** One page of a list, as services give it. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | undefined;
}

export interface PagedListOptions<Item> {
  readonly ask: (token: string | undefined, signal: AbortSignal) => Promise<ListPage<Item>>;
  /** Changes by itself, so that it is worth asking again soon. */
  readonly isAlive: (item: Item) => boolean;
}

/** What keeping a list true needs of it, whatever it holds. */
export interface RefreshableList {
  readonly isLoaded: boolean;
  readonly hasMore: boolean;
  readonly isAlive: boolean;
  /** Why it could not be read, as a sentence. */
  readonly problem: string | undefined;
  /** Changes when anything that is shown changes. */
  readonly fingerprint: string;
  refresh(signal: AbortSignal): Promise<void>;
  fail(problem: string): void;
  clear(): void;
  /** One page more with the next refresh. */
  wantMore(): void;
}

/** A list of a service as far as somebody has looked at it. It is asked again as a whole: services have no changes to give. */
export class PagedList<Item> implements RefreshableList {
  readonly #options: PagedListOptions<Item>;
  #items: readonly Item[] = [];
  #next: string | undefined;
  #pages = 1;
  #state: 'unknown' | 'loaded' = 'unknown';
  #problem: string | undefined;

  constructor(options: PagedListOptions<Item>) {
    this.#options = options;
  }

  get items(): readonly Item[] {
    return this.#items;
  }
  get isLoaded(): boolean {
    return this.#state === 'loaded';
  }
  get hasMore(): boolean {
    return this.#next !== undefined;
  }
  get isAlive(): boolean {
    return this.#items.some((item) => this.#options.isAlive(item));
  }
  get problem(): string | undefined {
    return this.#problem;
  }
  get fingerprint(): string {
    return JSON.stringify([this.#state, this.#problem, this.#next !== undefined, this.#items]);
  }

  /** At least so many pages with the next refresh. */
  want(pages: number): void {
    this.#pages = Math.max(this.#pages, pages);
  }
  wantMore(): void {
    this.#pages++;
  }

  async refresh(signal: AbortSignal): Promise<void> {
    const items: Item[] = [];
    let token: string | undefined;
    let pages = 0;
    do {
      const page = await this.#options.ask(token, signal);
      throwIfAborted(signal);
      items.push(...page.items);
      token = page.next;
      pages++;
    } while (token !== undefined && pages < this.#pages);
    this.#items = items;
    this.#next = token;
    this.#state = 'loaded';
    this.#problem = undefined;
  }

  fail(problem: string): void {
    this.#problem = problem;
    this.#state = 'loaded';
  }

  clear(): void {
    this.#items = [];
    this.#next = undefined;
    this.#pages = 1;
    this.#state = 'unknown';
    this.#problem = undefined;
  }
}
