import { createHash } from 'node:crypto';
import type {
  CheckParametersResult,
  WorkflowResponse,
  WorkflowResult,
} from '@omics-lens/server/protocol/index.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import { Cancelled, throwIfAborted, UserError } from '../../infrastructure/errors.ts';
import { baseName, stem, type Files } from '../../infrastructure/files.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import { scopeOf, type Account } from '../../omics/account.ts';
import type { OmicsApi, StartedRun, StartRunRequest } from '../../omics/omics-api.ts';
import { chooseParameterFile, readParameters } from './parameter-file.ts';
import { readProjectDefaults } from './project-defaults.ts';
import { isRunFile, readRunFile, runFileWithoutWorkflow } from './run-file.ts';
import { findRequired, findRunSettings, type RunSettingsSources } from './run-settings.ts';

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
  /** The id of an ACTIVE workflow with this definition. */
  readonly ensureWorkflow: (workflow: WorkflowResult, report: Report, signal: AbortSignal) => Promise<string>;
  readonly journal: RequestJournal<PendingStart>;
  readonly clock: Clock;
  readonly showProblems: () => Promise<void>;
  readonly onStarted: (run: StartedRun, name: string) => void;
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

  constructor(ports: StartRunPorts) {
    this.#ports = ports;
  }

  /** `clicked` is a workflow file, a parameter file or a run file. */
  start(clicked: string): Promise<StartedRun> {
    const running = this.#underWay.get(clicked);
    if (running) return running;
    const starting = startRun(clicked, this.#ports).finally(() => this.#underWay.delete(clicked));
    this.#underWay.set(clicked, starting);
    return starting;
  }
}

async function startRun(clicked: string, ports: StartRunPorts): Promise<StartedRun> {
  const plan = await (isRunFile(clicked) ? planOfRunFile(clicked, ports) : planOfWorkflow(clicked, ports));
  const { started, name } = await ports.prompts.progress(`Starting '${plan.title}'`, (report, signal) =>
    send(plan, ports, report, signal),
  );
  ports.onStarted(started, name);
  return started;
}

/** Everything that is known before the first request. */
interface StartPlan {
  readonly title: string;
  /** Made known to the service first; absent where the request names a workflow, or a run to repeat. */
  readonly workflow: WorkflowResult | undefined;
  /** As the user wrote it; made from the title and the time where they did not. */
  readonly name: string | undefined;
  readonly content: Omit<StartRunRequest, 'requestId' | 'name' | 'workflowId'>;
}

async function planOfWorkflow(clicked: string, ports: StartRunPorts): Promise<StartPlan> {
  const { files, language } = ports;
  const workflow = await describeWorkflow(clicked, language);
  const parameterUri = await chooseParameterFile(clicked, workflow, ports);
  await files.save([...workflow.files, ...(parameterUri === undefined ? [] : [parameterUri])]);
  await confirmProblems({ workflow, checked: parameterUri, filled: [] }, ports);
  const parameters =
    parameterUri === undefined ? { uri: undefined, values: {} } : await readParameters(parameterUri, files);
  const settings = await findRunSettings(await settingsSources(workflow.uri, ports));
  const sample = parameterUri === undefined ? '' : ` ${stem(parameterUri)}`;
  return {
    title: workflow.name + sample,
    workflow,
    name: undefined,
    content: { ...settings, parameters: parameters.values },
  };
}

/** The file's members are sent as they stand; what a request must have and the file lacks is found or asked for. */
async function planOfRunFile(uri: string, ports: StartRunPorts): Promise<StartPlan> {
  const { files, language } = ports;
  await files.save([uri]);
  const file = await readRunFile(uri, files);
  const workflow = file.source === 'file' ? undefined : await language.workflow(uri);
  if (workflow === null) throw runFileWithoutWorkflow(uri);
  if (workflow) await files.save(workflow.files);
  const lacking = file.lacks;
  await confirmProblems(
    { workflow, checked: uri, filled: workflow ? [...lacking, 'workflowId'] : lacking },
    ports,
  );
  const sources = await settingsSources(workflow?.uri ?? uri, ports);
  const { roleArn, outputUri, ...more } = file.members;
  return {
    title: workflow ? `${workflow.name} ${stem(uri)}` : stem(uri),
    workflow,
    name: file.name,
    content: {
      roleArn: lacking.includes('roleArn') ? await findRequired('roleArn', sources) : String(roleArn),
      outputUri: lacking.includes('outputUri') ? await findRequired('outputUri', sources) : String(outputUri),
      more,
    },
  };
}

