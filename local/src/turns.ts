/** Lets one thing happen after the other, so that none sees half of what another does. */
export interface Turns {
  /** Everything has happened that happens until now when `task` begins. */
  take<Result>(task: () => Promise<Result> | Result): Promise<Result>;
}

export function turnsAfter(catchUp: () => Promise<void>): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    take(task) {
      const result = last.then(catchUp).then(task);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
