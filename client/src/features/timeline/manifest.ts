/**
 * What a task asked for and used, from the run's manifest, which is written when the run has ended (HealthOmics user
 * guide, "Monitoring with CloudWatch Logs"). Memory in GiB.
 */
export interface TaskUse {
  readonly cpusReserved: number | undefined;
  readonly cpusMaximum: number | undefined;
  readonly cpusAverage: number | undefined;
  readonly memoryReserved: number | undefined;
  readonly memoryMaximum: number | undefined;
  readonly memoryAverage: number | undefined;
  readonly gpusReserved: number | undefined;
  readonly runningSeconds: number | undefined;
}

/** By task id. Each event of the manifest is one JSON object; what is no task, or no JSON, is passed over. */
export function taskUses(events: readonly string[]): ReadonlyMap<string, TaskUse> {
  const uses = new Map<string, TaskUse>();
  for (const event of events) {
    const object = parse(event);
    const arn = object?.['arn'];
    const id = typeof arn === 'string' ? /:task\/(\d+)$/.exec(arn)?.[1] : undefined;
    if (object === undefined || id === undefined) continue;
    // Older manifests have the figures beside the others, newer ones in an object of their own.
    const metrics = isObject(object['metrics']) ? object['metrics'] : object;
    const figure = (name: string) => {
      const value = metrics[name];
      return typeof value === 'number' ? value : undefined;
    };
    uses.set(id, {
      cpusReserved: figure('cpusReserved'),
      cpusMaximum: figure('cpusMaximum'),
      cpusAverage: figure('cpusAverage'),
      memoryReserved: figure('memoryReservedGiB'),
      memoryMaximum: figure('memoryMaximumGiB'),
      memoryAverage: figure('memoryAverageGiB'),
      gpusReserved: figure('gpusReserved'),
      runningSeconds: figure('runningSeconds'),
    });
  }
  return uses;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
