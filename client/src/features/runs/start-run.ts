import { createHash } from 'node:crypto';
import type {
  CheckParametersResult,
  WorkflowResponse,
  WorkflowResult,
} from '@omics-lens/server/protocol/index.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import { Cancelled, throwIfAborted } from '../../infrastructure/errors.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import { RequestLimiter } from '../../infrastructure/request-limiter.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import { scopeOf, type Account } from '../../omics/account.ts';
import type { OmicsApi, StartedRun, StartRunRequest } from '../../omics/omics-api.ts';
import { paceFor } from '../../omics/pace.ts';
import { confirmStart, tellPreflight, type Preflight } from './confirm-start.ts';
import { planOf, type StartPlan } from './start-plan.ts';

export { describeWorkflow } from './start-plan.ts';

/** The language server's part: what a run of a file needs, and what is wrong with its parameters. */
export interface LanguageQuestions {
  workflow(uri: string): Promise<WorkflowResponse>;
  checkParameters(uri: string): Promise<CheckParametersResult>;
}

export interface StartRunPorts {
  readonly language: LanguageQuestions;
  readonly files: Files;
  readonly prompts: Prompts;
  readonly settings: (uri: string) => Settings;
  readonly remember: (setting: string, value: string) => Promise<void>;
  readonly service: () => Promise<{ readonly account: Account; readonly omics: OmicsApi }>;
  /** Looks at everything in the account that a run needs, before it is started. */
  readonly preflight: Preflight;
  /** The id of an ACTIVE workflow with this definition. */
  readonly ensureWorkflow: (workflow: WorkflowResult, report: Report, signal: AbortSignal) => Promise<string>;
  readonly journal: RequestJournal<PendingStart>;
  readonly clock: Clock;
  readonly showProblems: () => Promise<void>;
  /** `plan` says which files the run comes from; absent where only its request is known. */
  readonly onStarted: (run: StartedRun, name: string, plan?: StartPlan) => void;
}

/** What is written down before a start is sent. */
export interface PendingStart {
  /** Endpoint, Region and profile that it was meant for. */
  readonly scope: string;
  readonly request: StartRunRequest;
}

/** Starts runs. A second click on the same file joins the first while that one is under way. */
export class RunStarter {
  readonly #ports: StartRunPorts;
  readonly #underWay = new Map<string, Promise<StartedRun>>();
  /** By place: each account has a rate of its own. */
  readonly #limiters = new Map<string, RequestLimiter>();

  constructor(ports: StartRunPorts) {
    this.#ports = ports;
  }

  /** `clicked` is a workflow file, a parameter file or a run file. */
  start(clicked: string): Promise<StartedRun> {
    return this.startPlan(clicked, () => planOf(clicked, this.#ports));
  }

  /** `key` is equal for equal wishes of the user. */
  startPlan(key: string, plan: () => Promise<StartPlan>): Promise<StartedRun> {
    const running = this.#underWay.get(key);
    if (running) return running;
    const starting = this.#start(plan).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, starting);
    return starting;
  }

  /** Looks at everything that a start would need, and starts nothing. */
  async preflight(clicked: string): Promise<void> {
    await tellPreflight(await planOf(clicked, this.#ports), this.#ports);
  }

  async #start(makePlan: () => Promise<StartPlan>): Promise<StartedRun> {
    const ports = this.#ports;
    const plan = await makePlan();
    await confirmStart(plan, ports);
    const { started, name } = await ports.prompts.progress(`Starting '${plan.title}'`, (report, signal) =>
      this.#send(plan, report, signal),
    );
    ports.onStarted(started, name, plan);
    return started;
  }

  async #send(
    plan: StartPlan,
    report: Report,
    signal: AbortSignal,
  ): Promise<{ readonly started: StartedRun; readonly name: string }> {
    const { ensureWorkflow, service, journal, clock } = this.#ports;
    const workflowId = plan.workflow && (await ensureWorkflow(plan.workflow, report, signal));
    // The last moment at which nothing has been started.
    throwIfAborted(signal);
    report('Sending the run');
    const { account, omics } = await service();
    const scope = scopeOf(account);
    const content = { ...(workflowId === undefined ? {} : { workflowId }), ...plan.content };
    const name = plan.name ?? runName(plan.title, clock.now());
    let sentName = name;
    const started = await journal.send(
      keyOf(scope, content),
      (requestId) => ({ scope, request: { requestId, name, ...content } }),
      ({ request }) => {
        sentName = request.name;
        // Once it is on its way, a change of mind cannot call it back.
        return this.#limiterFor(account).run(new AbortController().signal, () => omics.startRun(request));
      },
    );
    if (signal.aborted) await cancelUnwanted(started, omics);
    return { started, name: sentName };
  }

  #limiterFor(account: Account): RequestLimiter {
    const scope = scopeOf(account);
    const limiter =
      this.#limiters.get(scope) ?? new RequestLimiter(this.#ports.clock, paceFor(account).starts);
    this.#limiters.set(scope, limiter);
    return limiter;
  }
}

/** Cancelled while the request was on its way: the run exists now, and nobody wants it. */
async function cancelUnwanted(started: StartedRun, omics: OmicsApi): Promise<never> {
  await omics.cancelRun(started.id);
  throw new Cancelled();
}

/** Equal for two starts of the same thing: the journal gives both the same request id while the first is unanswered. */
function keyOf(scope: string, content: Omit<StartRunRequest, 'requestId' | 'name'>): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, content]))
    .digest('hex');
}

const LONGEST_NAME = 128;

/** `germline NA12878 2026-11-20 09:41:07`: told apart by eye, and found again in the logs after the run is deleted. */
function runName(title: string, now: number): string {
  const time = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
  return `${title.slice(0, LONGEST_NAME - time.length - 1)} ${time}`;
}
