import type { Port, WorkflowModel } from './workflow.ts';

/** The input that a key of a parameter file gives a value to. */
export interface ParameterKey {
  readonly port: Port;
  /** `Workflow.` in front of the input's name; WDL only. */
  readonly prefix: string;
}

/** Looks keys up for one model; build it once for a file. */
export interface ParameterKeys {
  find(key: string): ParameterKey | undefined;
  /** `Workflow.` where this language knows it, else empty. */
  readonly prefix: string;
}

export function parameterKeys(model: WorkflowModel): ParameterKeys {
  const ports = new Map(model.entry.inputs.map((port) => [port.name, port]));
  const prefix = isWdl(model) ? `${model.entry.name}.` : '';
  return {
    prefix,
    find(key) {
      const bare = ports.get(key);
      if (bare !== undefined) return { port: bare, prefix: '' };
      if (prefix === '' || !key.startsWith(prefix)) return undefined;
      const port = ports.get(key.slice(prefix.length));
      return port === undefined ? undefined : { port, prefix };
    },
  };
}

/** Only WDL's engines read names that carry the workflow's in front. */
function isWdl(model: WorkflowModel): boolean {
  return model.engine === 'WDL' || model.engine === 'WDL_LENIENT';
}
