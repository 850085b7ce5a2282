import type { LogEvent } from '../../omics/logs-api.ts';

/** Live Tail delivers within seconds: an event that polling has read and Live Tail has not, by then, was sampled away. */
const LIVE_TAIL_DELAY = 60_000;

/**
 * Pairs the events that polling and Live Tail both deliver, so that each is shown once. Either may be first, either may
 * have gaps, and equal events are counted: an event of one side stands for one equal event of the other.
 */
export class TwiceDelivered {
  readonly #polledOnly = new Map<string, Count>();
  readonly #liveOnly = new Map<string, Count>();
  #live = false;
  #newest = -Infinity;

  /** A Live Tail session is being opened: from now on what is polled may come a second time. */
  beginLive(): void {
    this.#live = true;
  }

  /** What Live Tail has delivered is still to be polled; nothing that was polled comes again. */
  endLive(): void {
    this.#live = false;
    this.#polledOnly.clear();
  }

  /** The polled events that Live Tail has not delivered. */
  polled(stream: string, events: readonly LogEvent[]): readonly LogEvent[] {
    const fresh = events.filter((event) => !take(this.#liveOnly, stream, event));
    if (this.#live) this.#note(this.#polledOnly, stream, fresh);
    this.#forgetSampledAway();
    return fresh;
  }

  /** The events of Live Tail that were not polled. */
  live(stream: string, events: readonly LogEvent[]): readonly LogEvent[] {
    const fresh = events.filter((event) => !take(this.#polledOnly, stream, event));
    this.#note(this.#liveOnly, stream, fresh);
    return fresh;
  }

  #note(side: Map<string, Count>, stream: string, events: readonly LogEvent[]): void {
    for (const event of events) {
      const key = keyOf(stream, event);
      side.set(key, { times: (side.get(key)?.times ?? 0) + 1, timestamp: event.timestamp });
      this.#newest = Math.max(this.#newest, event.timestamp);
    }
  }

  #forgetSampledAway(): void {
    for (const [key, { timestamp }] of this.#polledOnly) {
      if (timestamp < this.#newest - LIVE_TAIL_DELAY) this.#polledOnly.delete(key);
    }
  }
}

interface Count {
  readonly times: number;
  readonly timestamp: number;
}

function take(side: Map<string, Count>, stream: string, event: LogEvent): boolean {
  const key = keyOf(stream, event);
  const count = side.get(key);
  if (!count) return false;
  if (count.times > 1) side.set(key, { ...count, times: count.times - 1 });
  else side.delete(key);
  return true;
}

function keyOf(stream: string, { timestamp, message }: LogEvent): string {
  return `${stream}\n${timestamp}\n${message}`;
}
