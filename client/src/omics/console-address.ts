/** What can be opened in the AWS console. */
export type ConsoleTarget =
  | { readonly kind: 'run' | 'workflow' | 'runCache'; readonly id: string }
  | { readonly kind: 'sharedWorkflows' | 'runGroups' | 'configurations' }
  /** An object of S3, or a folder: its key ends with a slash. */
  | { readonly kind: 'stored'; readonly bucket: string; readonly key: string }
  /** Log streams of a run whose names begin with `prefix`. */
  | { readonly kind: 'logs'; readonly prefix: string }
  /** The events of HealthOmics between two times, in milliseconds since 1970. */
  | { readonly kind: 'events'; readonly from: number; readonly to: number }
  /** The metrics of an account's use of HealthOmics. */
  | { readonly kind: 'metrics' };

/** The domain of the console. The partition of a Region has a console of its own. */
function consoleAt(region: string): string {
  if (region.startsWith('cn-')) return `https://${region}.console.amazonaws.cn`;
  if (region.startsWith('us-gov-')) return `https://${region}.console.amazonaws-us-gov.com`;
  return `https://${region}.console.aws.amazon.com`;
}

export function consoleAddress(target: ConsoleTarget, region: string): string {
  const at = consoleAt(region);
  switch (target.kind) {
    case 'run':
      return `${at}/omics/home?region=${region}#/runs/${encodeURIComponent(target.id)}`;
    case 'workflow':
      return `${at}/omics/home?region=${region}#/workflows/${encodeURIComponent(target.id)}`;
    case 'runCache':
      return `${at}/omics/home?region=${region}#/runCaches/${encodeURIComponent(target.id)}`;
    case 'sharedWorkflows':
    case 'runGroups':
    case 'configurations':
      return `${at}/omics/home?region=${region}#/${target.kind}`;
    case 'stored': {
      const page = target.key === '' || target.key.endsWith('/') ? 'buckets' : 'object';
      return `${at}/s3/${page}/${target.bucket}?region=${region}&prefix=${encodeURIComponent(target.key)}`;
    }
    case 'logs':
      return `${at}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${logsPart(LOG_GROUP)}$3FlogStreamNameFilter$3D${logsPart(target.prefix)}`;
    case 'events':
      return `${at}/cloudtrailv2/home?region=${region}#/events?EventSource=omics.amazonaws.com&StartTime=${isoSecond(target.from)}&EndTime=${isoSecond(target.to)}`;
    case 'metrics':
      // The guide names two namespaces; calls of the service's API are counted in this one.
      return `${at}/cloudwatch/home?region=${region}#metricsV2?graph=~()&query=~'*7bAWS*2fUsage*2cClass*2cResource*2cService*2cType*7d*20Omics`;
  }
}

/** The page of a quota of HealthOmics, or of all of them. */
export function quotaAddress(region: string, code: string | undefined): string {
  const page = `${consoleAt(region)}/servicequotas/home/services/omics/quotas`;
  return code === undefined ? page : `${page}/${code}`;
}

const LOG_GROUP = '/aws/omics/WorkflowLog';

/** CloudWatch's console encodes what stands behind the hash twice, with a dollar for the second per cent sign. */
function logsPart(text: string): string {
  return encodeURIComponent(encodeURIComponent(text)).replaceAll('%', '$');
}

function isoSecond(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}.000Z`;
}
