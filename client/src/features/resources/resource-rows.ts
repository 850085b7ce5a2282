import { duration, moment } from '../../infrastructure/readable.ts';
import { joined, rowDetails, type TreeRow } from '../../infrastructure/tree-row.ts';
import type { RunCache, RunGroup } from '../../omics/resources-api.ts';
import type { Named } from '../../omics/workflows-api.ts';

export function groupRow(group: RunGroup): TreeRow {
  const { id, name, maxCpus, maxGpus, maxRuns, maxDuration, creationTime, arn } = group;
  const minutes = maxDuration === undefined ? undefined : duration(maxDuration * 60_000);
  const limits = joined([
    maxRuns === undefined ? undefined : `${maxRuns} runs`,
    maxCpus === undefined ? undefined : `${maxCpus} vCPU`,
    maxGpus === undefined ? undefined : `${maxGpus} GPU`,
    minutes,
  ]);
  const label = name ?? id;
  return {
    label,
    description: limits === '' ? 'no limits' : limits,
    icon: 'layers',
    accessibleLabel: `Run group ${label}, ${limits === '' ? 'no limits' : limits}`,
    details: rowDetails([
      ['Name', name],
      ['Run group', id],
      ['Runs at once', maxRuns],
      ['vCPUs at once', maxCpus],
      ['GPUs at once', maxGpus],
      ['A run may take', minutes],
      ['Created', moment(creationTime)],
      ['ARN', arn],
    ]),
    context: 'runGroup',
  };
}

/** When a cache keeps the outputs of tasks, in words. */
export function behaviorText(behavior: string | undefined): string | undefined {
  if (behavior === 'CACHE_ALWAYS') return 'keeps all runs';
  if (behavior === 'CACHE_ON_FAILURE') return 'keeps failed runs';
  return behavior?.toLowerCase();
}

export function cacheRow(cache: RunCache): TreeRow {
  const { id, name, cacheBehavior, cacheS3Uri, status, creationTime, arn } = cache;
  const label = name ?? id;
  const failed = status === 'FAILED';
  const description = joined([failed ? 'failed' : undefined, behaviorText(cacheBehavior), cacheS3Uri]);
  return {
    label,
    description,
    icon: failed ? 'error' : 'database',
    color: failed ? 'testing.iconFailed' : undefined,
    accessibleLabel: `Run cache ${label}, ${description}`,
    details: rowDetails([
      ['Name', name],
      ['Run cache', id],
      ['Behaviour', cacheBehavior],
      ['Place', cacheS3Uri],
      ['Status', status],
      ['Created', moment(creationTime)],
      ['ARN', arn],
    ]),
    context: 'runCache',
  };
}

type ConfigurationLook = Pick<TreeRow, 'icon' | 'color'> & {
  /** Nothing for what is as it should be. */
  readonly word?: string | undefined;
};

const CONFIGURATION_LOOKS: Readonly<Record<string, ConfigurationLook>> = {
  ACTIVE: { icon: 'plug', color: 'testing.iconPassed' },
  CREATING: { icon: 'loading~spin', word: 'being created, up to 15 min' },
  UPDATING: { icon: 'loading~spin', word: 'being changed' },
  DELETING: { icon: 'loading~spin', word: 'being deleted' },
  DELETED: { icon: 'trash', color: 'disabledForeground', word: 'deleted' },
  FAILED: { icon: 'error', color: 'testing.iconFailed', word: 'failed' },
};

/** `name` of the list is the description: a configuration is named by its id. */
export function configurationRow({ id, name: about, status, creationTime, arn }: Named): TreeRow {
  const look: ConfigurationLook = CONFIGURATION_LOOKS[status ?? ''] ?? {
    icon: 'question',
    word: status?.toLowerCase(),
  };
  const description = joined([look.word, about]);
  return {
    label: id,
    description,
    icon: look.icon,
    color: look.color,
    accessibleLabel: `VPC configuration ${id}, ${joined([look.word ?? 'active', about])}`,
    details: rowDetails([
      ['Configuration', id],
      ['Description', about],
      ['Status', status],
      ['Created', moment(creationTime)],
      ['ARN', arn],
    ]),
    context: 'configuration',
  };
}
