import { LIMITS, formatNumber } from '@omics-lens/server/healthomics/limits.ts';
import { quotaOf, type Quota } from '@omics-lens/server/healthomics/quotas.ts';
import { placeOf, textOf, unchecked, type PreflightContext } from './context.ts';
import type { CheckResult, Finding, Need } from './finding.ts';

/** From this share on a quota is near its end. */
const NEAR = 0.9;
/** Runs in these states count as active: those that wait do not. */
const ACTIVE = ['STARTING', 'RUNNING', 'STOPPING'];

/** Quotas that this run would use up, or nearly. */
export async function checkQuotas(context: PreflightContext): Promise<CheckResult> {
  const found = await context.api.quotas(context.signal);
  const findings: Finding[] = [];
  const needs: Need[] = [];
  if (found.kind === 'denied') {
    const what = 'whether quotas of the account were raised; their defaults are taken instead';
    const { finding, need } = unchecked(what, found.action, context.facts.place);
    findings.push(finding);
    needs.push(need);
  }
  const values = found.kind === 'found' ? found.values : new Map<string, number>();
  const valueOf = (limit: Quota['limit']) => values.get(quotaOf(limit)?.code ?? '') ?? LIMITS[limit].value;
  const results = await Promise.all([
    checkActiveRuns(valueOf, context),
    checkWorkflows(valueOf('workflows'), context),
  ]);
  return {
    findings: [...findings, ...results.flatMap((result) => result.findings), ...checkSizes(valueOf, context)],
    needs: [...needs, ...results.flatMap((result) => result.needs ?? [])],
  };
}

type ValueOf = (limit: Quota['limit']) => number;

async function checkActiveRuns(valueOf: ValueOf, context: PreflightContext): Promise<CheckResult> {
  const isStatic = textOf(context, 'storageType') === 'STATIC';
  const most = valueOf(isStatic ? 'activeRunsStatic' : 'activeRunsDynamic');
  const place = placeOf(context, 'storageType');
  let active = 0;
  for (const status of ACTIVE) {
    const counted = await context.api.countRuns(status, 2 * most, context.signal);
    if (counted.kind === 'denied') {
      const { finding, need } = unchecked('how many runs are active', counted.action, place);
      return { findings: [finding], needs: [need] };
    }
    if (counted.kind === 'found') active += isStatic ? counted.static : counted.dynamic;
  }
  if (active < NEAR * most) return { findings: [] };
  const kind = isStatic ? 'static' : 'dynamic';
  return {
    findings: [
      {
        code: 'quota-active-runs',
        severity: 'warning',
        message: `${formatNumber(active)} of ${formatNumber(most)} runs with ${kind} storage are active.`,
        note:
          active >= most
            ? 'This run waits in the queue until one of them ends. A higher quota can be asked for in Service Quotas.'
            : 'When all are taken, runs wait in the queue. A higher quota can be asked for in Service Quotas.',
        place,
      },
    ],
  };
}

async function checkWorkflows(most: number, context: PreflightContext): Promise<CheckResult> {
  if (context.subject.workflow !== 'to-be-created') return { findings: [] };
  const counted = await context.api.countWorkflows(most, context.signal);
  if (counted.kind !== 'found' || counted.count < NEAR * most) return { findings: [] };
  return {
    findings: [
      {
        code: 'quota-workflows',
        severity: 'warning',
        message: `The account has ${formatNumber(counted.count)} of ${formatNumber(most)} workflows.`,
        note:
          counted.count >= most
            ? 'A changed definition cannot be created until one is deleted or the quota is raised in Service Quotas.'
            : 'Delete those that are no longer needed, or ask for a higher quota in Service Quotas.',
        place: context.facts.place,
      },
    ],
  };
}

function checkSizes(valueOf: ValueOf, context: PreflightContext): readonly Finding[] {
  const { subject, facts } = context;
  const gpus = valueOf('activeGpus');
  const capacity = Number(subject.request['storageCapacity'] ?? 0);
  const storage = valueOf('staticStorageGiB');
  return [
    ...facts.images.flatMap((image): Finding[] => {
      if (image.gpus === undefined || image.gpus <= gpus) return [];
      const message = `Task '${image.name}' asks for ${image.gpus} GPUs, and the account may use ${gpus} at once.`;
      const note = 'It could never start. Ask for fewer, or for a higher quota in Service Quotas.';
      return [{ code: 'quota-gpus', severity: 'error', message, note, place: image.place }];
    }),
    ...(textOf(context, 'storageType') === 'STATIC' && capacity > storage
      ? [
          {
            code: 'quota-storage',
            severity: 'warning',
            message: `${formatNumber(capacity)} GiB of static storage are more than the ${formatNumber(storage)} GiB that a run may have.`,
            note: 'The service refuses the run unless this quota of your account was raised.',
            place: placeOf(context, 'storageCapacity'),
          } as const,
        ]
      : []),
  ];
}
