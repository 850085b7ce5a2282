import { UserError } from '../../infrastructure/errors.ts';

/** What to do about the errors that Amazon ECS has of its own. Source: service model of Amazon ECS, 2014-11-13. */
const REMEDIES: Readonly<Record<string, string>> = {
  ClusterNotFoundException: 'Choose a cluster of this account and Region.',
  InvalidParameterException: 'Correct the request and try again.',
  ClientException: 'Check the names in the request: cluster, task definition, revision.',
  BlockedException: 'The account is blocked from Amazon ECS: ask AWS Support.',
  UnsupportedFeatureException: 'Leave that out in this Region, or choose another one.',
  PlatformUnknownException: "Leave 'platformVersion' out, or write 'LATEST'.",
  PlatformTaskDefinitionIncompatibilityException:
    "Use the platform version 'LATEST', or change what the task definition asks for.",
  LimitExceededException: 'Delete what is no longer needed, or ask for a higher limit in Service Quotas.',
  ServerException:
    'Amazon ECS had a fault of its own. Try again in a minute: the same task is not started twice.',
  ConflictException: 'The same wish was sent before with other values. Start it again.',
};

/** Amazon ECS’s own errors in its name; anything else as it is. */
export async function explainingEcs<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const remedy = Object.hasOwn(REMEDIES, error.name) ? REMEDIES[error.name] : undefined;
    if (remedy === undefined) throw error;
    throw new UserError(
      {
        code: `ecs-${error.name
          .replace(/Exception$/, '')
          .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
          .toLowerCase()}`,
        sentence: `Amazon ECS answers: ${error.message.replace(/\.?$/, '.')} ${remedy}`,
      },
      { cause: error },
    );
  }
}
