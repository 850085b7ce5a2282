import { createHash } from 'node:crypto';
import type { RenderTaskParams, RenderTaskResult } from '@omics-lens/server/protocol/index.ts';
import { answered, Cancelled, throwIfAborted, UserError } from '../../infrastructure/errors.ts';
import { baseName, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import { scopeOf, type Account } from '../../omics/account.ts';
import type {
  EcsLogPlace,
  PlacedTasks,
  RunTaskRequest,
  TasksOnEcsApi,
} from '../../omics/tasks-on-ecs-api.ts';
import { explainingEcs } from './explain-error.ts';
import { explainPlacement } from './explain-task.ts';
import type { FollowedStart } from './followed-tasks.ts';
import { ECS_TASK_FILES, isRequestFile, planOfFile } from './request-file.ts';
import type { ChoiceMemory } from './task-choices.ts';
import { fillTaskForm, type RenderedTask } from './task-form.ts';
import { planOfForm, type TaskPlan } from './task-plan.ts';

/** What is written down before a start is sent. */
export interface PendingTask {
  readonly scope: string;
  readonly title: string;
  readonly container?: string;
  readonly log?: EcsLogPlace;
  readonly request: RunTaskRequest;
}

export interface RunTaskPorts {
  readonly service: () => Promise<{ readonly account: Account; readonly ecs: TasksOnEcsApi }>;
  readonly render: (params: RenderTaskParams) => Promise<RenderTaskResult>;
  readonly choices: ChoiceMemory;
  readonly files: Pick<Files, 'read' | 'find' | 'save'>;
  readonly prompts: Prompts;
  readonly journal: RequestJournal<PendingTask>;
  readonly onStarted: (start: FollowedStart) => void;
}

/** Runs one task alone. A second click on the same one joins the first while that is under way. */
export class TaskStarter {
  readonly #ports: RunTaskPorts;
  readonly #underWay = new Map<string, Promise<FollowedStart>>();

  constructor(ports: RunTaskPorts) {
    this.#ports = ports;
  }

  /** `uri` is a file with tasks, of which `task` names one, or a file with a request. */
  start(uri: string, task?: string): Promise<FollowedStart> {
    const key = `${uri} ${task ?? ''}`;
    const running = this.#underWay.get(key);
    if (running) return running;
    const starting = explainingEcs(() => this.#start(uri, task)).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, starting);
    return starting;
  }

  /** Sends again what was on its way when the window closed, where the user wants it. */
  async resume(): Promise<void> {
    const { journal, prompts, service } = this.#ports;
    if (journal.pending().length === 0) return;
    const { account } = await service();
    for (const { key, request } of journal.pending()) {
      // Meant for another account: sent from here it would start a task that nobody asked for.
      if (request.scope !== scopeOf(account)) continue;
      const finish = 'Finish Starting';
      const forget = 'Forget It';
      const question = `The window closed while task '${request.title}' was being started on Amazon ECS, and whether it was is not known.`;
      const button = await prompts.tell('warning', question, [finish, forget]);
      if (button === forget) await journal.forget(key);
      if (button === finish) await explainingEcs(() => this.#send(key, () => request));
    }
  }

  async #start(uri: string, task: string | undefined): Promise<FollowedStart> {
    const { prompts } = this.#ports;
    const { account } = await this.#ports.service();
    const scope = scopeOf(account);
    const plan = await this.#plan(uri, task, scope, account);
    return prompts.progress(`Starting task '${plan.title}'`, async (report, signal) => {
      // The last moment at which nothing has been started.
      throwIfAborted(signal);
      report('Sending the request');
      const start = await this.#send(keyOf(scope, plan), (clientToken) => ({
        scope,
        title: plan.title,
        ...(plan.container === undefined ? {} : { container: plan.container }),
        ...(plan.log === undefined ? {} : { log: plan.log }),
        request: { ...plan.request, clientToken },
      }));
      if (signal.aborted) await this.#stopUnwanted(start);
      return start;
    });
  }

  async #plan(uri: string, wanted: string | undefined, scope: string, account: Account): Promise<TaskPlan> {
    const { files, choices, prompts, render } = this.#ports;
    const { ecs: api } = await this.#ports.service();
    await files.save([uri]);
    if (isRequestFile(uri)) return this.#confirmed(await planOfFile(uri, undefined, { files, api }));
    const task = wanted ?? (await this.#chooseTask(uri));
    const renderWith = async (inputs: Readonly<Record<string, unknown>>): Promise<RenderedTask> => {
      const { rendered } = await render({ uri, task, inputs });
      if (rendered) return rendered;
      throw noTask(uri);
    };
    const before = choices.values(scope, `${uri} ${task}`);
    const requestFiles = await files.find(ECS_TASK_FILES);
    const file =
      requestFiles.length === 0
        ? undefined
        : answered(
            await prompts.pick<string>(`Request for task '${task}'`, [
              { label: 'Choose Each Setting', value: ASK },
              ...requestFiles.map((one) => ({ label: baseName(one), value: one })),
            ]),
          );
    if (file !== undefined && file !== ASK) {
      return this.#confirmed(await planOfFile(file, await renderWith(before.inputs), { files, api }));
    }
    const filled = await fillTaskForm(
      { choices: choices.choices(scope), values: before },
      { render: renderWith, api, prompts },
    );
    // What was typed is kept also when the service then refuses it.
    await choices.remember(scope, `${uri} ${task}`, filled.choices, filled.values);
    const { plan, values } = await planOfForm(filled, account.region ?? '', api);
    await choices.remember(scope, `${uri} ${task}`, filled.choices, values);
    return plan;
  }

  /** A file is not looked at line by line before it is sent, as a form is. */
  async #confirmed(plan: TaskPlan): Promise<TaskPlan> {
    const choices = [{ label: RUN, detail: factsOf(plan), value: plan }];
    return answered(await this.#ports.prompts.pick(`Run task '${plan.title}' on Amazon ECS?`, choices));
  }

  async #chooseTask(uri: string): Promise<string> {
    const { tasks } = await this.#ports.render({ uri });
    const [only, second] = tasks;
    if (only === undefined) throw noTask(uri);
    if (second === undefined) return only;
    const choices = tasks.map((name) => ({ label: name, value: name }));
    return answered(await this.#ports.prompts.pick('Task', choices));
  }

  /** One token for one wish: a retry, also after a reload, sends the very same request. */
  async #send(key: string, make: (clientToken: string) => PendingTask): Promise<FollowedStart> {
    const { journal, service, onStarted, prompts } = this.#ports;
    const { ecs } = await service();
    let sent: PendingTask | undefined;
    const placed = await journal.send(key, make, (pending) => {
      sent = pending;
      return ecs.run(pending.request);
    });
    const { scope, title, container, log, request } = sent ?? make('');
    checkPlaced(placed, title);
    for (const failure of placed.failures) {
      void prompts.tell('warning', explainPlacement(failure, title), []);
    }
    const start: FollowedStart = {
      scope,
      title,
      arns: placed.tasks.map(({ arn }) => arn),
      ...(request.cluster === undefined ? {} : { cluster: request.cluster }),
      ...(container === undefined ? {} : { container }),
      ...(log === undefined ? {} : { log }),
    };
    onStarted(start);
    return start;
  }

  /** Cancelled while the request was on its way: the task exists now, and nobody wants it. */
  async #stopUnwanted({ cluster, arns }: FollowedStart): Promise<never> {
    const { ecs } = await this.#ports.service();
    for (const arn of arns) await ecs.stop(cluster, arn, 'Cancelled while it was being started');
    throw new Cancelled();
  }
}

