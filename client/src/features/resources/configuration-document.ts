import { moment } from '../../infrastructure/readable.ts';
import type { Configuration } from '../../omics/resources-api.ts';

/** Everything that is known of a VPC configuration, as Markdown. */
export function configurationDocument(configuration: Configuration): string {
  const { id, description, status, vpcId, subnetIds, securityGroupIds, creationTime, arn } = configuration;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Status', status],
    ['VPC', vpcId],
    ['Created', moment(creationTime)],
    ['ARN', arn],
  ];
  return [
    `# VPC configuration ${id}`,
    '',
    ...(description === undefined ? [] : [description, '']),
    ...rows.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${value}`])),
    ...list('Subnets', subnetIds),
    ...list('Security groups', securityGroupIds),
    '',
  ].join('\n');
}

function list(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : ['', `## ${title}`, '', ...items.map((item) => `- ${item}`)];
}
