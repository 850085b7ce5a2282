/** Words, icon and theme colour of a state. */
export interface StatusLook {
  readonly word: string;
  readonly icon: string;
  readonly color: string | undefined;
}

const RUNS: Readonly<Record<string, StatusLook>> = {
  PENDING: { word: 'waiting', icon: 'clock', color: undefined },
  STARTING: { word: 'starting', icon: 'loading~spin', color: undefined },
  RUNNING: { word: 'running', icon: 'sync~spin', color: 'charts.blue' },
  STOPPING: { word: 'ending', icon: 'loading~spin', color: undefined },
  COMPLETED: { word: 'completed', icon: 'pass-filled', color: 'testing.iconPassed' },
  FAILED: { word: 'failed', icon: 'error', color: 'testing.iconFailed' },
  CANCELLED: { word: 'cancelled', icon: 'circle-slash', color: 'disabledForeground' },
  DELETED: { word: 'deleted', icon: 'trash', color: 'disabledForeground' },
};

const BATCHES: Readonly<Record<string, StatusLook>> = {
  CREATING: { word: 'being created', icon: 'loading~spin', color: undefined },
  PENDING: { word: 'waiting', icon: 'clock', color: undefined },
  SUBMITTING: { word: 'starting runs', icon: 'sync~spin', color: 'charts.blue' },
  INPROGRESS: { word: 'running', icon: 'sync~spin', color: 'charts.blue' },
  STOPPING: { word: 'being cancelled', icon: 'loading~spin', color: undefined },
  PROCESSED: { word: 'done', icon: 'pass-filled', color: 'testing.iconPassed' },
  FAILED: { word: 'failed', icon: 'error', color: 'testing.iconFailed' },
  CANCELLED: { word: 'cancelled', icon: 'circle-slash', color: 'disabledForeground' },
  RUNS_DELETING: { word: 'deleting runs', icon: 'loading~spin', color: undefined },
  RUNS_DELETED: { word: 'runs deleted', icon: 'trash', color: 'disabledForeground' },
  RUNS_DELETE_FAILED: { word: 'runs not all deleted', icon: 'warning', color: 'list.warningForeground' },
};

/** Of a run or a task; also of a state that is newer than this list. */
export function runLook(status: string): StatusLook {
  return RUNS[status] ?? unknown(status);
}

/** Of a batch; also of a state that is newer than this list. */
export function batchLook(status: string): StatusLook {
  return BATCHES[status] ?? unknown(status);
}

function unknown(status: string): StatusLook {
  return { word: status.toLowerCase().replaceAll('_', ' '), icon: 'question', color: undefined };
}
