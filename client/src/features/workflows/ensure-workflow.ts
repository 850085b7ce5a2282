import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import { throwIfAborted, UserError } from '../../infrastructure/errors.ts';
import type { Log } from '../../infrastructure/log.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Report } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import type { OmicsApi, Workflow } from '../../omics/omics-api.ts';
import { packWorkflow, type PackedWorkflow } from './pack.ts';
import { locateMessages, type WorkflowMessage } from './status-message.ts';

export interface EnsureWorkflowPorts {
  readonly read: (uri: string) => Promise<Uint8Array>;
  readonly memory: Memory;
  readonly journal: RequestJournal<{ readonly requestId: string }>;
  readonly clock: Clock;
  readonly log: Log;
  /** Shows what the service's linter said, in place of what it said before of these files; `otherwise` is the severity of messages that name none. */
  readonly showMessages: (
    files: readonly string[],
    otherwise: 'error' | 'warning',
    messages: readonly WorkflowMessage[],
  ) => void;
}

export interface EnsureWorkflowTarget {
  readonly omics: OmicsApi;
  /** Names endpoint, Region and profile: what was created there is known there only. */
  readonly scope: string;
  /** Milliseconds between two looks at a workflow that is being created. */
  readonly pause: number;
}

/**
 * The id of an ACTIVE workflow with exactly this definition. What this workspace created before is used again while it
 * is still there; a changed definition becomes a new workflow of the same name. A new version of the old workflow would
 * gain nothing here: a version inherits nothing, and old runs keep naming the definition that they ran in both cases.
 */
export async function ensureWorkflow(
  workflow: WorkflowResult,
  { omics, scope, pause }: EnsureWorkflowTarget,
  ports: EnsureWorkflowPorts,
  report: Report,
  signal: AbortSignal,
): Promise<string> {
  report('Packing the workflow');
  const packed = await packWorkflow(workflow, ports.read);
  throwIfAborted(signal);
  const known = await findKnown(packed, omics, scope, ports, signal);
  const workflowId = known ?? (await create(workflow, packed, { omics, scope, pause }, ports, report));
  const active = await untilActive(workflowId, { omics, scope, pause }, ports, report, signal);
  showLinterMessages(active, packed, ports);
  if (active.status !== 'ACTIVE') throw failure(workflow, active);
  return workflowId;
}

/** One workflow that this workspace created. */
interface KnownWorkflow {
  readonly scope: string;
  readonly digest: string;
  readonly id: string;
  readonly arn: string;
  readonly uuid: string | undefined;
}

const MEMORY = 'workflows';
const MEMORY_SIZE = 200;

/** One of them, if it is still the same: ids are used again, and a profile may have come to mean another account. */
async function findKnown(
  { digest }: PackedWorkflow,
  omics: OmicsApi,
  scope: string,
  { memory }: EnsureWorkflowPorts,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const known of readKnown(memory)) {
    if (known.scope !== scope || known.digest !== digest) continue;
    const found = await getIfPresent(omics, known.id, signal);
    const isSame = found?.arn === known.arn && found.uuid === known.uuid;
    if (isSame && (found.status === 'ACTIVE' || isUnderWay(found))) return known.id;
  }
  return undefined;
}

async function create(
  workflow: WorkflowResult,
  packed: PackedWorkflow,
  { omics, scope }: EnsureWorkflowTarget,
  { memory, journal }: EnsureWorkflowPorts,
  report: Report,
): Promise<string> {
  report(`Creating workflow '${workflow.name}'`);
  const created = await journal.send(
    `${scope}|${packed.digest}`,
    (requestId) => ({ requestId }),
    ({ requestId }) =>
      omics.createWorkflow({
        requestId,
        name: workflow.name,
        engine: workflow.engine,
        main: packed.main,
        definitionZip: packed.zip,
        parameterTemplate: workflow.parameterTemplate,
      }),
  );
  const entry: KnownWorkflow = { ...created, scope, digest: packed.digest };
  await memory.update(MEMORY, [entry, ...readKnown(memory)].slice(0, MEMORY_SIZE));
  return created.id;
}

/** The workflow once it is no longer being created, whatever became of it. */
async function untilActive(
  id: string,
  { omics, pause }: EnsureWorkflowTarget,
  { clock }: EnsureWorkflowPorts,
  report: Report,
  signal: AbortSignal,
): Promise<Workflow> {
  for (;;) {
    const workflow = await omics.getWorkflow(id, signal);
    throwIfAborted(signal);
    if (!isUnderWay(workflow)) return workflow;
    report('HealthOmics reads the workflow');
    await clock.sleep(pause, signal);
    throwIfAborted(signal);
  }
}

/** An ACTIVE workflow may carry warnings too. */
function showLinterMessages(
  workflow: Workflow,
  { uris }: PackedWorkflow,
  { showMessages, log }: EnsureWorkflowPorts,
): void {
  if (workflow.statusMessage)
    log.info(`HealthOmics says of workflow ${workflow.id}:\n${workflow.statusMessage}`);
  const otherwise = workflow.status === 'ACTIVE' ? 'warning' : 'error';
  showMessages([...uris.values()], otherwise, locateMessages(workflow.statusMessage ?? '', uris));
}

function failure({ name }: WorkflowResult, { id, status, statusMessage }: Workflow): UserError {
  const said = statusMessage?.trim();
  const reason = said
    ? `HealthOmics says: ${shorten(said)}`
    : `its status is ${status}, and HealthOmics gives no reason`;
  return new UserError({
    code: 'workflow-failed',
    sentence: `Workflow '${name}' (${id}) cannot run: ${reason}`,
    nextStep: { label: 'Show Problems', command: 'workbench.actions.view.problems' },
  });
}

/** A linter's message can be pages long; the whole of it is in the log. */
function shorten(text: string): string {
  return text.length <= 400 ? text : `${text.slice(0, 400)}…`;
}

function isUnderWay({ status }: Workflow): boolean {
  return status === 'CREATING' || status === 'UPDATING';
}

async function getIfPresent(omics: OmicsApi, id: string, signal: AbortSignal): Promise<Workflow | undefined> {
  try {
    return await omics.getWorkflow(id, signal);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function readKnown(memory: Memory): readonly KnownWorkflow[] {
  return memory.get<readonly KnownWorkflow[]>(MEMORY) ?? [];
}
