/** Asked between steps of long work; work that is cancelled answers `undefined`. */
export interface Cancellation {
  readonly isCancelled: boolean;
  /** Calls back once it is cancelled. */
  whenCancelled?(listener: () => void): void;
}
