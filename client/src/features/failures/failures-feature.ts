import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { Event } from '../../infrastructure/emitter.ts';
import type { Boundary } from '../../infrastructure/boundary.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { explainFailure, type ExplainFailurePorts } from './explain-failure.ts';
import { showFailures } from './failure-diagnostics.ts';
import { FailureStore } from './failure-store.ts';
import { FailureWatch, type WatchedRun } from './failure-watch.ts';

export interface FailuresFeaturePorts extends Omit<ExplainFailurePorts, 'store'> {
  readonly runs: { list(): readonly WatchedRun[]; readonly changed: Event<void> };
  /** The run that a command was called on, or one that the user picks. */
  readonly chooseRun: (argument: unknown) => Promise<string>;
  readonly reveal: (uri: string, line: number) => Promise<void>;
  readonly prompts: Pick<Prompts, 'tell' | 'progress'>;
  readonly attempt: Boundary;
}

export interface FailuresFeature extends Disposable {
  readonly commands: readonly Command[];
  readonly store: FailureStore;
}

/** Failed runs, explained on the lines that made them: by themselves when they fail in this window, or when asked for. */
export function createFailuresFeature(ports: FailuresFeaturePorts): FailuresFeature {
  const own = new DisposableStore();
  const store = own.add(new FailureStore());
  const explain = (runId: string, signal?: AbortSignal) => explainFailure(runId, { ...ports, store }, signal);
  own.add(showFailures(store));
  own.add(
    new FailureWatch(ports.runs, (runId) => {
      void ports.attempt('find out why the run failed', () => explain(runId));
    }),
  );
  return {
    store,
    commands: [
      {
        name: 'omicsLens.explainFailure',
        action: 'find out why the run failed',
        trust: 'needed',
        async run(argument) {
          const runId = await ports.chooseRun(argument);
          const found = await ports.prompts.progress('Looking for the cause', (_report, signal) =>
            explain(runId, signal),
          );
          if (found === undefined) {
            await ports.prompts.tell('information', `Run '${runId}' has not failed.`, []);
          } else if (found.place === undefined) {
            await ports.prompts.tell('warning', `${found.sentence} ${NO_SOURCE}`, []);
          } else await ports.reveal(found.place.uri, found.place.line);
          return found?.sentence;
        },
      },
      {
        name: 'omicsLens.dismissFailure',
        action: 'dismiss the failure',
        run: (argument) => Promise.resolve(store.dismiss(runIdOf(argument))),
      },
    ],
    dispose: () => own.dispose(),
  };
}

const NO_SOURCE = 'Its workflow is not open here: open its folder, and the cause is shown on its line.';

/** Without one, all are dismissed. */
function runIdOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('runId' in argument)) return undefined;
  return typeof argument.runId === 'string' ? argument.runId : undefined;
}
