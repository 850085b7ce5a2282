/** The `omicsLens` settings that the extension reads; `server/src/settings.ts` describes each. */
export interface Settings {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly endpoint: string | undefined;
  readonly roleArn: string | undefined;
  readonly outputUri: string | undefined;
  readonly storageType: StorageType | undefined;
  readonly uploadUri: string | undefined;
  readonly connectionArn: string | undefined;
  readonly liveTail: LiveTailChoice;
  /** A file, relative to the workspace folder. */
  readonly prices: string | undefined;
}

export type StorageType = 'DYNAMIC' | 'STATIC';

/** `never` polls, which is free of charge; `always` also opens a Live Tail session, which CloudWatch bills by the minute. */
export type LiveTailChoice = 'never' | 'always';

/** Reads the settings through `get`, which is given names without `omicsLens.`; an empty text means "not set". */
export function readSettings(get: (name: string) => unknown): Settings {
  const text = (name: string) => {
    const value = get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const storage = text('run.storageType');
  return {
    profile: text('profile'),
    region: text('region'),
    endpoint: text('endpoint'),
    roleArn: text('run.roleArn'),
    outputUri: text('run.outputUri'),
    storageType: storage === 'STATIC' || storage === 'DYNAMIC' ? storage : undefined,
    uploadUri: text('workflow.uploadUri'),
    connectionArn: text('workflow.connectionArn'),
    prices: text('prices'),
    liveTail: text('logs.liveTail') === 'always' ? 'always' : 'never',
  };
}
