import { parseContainerUri } from '@omics-lens/server/healthomics/container-uri.ts';
import { parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type { Denial } from '../../omics/preflight-api.ts';
import { s3Inputs } from './check-inputs.ts';
import { readRoleArn } from './check-role.ts';
import { partitionOf, placeOf, textOf, unchecked, type PreflightContext } from './context.ts';
import type { CheckResult, Finding, Need } from './finding.ts';
import { mentionsPrincipal } from './policy-grants.ts';

/** More resources than this are asked about by one of each folder: policies speak of buckets and folders. */
const MOST_RESOURCES = 200;
/** Resources of one request, of our own choice: answers come in pages anyway. */
const RESOURCES_AT_ONCE = 50;

/** The run's role may read the inputs, write the outputs and logs, and pull the images. */
export async function checkAccess(context: PreflightContext): Promise<CheckResult> {
  const roleArn = textOf(context, 'roleArn');
  const role = roleArn === undefined ? undefined : readRoleArn(roleArn);
  if (roleArn === undefined || role === undefined) return { findings: [] };
  const access = wantedAccess(role.account, context);
  const denials: Denial[] = [];
  for (const { actions, resources } of access) {
    for (const some of chunks(resources, RESOURCES_AT_ONCE)) {
      const question = { principal: roleArn, actions, resources: some };
      const answer = await context.api.simulate(question, context.signal);
      // A role that is not there has a finding of its own.
      if (answer.kind === 'missing') return { findings: [] };
      if (answer.kind === 'denied') {
        const what = `what role '${role.name}' may read and write`;
        const { finding, need } = unchecked(what, answer.action, placeOf(context, 'roleArn'), roleArn);
        return { findings: [finding], needs: [need] };
      }
      denials.push(...answer.denials);
    }
  }
  const results = await Promise.all(
    denials.map((denial) => judge(denial, { roleArn, name: role.name }, context)),
  );
  return {
    findings: results.flatMap(({ findings }) => findings),
    needs: results.flatMap(({ needs = [] }) => needs),
  };
}

interface Access {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Source: HealthOmics User Guide, service role for runs, 2026-03-20. */
function wantedAccess(account: string, context: PreflightContext): readonly Access[] {
  const { region } = context.account;
  const partition = partitionOf(region);
  const output = parseS3Uri(textOf(context, 'outputUri') ?? '');
  const inputs = s3Inputs(context);
  const outputBucket = output.ok ? output.uri.bucket : undefined;
  const buckets = [
    ...new Set([
      ...inputs.map(({ bucket }) => bucket),
      ...(outputBucket === undefined ? [] : [outputBucket]),
    ]),
  ];
  const logGroup = `arn:${partition}:logs:${region}:${account}:log-group:/aws/omics/WorkflowLog`;
  return [
    {
      actions: ['s3:GetObject'],
      resources: [
        ...representatives(inputs).map((input) => objectArn(partition, input)),
        ...listToBeWritten(partition, context),
      ],
    },
    { actions: ['s3:ListBucket'], resources: buckets.map((bucket) => `arn:${partition}:s3:::${bucket}`) },
    {
      actions: ['s3:PutObject'],
      resources: output.ok ? [outputArn(partition, output.uri.bucket, output.uri.key)] : [],
    },
    { actions: ['logs:CreateLogGroup'], resources: [`${logGroup}:*`] },
    {
      actions: ['logs:DescribeLogStreams', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${logGroup}:log-stream:*`],
    },
    { actions: PULL_ACTIONS, resources: repositories(account, context) },
  ].filter(({ resources }) => resources.length > 0);
}

/** The list of a batch's runs, which HealthOmics reads in the role's name. */
function listToBeWritten(partition: string, { subject }: PreflightContext): readonly string[] {
  const list = subject.batch?.list;
  const at = list?.written === 'when-it-starts' ? parseS3Uri(list.uri) : undefined;
  return at?.ok === true ? [objectArn(partition, at.uri)] : [];
}

const PULL_ACTIONS = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'];

interface S3Place {
  readonly bucket: string;
  readonly key: string;
}

function representatives<Place extends S3Place>(places: readonly Place[]): readonly Place[] {
  const byArn = new Map(places.map((place) => [`${place.bucket}/${place.key}`, place]));
  if (byArn.size <= MOST_RESOURCES) return [...byArn.values()];
  return [...new Map(places.map((place) => [folderOf(place), place])).values()];
}

function folderOf({ bucket, key }: S3Place): string {
  return `${bucket}/${key.slice(0, key.lastIndexOf('/') + 1)}`;
}

/** A folder and a pattern are asked about by what they begin with. */
function objectArn(partition: string, { bucket, key }: S3Place): string {
  const plain = key.replace(/[*?[{].*$/s, '');
  return `arn:${partition}:s3:::${bucket}/${plain.endsWith('/') || plain !== key ? `${plain}any` : plain}`;
}

function outputArn(partition: string, bucket: string, key: string): string {
  const folder = key === '' || key.endsWith('/') ? key : `${key}/`;
  return `arn:${partition}:s3:::${bucket}/${folder}1234567/out/any`;
}

function repositories(account: string, { facts, account: { region } }: PreflightContext): readonly string[] {
  const names = facts.images.flatMap(({ pulledFrom }) => {
    const uri = pulledFrom === undefined ? undefined : parseContainerUri(pulledFrom);
    if (uri?.ecr?.region !== region) return [];
    return [`arn:${partitionOf(region)}:ecr:${region}:${uri.ecr.account}:repository/${uri.repository}`];
  });
  return [...new Set(names)].filter((arn) => arn.includes(`:${account}:`));
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

interface Role {
  readonly roleArn: string;
  readonly name: string;
}

async function judge(denial: Denial, role: Role, context: PreflightContext): Promise<CheckResult> {
  const need: Need = { who: 'role', action: denial.action, resource: denial.resource };
  const findings = denial.action.startsWith('s3:')
    ? await deniedInS3(denial, role, context)
    : [deniedElsewhere(denial, role, context)];
  return { findings, needs: [need] };
}

async function deniedInS3(
  denial: Denial,
  role: Role,
  context: PreflightContext,
): Promise<readonly Finding[]> {
  const { action, resource } = denial;
  const bucket = resource.split(':::')[1]?.split('/')[0] ?? '';
  const isDecided = denial.how === 'explicit' || !(await mayBeGrantedByBucket(bucket, role, context));
  const verb = action === 's3:PutObject' ? 'write to' : action === 's3:ListBucket' ? 'list' : 'read';
  const finding = (what: string, place: Finding['place']): Finding => ({
    code: action === 's3:PutObject' ? 'role-cannot-write' : 'role-cannot-read',
    severity: isDecided ? 'error' : 'warning',
    message: `Role '${role.name}' may not ${verb} ${what}.`,
    note: isDecided
      ? `${denial.how === 'explicit' ? 'A policy of the role forbids' : 'No policy of the role allows'} ${action} there. 'Copy Missing Permissions' has the policy to add.`
      : `No policy of the role allows ${action} there; the policy of the bucket may. 'Copy Missing Permissions' has the policy to add.`,
    place,
  });
  if (action === 's3:PutObject') {
    return [finding(`'${textOf(context, 'outputUri') ?? bucket}'`, placeOf(context, 'outputUri'))];
  }
  const inputs = s3Inputs(context);
  const partition = partitionOf(context.account.region);
  if (action === 's3:ListBucket') {
    const own = inputs.find((input) => input.bucket === bucket);
    return [finding(`bucket '${bucket}'`, own?.input.place ?? placeOf(context, 'outputUri'))];
  }
  if (listToBeWritten(partition, context).includes(resource)) {
    const list = `the list of runs below '${context.subject.batch?.list?.uri ?? ''}'`;
    return [finding(list, placeOf(context, 'outputUri'))];
  }
  const representative = inputs.find((input) => objectArn(partition, input) === resource);
  const all = new Set(inputs.map(({ bucket: at, key }) => `${at}/${key}`)).size;
  const meant =
    representative !== undefined && all > MOST_RESOURCES
      ? inputs.filter((input) => folderOf(input) === folderOf(representative))
      : inputs.filter((input) => objectArn(partition, input) === resource);
  return meant.map(({ input }) => finding(`'${input.value}' ('${input.name}')`, input.place));
}

/** What the role's own policies leave open, the bucket's can allow. */
async function mayBeGrantedByBucket(
  bucket: string,
  { roleArn }: Role,
  context: PreflightContext,
): Promise<boolean> {
  const policy = await context.api.bucketPolicy(bucket, context.signal).catch((error: unknown) => {
    if (error instanceof UserError || context.signal.aborted) throw error;
    return { kind: 'denied', action: 's3:GetBucketPolicy' } as const;
  });
  if (policy.kind === 'found') return mentionsPrincipal(policy.document, roleArn);
  return policy.kind === 'denied';
}

function deniedElsewhere({ action, resource }: Denial, { name }: Role, context: PreflightContext): Finding {
  const place = placeOf(context, 'roleArn');
  if (action.startsWith('logs:')) {
    return {
      code: 'role-cannot-log',
      severity: 'warning',
      message: `Role '${name}' lacks '${action}', so logs of the run may be missing.`,
      note: "HealthOmics writes logs to the group /aws/omics/WorkflowLog in the role's name. 'Copy Missing Permissions' has the policy to add.",
      place,
    };
  }
  const repository = resource.slice(resource.indexOf(':repository/') + ':repository/'.length);
  return {
    code: 'role-cannot-pull',
    severity: 'warning',
    message: `Role '${name}' lacks '${action}' on repository '${repository}'.`,
    note: "Service roles of runs have it. 'Copy Missing Permissions' has the policy to add.",
    place,
  };
}
