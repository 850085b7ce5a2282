/** What happens when; of the same moment, what was put first comes first. */
export interface Agenda<Event> {
  put(at: number, event: Event): void;
  /** The time of the next event. */
  readonly next: number | undefined;
  take(): Event | undefined;
}

interface Entry<Event> {
  readonly at: number;
  readonly order: number;
  readonly event: Event;
}

export function agenda<Event>(): Agenda<Event> {
  const heap: Entry<Event>[] = [];
  let order = 0;
  const isBefore = (a: number, b: number): boolean => {
    const [left, right] = [heap[a], heap[b]];
    if (left === undefined || right === undefined) return left !== undefined;
    return left.at < right.at || (left.at === right.at && left.order < right.order);
  };
  const swap = (a: number, b: number): void => {
    const [left, right] = [heap[a], heap[b]];
    if (left === undefined || right === undefined) return;
    heap[a] = right;
    heap[b] = left;
  };
  return {
    get next() {
      return heap[0]?.at;
    },
    put(at, event) {
      heap.push({ at, order: order++, event });
      for (let i = heap.length - 1; i > 0;) {
        const parent = (i - 1) >> 1;
        if (!isBefore(i, parent)) break;
        swap(i, parent);
        i = parent;
      }
    },
    take() {
      const [first] = heap;
      swap(0, heap.length - 1);
      heap.pop();
      for (let i = 0; ;) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        const child = right < heap.length && isBefore(right, left) ? right : left;
        if (child >= heap.length || !isBefore(child, i)) break;
        swap(i, child);
        i = child;
      }
      return first?.event;
    },
  };
}
