import type {
  CheckParametersResult,
  WorkflowResponse,
  WorkflowResult,
} from '@omics-lens/server/protocol/index.ts';
import { UserError } from '../../infrastructure/errors.ts';
import { baseName, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { arrayFolder } from './array-upload.ts';
import { confirmBatch } from './confirm-batch.ts';
import { confirmProblems, type ConfirmProblemsPorts } from './confirm-problems.ts';
import { countOf, readBatchFile, type BatchFile } from './batch-file.ts';
import type { BatchOrigins } from './batch-origins.ts';
import {
  sendBatch,
  type BatchPlan,
  type BatchRetry,
  type SendBatchPorts,
  type SentBatch,
} from './send-batch.ts';
import { runsText } from './sheet-preview.ts';

/** What a request must give and a batch file may lack: found, or asked for. */
export type RequiredSetting = 'roleArn' | 'outputUri';

export interface StartBatchPorts extends SendBatchPorts, Pick<ConfirmProblemsPorts, 'preflight'> {
  readonly workflow: (uri: string) => Promise<WorkflowResponse>;
  readonly checkParameters: (uri: string) => Promise<CheckParametersResult>;
  readonly countRuns: (uri: string) => Promise<number | undefined>;
  /** Role, output and storage of runs of a file, as far as they are known. */
  readonly knownSettings: (uri: string) => Promise<Readonly<Record<string, string>>>;
  /** The same of one that must be given: asked for where it is not known. */
  readonly requiredSetting: (setting: RequiredSetting, uri: string) => Promise<string>;
  readonly origins: BatchOrigins;
  readonly files: Pick<Files, 'read' | 'save' | 'show'>;
  readonly prompts: Pick<Prompts, 'decide' | 'pick' | 'progress'>;
  readonly showProblems: () => Promise<void>;
  readonly onStarted: (sent: SentBatch) => Promise<void>;
}

/** Starts batches. A second click on the same file joins the first while that one is under way. */
export class BatchStarter {
  readonly #ports: StartBatchPorts;
  readonly #underWay = new Map<string, Promise<SentBatch>>();

  constructor(ports: StartBatchPorts) {
    this.#ports = ports;
  }

  /** `file` is a batch file or an array of runs. */
  start(file: string, retry?: BatchRetry): Promise<SentBatch> {
    return this.#join(file, async () => {
      const ports = this.#ports;
      const plan = { ...(await planOf(file, ports)), retry };
      const { workflow } = plan;
      const { problems } = await ports.checkParameters(file);
      await confirm(plan, await confirmProblems(plan, file, { problems, workflow }, ports), ports);
      return plan;
    });
  }

  /** Sends a plan that was agreed to. */
  send(key: string, plan: BatchPlan): Promise<SentBatch> {
    return this.#join(key, () => Promise.resolve(plan));
  }

  #join(key: string, plan: () => Promise<BatchPlan>): Promise<SentBatch> {
    const running = this.#underWay.get(key);
    if (running) return running;
    const starting = this.#send(plan).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, starting);
    return starting;
  }

  async #send(planned: () => Promise<BatchPlan>): Promise<SentBatch> {
    const plan = await planned();
    const { prompts, onStarted } = this.#ports;
    const sent = await prompts.progress(`Starting batch '${plan.title}'`, (report, signal) =>
      sendBatch(plan, this.#ports, report, signal),
    );
    await onStarted(sent);
    return sent;
  }
}

async function planOf(uri: string, ports: StartBatchPorts): Promise<BatchPlan> {
  await ports.files.save([uri]);
  const file = await readBatchFile(uri, ports);
  const sheet = ports.origins.sheetOf(uri);
  const workflow = typeof file.defaults['workflowId'] === 'string' ? undefined : await workflowOf(uri, ports);
  if (workflow) await ports.files.save(workflow.files);
  const lacks = lacking(file);
  const place = workflow?.uri ?? uri;
  const known = await ports.knownSettings(place);
  // What a sheet's runs share stands in no column; of an array of runs only this memory knows it.
  const shared = file.runs.kind === 'array' ? (sheet?.reading.defaults ?? {}) : {};
  let defaults: Readonly<Record<string, unknown>> = {
    ...(known['storageType'] === undefined ? {} : { storageType: known['storageType'] }),
    ...shared,
    ...file.defaults,
  };
  for (const setting of lacks) {
    if (defaults[setting] !== undefined && defaults[setting] !== '') continue;
    defaults = { ...defaults, [setting]: await ports.requiredSetting(setting, place) };
  }
  const { title, batchName, tags, runs } = file;
  return { title, batchName, tags, defaults, runs, workflow, file: uri, sheet };
}

async function workflowOf(uri: string, { workflow }: StartBatchPorts): Promise<WorkflowResult> {
  const found = await workflow(uri);
  if (found) return found;
  throw new UserError({
    code: 'no-workflow',
    sentence: `'${baseName(uri)}' names no 'workflowId', and belongs to no workflow beside it. Give the id of the workflow and try again.`,
    nextStep: { label: 'Open File', command: 'vscode.open', arguments: [uri] },
  });
}

/** An output may also stand in each run. */
function lacking({ defaults, runs }: BatchFile): readonly RequiredSetting[] {
  const inEach =
    runs.kind === 'inline' &&
    runs.entries.every((entry) => typeof entry === 'object' && entry !== null && 'outputUri' in entry);
  return (['roleArn', 'outputUri'] as const).filter(
    (setting) => defaults[setting] === undefined && !(setting === 'outputUri' && inEach),
  );
}

async function confirm(
  plan: BatchPlan,
  found: string | undefined,
  { prompts }: StartBatchPorts,
): Promise<void> {
  const { runs, defaults, workflow, title } = plan;
  const count = countOf(runs);
  const output = text(defaults['outputUri']);
  const what = count === undefined ? `batch '${title}'` : `${runsText(count)} as batch '${title}'`;
  const role = text(defaults['roleArn']);
  // First, where it is not cut off.
  const facts = [
    ...(found === undefined ? [] : [found]),
    `workflow ${workflow?.name ?? text(defaults['workflowId'])}`,
    `role ${role.slice(role.lastIndexOf('/') + 1)}`,
    ...(output === '' ? [] : [`outputs in ${output}`]),
  ];
  const list =
    runs.kind === 'array'
      ? `The list of runs goes to ${arrayFolder(output)}, which the role must be able to read`
      : undefined;
  await confirmBatch(`Start ${what}?`, facts, list, prompts);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
