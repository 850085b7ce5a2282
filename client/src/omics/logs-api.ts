/** Following streams of CloudWatch Logs, without the SDK. */
export interface LogStreams {
  /** One page of a stream; `undefined` while the stream does not exist, which is waiting and not an error. */
  read(stream: string, from: LogPosition, signal?: AbortSignal): Promise<LogPage | undefined>;
  /** A page of the events of all streams whose names begin so, at or after a moment, in the order of time. */
  filter(
    prefix: string,
    from: number,
    token: string | undefined,
    signal?: AbortSignal,
  ): Promise<FilteredPage>;
  /** Opens a Live Tail session on streams whose names begin with `prefix`; ends by returning, or throws. */
  liveTail(logGroupArn: string, prefix: string, signal: AbortSignal): AsyncIterable<LiveTailUpdate>;
}

/** Reading CloudWatch Logs. */
export interface LogsApi extends LogStreams {
  /** `read` in another log group than that of HealthOmics, such as the one that a container of Amazon ECS writes to. */
  readIn(
    group: string,
    stream: string,
    from: LogPosition,
    signal?: AbortSignal,
  ): Promise<LogPage | undefined>;
  /** The newest page of a stream, and with the token of a page the one before it; `undefined` where there is no stream. */
  back(
    stream: string,
    token: string | undefined,
    since: number | undefined,
    signal?: AbortSignal,
  ): Promise<LogPage | undefined>;
  /** Names of the streams that begin so, at most 50. */
  streams(prefix: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** The newest events of a stream, oldest first; none while the stream does not exist. */
  tail(
    stream: string,
    count: number,
    since: number | undefined,
    signal?: AbortSignal,
  ): Promise<readonly LogEvent[]>;
}

export interface FilteredPage {
  readonly events: readonly FilteredEvent[];
  /** Asks for the next page; absent on the last. */
  readonly token: string | undefined;
}

export interface FilteredEvent extends LogEvent {
  readonly stream: string;
  /** The service's own, which no other event has. */
  readonly id: string;
}

export interface LogPosition {
  /** Where the page before ended; absent at the head. */
  readonly token: string | undefined;
  /** Only events at or after this time, in milliseconds since 1970. */
  readonly since: number | undefined;
}

export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

export interface LogPage {
  readonly events: readonly LogEvent[];
  readonly token: string | undefined;
  /** Nothing more stands in the stream now: the service gave back the token that it was sent. */
  readonly end: boolean;
}

/** The session has begun, or new events, which may be a sample above 500 events a second. */
export type LiveTailUpdate =
  | { readonly kind: 'started' }
  | { readonly kind: 'events'; readonly events: readonly (LogEvent & { readonly stream: string })[] };
