import { ServiceError } from '../errors.ts';
import { LOG_GROUP } from '../identity.ts';

/** Accepts the log group that the request is for, by name or by ARN, and needs exactly one of the two. */
export function checkLogGroup(
  request: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined },
  exists: boolean,
  group: string = LOG_GROUP,
): void {
  const { logGroupName, logGroupIdentifier } = request;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new ServiceError(
      'InvalidParameterException',
      "Give either 'logGroupName' or 'logGroupIdentifier'.",
    );
  }
  if (!exists || groupName(logGroupName ?? logGroupIdentifier ?? '') !== group) {
    throw new ServiceError('ResourceNotFoundException', 'The specified log group does not exist.');
  }
}

/**
 * The group's name or its ARN, without the `:*` that DescribeLogGroups shows behind it. The Region and the account in
 * the ARN are not looked at: the simulation is the same in all of them.
 */
export function isLogGroup(identifier: string): boolean {
  return groupName(identifier) === LOG_GROUP;
}

/** The name in a name or an ARN. */
export function groupName(identifier: string): string {
  return /^arn:aws[\w-]*:logs:[^:]*:[^:]*:log-group:([^:]+)$/.exec(identifier)?.[1] ?? identifier;
}
