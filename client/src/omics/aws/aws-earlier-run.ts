import type { GetRunResponse } from '@aws-sdk/client-omics';
import { REPEATED_MEMBERS, type EarlierRun } from '../run-request.ts';
import { present } from './omics-answers.ts';

/** What a run was started with, by its description. */
export function earlierRun(found: GetRunResponse): EarlierRun {
  const members = REPEATED_MEMBERS.flatMap((name) => {
    const value: unknown = found[name];
    // Of dynamic storage the capacity is what the run took.
    const isMeasured = name === 'storageCapacity' && found.storageType === 'DYNAMIC';
    return value === undefined || isMeasured ? [] : [[name, value] as const];
  });
  const configurationName = found.configuration?.name;
  return {
    id: present(found.id, 'id'),
    arn: present(found.arn, 'arn'),
    name: found.name,
    status: present(found.status, 'status'),
    members: {
      ...Object.fromEntries(members),
      ...(configurationName === undefined ? {} : { configurationName }),
    },
    workflowOwnerId: found.workflowOwnerId,
  };
}