async function settingsSources(uri: string, ports: StartRunPorts): Promise<RunSettingsSources> {
  const { account } = await ports.service();
  return {
    project: await readProjectDefaults(ports.files, uri),
    settings: ports.settings(uri),
    target: account.credentials === 'placeholder' ? 'simulation' : 'aws',
    prompts: ports.prompts,
    remember: ports.remember,
  };
}

/** Rejects with a `UserError` when the file holds no workflow and belongs to none. */
export async function describeWorkflow(
  clicked: string,
  language: LanguageQuestions,
): Promise<WorkflowResult> {
  const workflow = await language.workflow(clicked);
  if (!workflow) {
    throw new UserError({
      code: 'no-workflow',
      sentence: `'${baseName(clicked)}' holds no workflow and belongs to none. Open a workflow, or a parameter file beside one.`,
    });
  }
  return workflow;
}

interface ToBeChecked {
  readonly workflow: WorkflowResult | undefined;
  /** The file of parameters, or of the whole run. */
  readonly checked: string | undefined;
  /** Members that the file lacks and that are given before it is sent. */
  readonly filled: readonly string[];
}

/** Errors cost a quarter of an hour each when the service finds them: they are shown before anything is sent. */
async function confirmProblems(
  { workflow, checked, filled }: ToBeChecked,
  { language, prompts, files, showProblems }: StartRunPorts,
): Promise<void> {
  const problems = checked === undefined ? [] : (await language.checkParameters(checked)).problems;
  const errors = problems.filter(
    ({ severity, message }) =>
      severity === 'error' && !filled.some((member) => message.includes(`'${member}'`)),
  );
  const inWorkflow = workflow?.errors ?? 0;
  if (errors.length === 0 && inWorkflow === 0) return;
  const detail = [
    ...(inWorkflow > 0 ? [`${count(inWorkflow, 'error')} in the workflow's files.`] : []),
    ...errors.slice(0, SHOWN_ERRORS).map((error) => error.message),
    ...(errors.length > SHOWN_ERRORS ? [`and ${errors.length - SHOWN_ERRORS} more.`] : []),
  ].join('\n');
  const show = 'Show Problems';
  const anyway = 'Start Anyway';
  const total = errors.length + inWorkflow;
  const button = await prompts.decide(`The run would fail: ${count(total, 'error')}.`, detail, [
    show,
    anyway,
  ]);
  if (button === anyway) return;
  if (button === show) {
    const place = errors.length > 0 ? checked : workflow?.uri;
    if (place !== undefined) await files.show(place);
    await showProblems();
  }
  throw new Cancelled();
}

const SHOWN_ERRORS = 5;

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

async function send(
  plan: StartPlan,
  ports: StartRunPorts,
  report: Report,
  signal: AbortSignal,
): Promise<{ readonly started: StartedRun; readonly name: string }> {
  const workflowId = plan.workflow && (await ports.ensureWorkflow(plan.workflow, report, signal));
  // The last moment at which nothing has been started.
  throwIfAborted(signal);
  report('Sending the run');
  const { account, omics } = await ports.service();
  const scope = scopeOf(account);
  const content = { ...(workflowId === undefined ? {} : { workflowId }), ...plan.content };
  const name = plan.name ?? runName(plan.title, ports.clock.now());
  let sentName = name;
  const started = await ports.journal.send(
    keyOf(scope, content),
    (requestId) => ({ scope, request: { requestId, name, ...content } }),
    ({ request }) => {
      sentName = request.name;
      return omics.startRun(request);
    },
  );
  if (signal.aborted) await cancelUnwanted(started, omics);
  return { started, name: sentName };
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
