import type { WorkflowDetails } from '../../omics/workflows-api.ts';
import { placeOf, textOf, unchecked, type PreflightContext } from './context.ts';
import type { CheckResult, Finding } from './finding.ts';

/** The workflow that the request names is ACTIVE, its version exists, and its template fits the parameters. */
export async function checkWorkflow(context: PreflightContext): Promise<CheckResult> {
  const id = textOf(context, 'workflowId');
  if (id === undefined || context.subject.workflow === 'to-be-created') return { findings: [] };
  const versionName = textOf(context, 'workflowVersionName');
  const ref = {
    id,
    versionName,
    ownerId: textOf(context, 'workflowOwnerId'),
    type: textOf(context, 'workflowType') === 'READY2RUN' ? ('READY2RUN' as const) : ('PRIVATE' as const),
  };
  const found = await describe(ref, context);
  if (found.kind === 'denied') {
    const { finding, need } = unchecked(
      `whether workflow '${id}' is active`,
      'omics:GetWorkflow',
      placeOf(context, 'workflowId'),
    );
    return { findings: [finding], needs: [need] };
  }
  if (found.kind !== 'found') return { findings: [await missingFinding(ref, context)] };
  const { details } = found;
  const member = versionName === undefined ? 'workflowId' : 'workflowVersionName';
  const place = placeOf(context, member);
  const what =
    versionName === undefined ? `Workflow '${id}'` : `Version '${versionName}' of workflow '${id}'`;
  if (details.status !== 'ACTIVE') {
    const message = `${what} is ${details.status} and cannot be run.`;
    const note =
      details.status === 'CREATING' || details.status === 'UPDATING'
        ? 'Wait until HealthOmics has read it, which takes a minute.'
        : (details.statusMessage ?? 'Create it again, or name another.');
    return { findings: [{ code: 'workflow-inactive', severity: 'error', message, note, place }] };
  }
  return { findings: checkTemplate(details, context) };
}

/** The configuration that the request names is ACTIVE. */
export async function checkConfiguration(context: PreflightContext): Promise<CheckResult> {
  const name = textOf(context, 'configurationName');
  if (name === undefined || context.subject.request['networkingMode'] !== 'VPC') return { findings: [] };
  const place = placeOf(context, 'configurationName');
  try {
    const { status } = await context.omics.getConfiguration(name, context.signal);
    if (status === undefined || status === 'ACTIVE') return { findings: [] };
    const message = `Configuration '${name}' is ${status} and cannot be used.`;
    const note = status === 'CREATING' ? 'It becomes ACTIVE within 15 minutes.' : 'Name another.';
    return { findings: [{ code: 'configuration-inactive', severity: 'error', message, note, place }] };
  } catch (error) {
    const kind = outcomeOf(error);
    if (kind === undefined) throw error;
    if (kind === 'denied') {
      const { finding, need } = unchecked(
        `whether configuration '${name}' is active`,
        'omics:GetConfiguration',
        place,
      );
      return { findings: [finding], needs: [need] };
    }
    const message = `There is no configuration '${name}'.`;
    const note = 'Correct the name, or create the configuration first.';
    return { findings: [{ code: 'configuration-missing', severity: 'error', message, note, place }] };
  }
}

type Ref = Parameters<PreflightContext['omics']['describeWorkflow']>[0];

type Found =
  { readonly kind: 'found'; readonly details: WorkflowDetails } | { readonly kind: 'missing' | 'denied' };

async function describe(ref: Ref, { omics, signal }: PreflightContext): Promise<Found> {
  try {
    return { kind: 'found', details: await omics.describeWorkflow(ref, signal) };
  } catch (error) {
    const kind = outcomeOf(error);
    if (kind === undefined) throw error;
    return { kind };
  }
}

function outcomeOf(error: unknown): 'missing' | 'denied' | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'ResourceNotFoundException') return 'missing';
  return error.name === 'AccessDeniedException' ? 'denied' : undefined;
}

async function missingFinding(ref: Ref, context: PreflightContext): Promise<Finding> {
  const { id, versionName, ...more } = ref;
  const workflow = versionName === undefined ? undefined : await describe({ id, ...more }, context);
  if (workflow?.kind === 'found') {
    return {
      code: 'workflow-version-missing',
      severity: 'error',
      message: `Workflow '${id}' has no version '${versionName ?? ''}'.`,
      note: 'Correct the name of the version, or leave it out for the default version.',
      place: placeOf(context, 'workflowVersionName'),
    };
  }
  return {
    code: 'workflow-missing',
    severity: 'error',
    message: `There is no workflow '${id}' in this account and Region.`,
    note: "Correct the id. A Ready2Run workflow needs 'workflowType', a shared one 'workflowOwnerId'.",
    place: placeOf(context, 'workflowId'),
  };
}

/** The service refuses keys that its template lacks, and parameters that lack what it requires. */
function checkTemplate(
  { parameterTemplate, id }: WorkflowDetails,
  context: PreflightContext,
): readonly Finding[] {
  const names = Object.keys(parameterTemplate);
  // A workflow without a template takes anything; a repeated run has parameters of its own.
  if (names.length === 0 || textOf(context, 'runId') !== undefined) return [];
  // What stands in a list in S3 is not known here.
  if (context.subject.batch?.list?.written === 'already') return [];
  const given = new Set(context.facts.parameters.map(({ name }) => name));
  const unknown = context.facts.parameters.filter(({ name }) => !(name in parameterTemplate));
  const lacking = names.filter((name) => parameterTemplate[name]?.optional !== true && !given.has(name));
  return [
    ...unknown.map(({ name, place }): Finding => {
      return {
        code: 'template-unknown-parameter',
        severity: 'error',
        message: `The template of workflow '${id}' has no parameter '${name}'.`,
        note: `HealthOmics refuses the run. It knows: ${names.slice(0, 20).join(', ')}.`,
        place,
      };
    }),
    ...lacking.map((name): Finding => {
      return {
        code: 'template-missing-parameter',
        severity: 'error',
        message: `The template of workflow '${id}' requires parameter '${name}'.`,
        note: 'HealthOmics refuses the run without it. Add it to the parameters.',
        place: context.facts.place,
      };
    }),
  ];
}