const RUN = 'Run Task';
/** No URI: the settings are asked for. */
const ASK = '';

/** An answer without tasks is a refusal, whatever its status says. */
function checkPlaced({ tasks, failures }: PlacedTasks, title: string): void {
  if (tasks.length > 0) return;
  const [first] = failures;
  throw new UserError({
    code: 'ecs-not-placed',
    sentence:
      first === undefined
        ? `Amazon ECS placed no task '${title}' and gave no reason. Try again.`
        : explainPlacement(first, title),
  });
}

function factsOf({ request }: TaskPlan): string {
  const { launchType, capacityProviderStrategy: strategy, cluster = 'default', count = 1 } = request;
  const providers = Array.isArray(strategy)
    ? (strategy as readonly { readonly capacityProvider?: string }[])
        .map((one) => one.capacityProvider ?? '')
        .join(', ')
    : undefined;
  return [
    `cluster ${text(cluster)}`,
    `task definition ${request.taskDefinition}`,
    `on ${providers ?? text(launchType ?? "the cluster's own capacity")}`,
    ...(count === 1 ? [] : [`${text(count)} times`]),
    'billed by Amazon ECS until it ends',
  ].join(', ');
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Equal for two starts of the same thing: the journal gives both the same token while the first is unanswered. */
function keyOf(scope: string, { request }: TaskPlan): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, request]))
    .digest('hex');
}

function noTask(uri: string): UserError {
  return new UserError({
    code: 'ecs-no-task',
    sentence: `'${baseName(uri)}' has no task whose command could run alone. Open a WDL file with a task, or a file that ends with '.ecs-task.json'.`,
  });
}
