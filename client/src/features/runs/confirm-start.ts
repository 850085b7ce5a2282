import { Cancelled } from '../../infrastructure/errors.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { StartPlan } from './start-plan.ts';
import type { LanguageQuestions } from './start-run.ts';

/** What a preflight has to say of one place. */
export interface PreflightFinding {
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly place: { readonly uri: string };
}

/** A run that is about to be started, for the preflight. */
export interface PreflightRequest {
  readonly title: string;
  readonly uri: string | undefined;
  readonly parameters: string | undefined;
  readonly request: Readonly<Record<string, unknown>>;
  readonly workflow: 'to-be-created' | 'in-the-request';
}

export type Preflight = (
  request: PreflightRequest,
  report: Report,
  signal: AbortSignal,
) => Promise<{ readonly findings: readonly PreflightFinding[] }>;

export interface ConfirmStartPorts {
  readonly language: Pick<LanguageQuestions, 'checkParameters'>;
  readonly files: Pick<Files, 'show'>;
  readonly prompts: Pick<Prompts, 'decide' | 'tell' | 'progress'>;
  readonly preflight: Preflight;
  readonly showProblems: () => Promise<void>;
}

/** Errors cost a quarter of an hour each when the service finds them: all are shown before anything is sent. */
export async function confirmStart(plan: StartPlan, ports: ConfirmStartPorts): Promise<void> {
  const { prompts } = ports;
  const { errors, inWorkflow } = await allFindings(plan, ports);
  const total = errors.length + inWorkflow;
  if (total === 0) return;
  const anyway = 'Start Anyway';
  const buttons = hasPlaces(plan) ? [SHOW, anyway] : [anyway];
  const detail = [
    ...(inWorkflow > 0 ? [`${count(inWorkflow, 'error')} in the workflow's files.`] : []),
    ...errors.slice(0, SHOWN_ERRORS).map(({ message }) => message),
    ...(errors.length > SHOWN_ERRORS ? [`and ${errors.length - SHOWN_ERRORS} more.`] : []),
  ].join('\n');
  const button = await prompts.decide(`The run would fail: ${count(total, 'error')}.`, detail, buttons);
  if (button === anyway) return;
  if (button === SHOW) await show(errors[0]?.uri ?? plan.workflow?.uri, ports);
  throw new Cancelled();
}

/** The preflight by itself: says what came of it, and leads to what it found. */
export async function tellPreflight(plan: StartPlan, ports: ConfirmStartPorts): Promise<void> {
  const { errors, inWorkflow, warnings, unchecked } = await allFindings(plan, ports);
  const total = errors.length + inWorkflow;
  const parts = [
    ...(total > 0 ? [count(total, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(unchecked > 0 ? [`${count(unchecked, 'thing')} could not be checked`] : []),
  ];
  if (parts.length === 0) {
    void ports.prompts.tell('information', `Preflight of '${plan.title}': nothing stands in the way.`, []);
    return;
  }
  const severity = total > 0 ? 'warning' : 'information';
  const message = `Preflight of '${plan.title}': ${parts.join(', ')}.`;
  // Whoever reads the notice later still gets there; the command itself has ended.
  void ports.prompts.tell(severity, message, [SHOW]).then(async (button) => {
    if (button === SHOW) await show(errors[0]?.uri ?? plan.uri, ports);
  });
}

const SHOW = 'Show Problems';
const SHOWN_ERRORS = 5;

interface AllFindings {
  readonly errors: readonly { readonly message: string; readonly uri: string | undefined }[];
  /** Errors in the files of the workflow itself. */
  readonly inWorkflow: number;
  readonly warnings: number;
  /** What could not be checked. */
  readonly unchecked: number;
}

/** What the language server says of the files, and the account of what they name. */
async function allFindings(plan: StartPlan, ports: ConfirmStartPorts): Promise<AllFindings> {
  const problems =
    plan.checked === undefined ? [] : (await ports.language.checkParameters(plan.checked)).problems;
  const inFiles = problems.filter(
    ({ severity, message }) =>
      severity === 'error' && !plan.filled.some((member) => message.includes(`'${member}'`)),
  );
  const { findings } = await ports.prompts.progress(`Preflight of '${plan.title}'`, (report, signal) =>
    ports.preflight(preflightRequest(plan), report, signal),
  );
  const found = (severity: PreflightFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity);
  return {
    errors: [
      ...inFiles.map(({ message }) => ({ message, uri: plan.checked })),
      ...found('error').map(({ message, place }) => ({ message, uri: place.uri })),
    ],
    inWorkflow: plan.workflow?.errors ?? 0,
    warnings: found('warning').length,
    unchecked: found('information').length,
  };
}

function preflightRequest({ title, uri, parameters, content, name, workflow }: StartPlan): PreflightRequest {
  const { more, ...members } = content;
  return {
    title,
    uri,
    parameters,
    request: { ...more, ...members, ...(name === undefined ? {} : { name }) },
    workflow: workflow === undefined ? 'in-the-request' : 'to-be-created',
  };
}

function hasPlaces({ uri }: StartPlan): boolean {
  return uri !== undefined;
}

async function show(uri: string | undefined, { files, showProblems }: ConfirmStartPorts): Promise<void> {
  // A setting of the user lies in a file that only VS Code finds.
  if (uri !== undefined && uri !== '') await files.show(uri);
  await showProblems();
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
