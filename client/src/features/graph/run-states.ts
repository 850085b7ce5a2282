/** What the tasks of a call look like together: the state that needs attention most. */
export type DrawnState = 'failed' | 'running' | 'waiting' | 'cancelled' | 'done' | 'none';

const BY_STATUS: Readonly<Record<string, DrawnState>> = {
  FAILED: 'failed',
  RUNNING: 'running',
  STARTING: 'running',
  STOPPING: 'running',
  PENDING: 'waiting',
  CANCELLED: 'cancelled',
  COMPLETED: 'done',
};
const ORDER: readonly DrawnState[] = ['failed', 'running', 'waiting', 'cancelled', 'done'];

export function drawnState(states: Readonly<Record<string, number>>): DrawnState {
  const present = new Set(Object.keys(states).map((status) => BY_STATUS[status] ?? 'none'));
  return ORDER.find((state) => present.has(state)) ?? 'none';
}

/** `2 of 5 done, 1 failed`; empty without a task. */
export function stateWords(states: Readonly<Record<string, number>>): string {
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  if (total === 0) return '';
  const of = (state: DrawnState) =>
    Object.entries(states).reduce(
      (sum, [status, count]) => sum + (BY_STATUS[status] === state ? count : 0),
      0,
    );
  const words = ORDER.filter((state) => of(state) > 0).map((state) => `${of(state)} ${WORDS[state]}`);
  return total === 1 ? (words[0] ?? '').replace(/^1 /, '') : `${words.join(', ')} of ${total}`;
}

const WORDS: Readonly<Record<DrawnState, string>> = {
  failed: 'failed',
  running: 'running',
  waiting: 'waiting',
  cancelled: 'cancelled',
  done: 'done',
  none: '',
};
