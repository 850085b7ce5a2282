import type { CheckParametersResult, WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { Cancelled } from '../../infrastructure/errors.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import { arrayFolder } from './array-upload.ts';
import type { BatchRuns } from './batch-file.ts';
import type { BatchPlan } from './send-batch.ts';

/** A batch that is about to be started, for the preflight. */
export interface BatchPreflightRequest {
  readonly title: string;
  /** Its file; absent where the runs are only some of a file's. */
  readonly uri: string | undefined;
  readonly parameters: undefined;
  readonly request: Readonly<Record<string, unknown>>;
  readonly workflow: 'to-be-created' | 'in-the-request';
  readonly batch: {
    entries(): readonly unknown[];
    readonly list: { readonly uri: string; readonly written: 'already' | 'when-it-starts' } | undefined;
  };
}

export type BatchPreflight = (
  request: BatchPreflightRequest,
  report: Report,
  signal: AbortSignal,
) => Promise<{
  readonly findings: readonly {
    readonly severity: 'error' | 'warning' | 'information';
    readonly message: string;
    readonly place: { readonly uri: string };
  }[];
}>;

export interface ConfirmProblemsPorts {
  readonly preflight: BatchPreflight;
  readonly files: Pick<Files, 'show'>;
  readonly prompts: Pick<Prompts, 'decide' | 'progress'>;
  readonly showProblems: () => Promise<void>;
}

/** What the editor says of the files. */
export interface EditorProblems {
  readonly problems: CheckParametersResult['problems'];
  readonly workflow: WorkflowResult | undefined;
}

const SHOW = 'Show Problems';
const ANYWAY = 'Start Anyway';
/** These findings are about the request as a whole: with one of them the service takes no batch at all. */
const REFUSED = /^(batch|document|field|json|run)-/;
const SHOWN_ERRORS = 5;

/**
 * What the editor and the account say is shown in one question before anything is sent; the service would find it run by
 * run, or refuse the batch. Gives what else there is to say: warnings, and what could not be checked.
 */
export async function confirmProblems(
  plan: BatchPlan,
  uri: string | undefined,
  { problems, workflow }: EditorProblems,
  { preflight, prompts, files, showProblems }: ConfirmProblemsPorts,
): Promise<string | undefined> {
  const inFile = problems.filter(
    ({ severity, message, code }) => severity === 'error' && !isMended(message, code, plan.runs),
  );
  const { findings } = await prompts.progress(`Preflight of batch '${plan.title}'`, (report, signal) =>
    preflight(preflightRequest(plan, uri), report, signal),
  );
  const inAccount = findings.filter(({ severity }) => severity === 'error');
  const errors = [
    ...inFile.map(({ message }) => ({ message, uri })),
    ...inAccount.map(({ message, place }) => ({ message, uri: place.uri })),
  ];
  const inWorkflow = workflow?.errors ?? 0;
  const total = errors.length + inWorkflow;
  if (total === 0) return otherFindings(findings);
  const refused = inFile.some(({ code }) => REFUSED.test(code));
  const detail = [
    ...(inWorkflow > 0 ? [`${count(inWorkflow, 'error')} in the workflow's files.`] : []),
    ...errors.slice(0, SHOWN_ERRORS).map((error) => error.message),
    ...(errors.length > SHOWN_ERRORS ? [`and ${errors.length - SHOWN_ERRORS} more.`] : []),
  ].join('\n');
  const outcome = refused ? 'HealthOmics would not take the batch' : 'Runs of the batch would fail';
  const show = uri === undefined ? [] : [SHOW];
  const buttons = refused ? show : [...show, ANYWAY];
  const button = await prompts.decide(`${outcome}: ${count(total, 'error')}.`, detail, buttons);
  if (button === ANYWAY) return otherFindings(findings);
  if (button === SHOW) {
    const place = errors[0]?.uri ?? workflow?.uri;
    if (place !== undefined && place !== '') await files.show(place);
    await showProblems();
  }
  throw new Cancelled();
}

/** Found in the file, and put right by what is filled in and by the list going to S3. */
function isMended(message: string, code: string, runs: BatchRuns): boolean {
  const isFilled = ['workflowId', 'roleArn', 'outputUri'].some((member) => message.includes(`'${member}'`));
  if (isFilled && code !== 'parameter-missing') return true;
  return runs.kind === 'array' && /inlineSettings' (must|may|has|takes)/.test(message);
}

function preflightRequest(plan: BatchPlan, uri: string | undefined): BatchPreflightRequest {
  const { title, batchName, tags, defaults, runs, workflow } = plan;
  return {
    title,
    uri,
    parameters: undefined,
    request: {
      ...defaults,
      ...(batchName === undefined ? {} : { name: batchName }),
      ...(tags === undefined ? {} : { tags }),
    },
    workflow: workflow === undefined ? 'in-the-request' : 'to-be-created',
    batch: { entries: once(() => entriesOf(runs)), list: listOf(runs, defaults) },
  };
}

function entriesOf(runs: BatchRuns): readonly unknown[] {
  if (runs.kind !== 'array') return runs.kind === 'inline' ? runs.entries : [];
  try {
    const entries: unknown = JSON.parse(new TextDecoder().decode(runs.content));
    return Array.isArray(entries) ? entries : [];
  } catch {
    // What is wrong with it, the editor has said.
    return [];
  }
}

function listOf(
  runs: BatchRuns,
  { outputUri }: BatchPlan['defaults'],
): BatchPreflightRequest['batch']['list'] {
  if (runs.kind === 's3') return { uri: runs.uri, written: 'already' };
  if (runs.kind === 'inline' || typeof outputUri !== 'string') return undefined;
  return { uri: arrayFolder(outputUri), written: 'when-it-starts' };
}

function otherFindings(findings: readonly { readonly severity: string }[]): string | undefined {
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const warnings = of('warning');
  const unchecked = of('information');
  const parts = [
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(unchecked > 0 ? [`${count(unchecked, 'thing')} could not be checked`] : []),
  ];
  return parts.length === 0 ? undefined : `preflight: ${parts.join(', ')}`;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
