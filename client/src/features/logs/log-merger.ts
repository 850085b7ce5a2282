import type { LogEvent } from '../../omics/logs-api.ts';

/** An event and the stream that it stands in. */
export interface LogLine extends LogEvent {
  readonly stream: string;
}

interface HeldLine {
  readonly line: LogLine;
  /** The event's time, or that of the event before it in the stream when that is later: a stream keeps its order. */
  readonly time: number;
  readonly order: number;
  readonly round: number;
}

/**
 * Brings the events of several streams into the order of time. A line is given out once nothing earlier can follow,
 * and at the latest one round after it was read: a clock that is wrong delays lines, and never holds or loses them.
 */
export class LogMerger {
  readonly #latest = new Map<string, number>();
  #held: HeldLine[] = [];
  #order = 0;
  #round = 0;

  /** Events of one stream, in the stream's own order. */
  add(stream: string, events: readonly LogEvent[]): void {
    for (const event of events) {
      const time = Math.max(event.timestamp, this.#latest.get(stream) ?? -Infinity);
      this.#latest.set(stream, time);
      this.#held.push({ line: { ...event, stream }, time, order: this.#order++, round: this.#round });
    }
  }

  /** Ends a round in which every stream was read to its end at or after `moment`. */
  endRound(moment: number): readonly LogLine[] {
    const round = this.#round++;
    return this.#take((held) => held.time <= moment || held.round < round);
  }

  /** Ends a round in which a stream was read only up to `time`: more of it comes, and none of that is earlier. */
  endPartialRound(time: number): readonly LogLine[] {
    this.#round++;
    return this.#take((held) => held.time <= time);
  }

  /** Everything: nothing more will come. */
  flush(): readonly LogLine[] {
    return this.#take(() => true);
  }

  #take(isDue: (held: HeldLine) => boolean): readonly LogLine[] {
    this.#held.sort((a, b) => a.time - b.time || a.order - b.order);
    const due = this.#held.filter(isDue);
    this.#held = this.#held.filter((held) => !isDue(held));
    return due.map(({ line }) => line);
  }
}
