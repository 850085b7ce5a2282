import type { Need } from './finding.ts';

/** A policy document that somebody has to add somewhere, ready to be copied. */
export interface MissingPolicy {
  /** Where it goes, for people. */
  readonly title: string;
  readonly document: object;
}

const SERVICE = 'omics.amazonaws.com';

/** The policies that would mend what a preflight found lacking: for the role, for the caller, its trust, repositories. */
export function missingPolicies(needs: readonly Need[]): readonly MissingPolicy[] {
  const of = (who: Need['who']) => needs.filter((need) => need.who === who);
  const role = of('role');
  const caller = of('caller');
  const trust = of('trust');
  const repositories = [...new Set(of('repository').map(({ resource }) => resource))];
  return [
    ...(role.length === 0 ? [] : [{ title: "Policy of the run's role", document: identityPolicy(role) }]),
    ...(caller.length === 0
      ? []
      : [{ title: 'Policy of whoever starts runs', document: identityPolicy(caller) }]),
    ...(trust.length === 0 ? [] : [{ title: "Trust policy of the run's role", document: TRUST }]),
    ...repositories.map((name) => ({ title: `Policy of the ECR repository '${name}'`, document: PULL })),
  ];
}

const VERSION = '2012-10-17';

function identityPolicy(needs: readonly Need[]): object {
  const byAction = new Map<string, Set<string>>();
  for (const { action, resource } of needs) {
    byAction.set(action, (byAction.get(action) ?? new Set()).add(widened(action, resource)));
  }
  // Actions on the same resources share a statement.
  const byResources = new Map<string, string[]>();
  for (const [action, resources] of byAction) {
    const key = JSON.stringify([...resources].sort());
    byResources.set(key, [...(byResources.get(key) ?? []), action]);
  }
  return {
    Version: VERSION,
    Statement: [...byResources].map(([key, actions]) => {
      const resources = JSON.parse(key) as string[];
      return {
        Effect: 'Allow',
        Action: one(actions.sort()),
        Resource: one(resources),
        ...(actions.includes('iam:PassRole')
          ? { Condition: { StringEquals: { 'iam:PassedToService': SERVICE } } }
          : {}),
      };
    }),
  };
}

/** A policy that names thousands of objects would be too long: it names their folders, and outputs by their own. */
function widened(action: string, resource: string): string {
  if (action === 's3:GetObject' && !resource.endsWith('/*')) return resource.replace(/[^/]*$/, '*');
  if (action === 's3:PutObject') return resource.replace(/1234567\/out\/any$/, '*');
  return resource;
}

function one(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? (values[0] ?? '') : values;
}

/** Source: HealthOmics User Guide, service role for runs, 2026-03-20. */
const TRUST = {
  Version: VERSION,
  Statement: [{ Effect: 'Allow', Principal: { Service: SERVICE }, Action: 'sts:AssumeRole' }],
};

/** Source: HealthOmics User Guide, Amazon ECR permissions, 2026-03-20. */
const PULL = {
  Version: VERSION,
  Statement: [
    {
      Sid: 'HealthOmicsPull',
      Effect: 'Allow',
      Principal: { Service: SERVICE },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
    },
  ],
};
