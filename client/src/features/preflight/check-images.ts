import { parseContainerUri } from '@omics-lens/server/healthomics/container-uri.ts';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import type { PreflightFactsResult } from '@omics-lens/server/protocol/index.ts';
import type { ImageRef } from '../../omics/preflight-api.ts';
import { partitionOf, unchecked, type PreflightContext } from './context.ts';
import type { CheckResult, Finding, Need } from './finding.ts';
import { grantOf, type Grant } from './policy-grants.ts';

type Image = PreflightFactsResult['images'][number];

const SERVICE = 'omics.amazonaws.com';
/** Source: HealthOmics User Guide, Amazon ECR permissions, 2026-03-20. */
const PULL_ACTIONS = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const GIB = 1024 ** 3;

/** Every image is in Amazon ECR, HealthOmics may pull it, and it runs on x86-64. */
export async function checkImages(context: PreflightContext): Promise<CheckResult> {
  const images = context.facts.images.flatMap((image) => {
    const ref = image.pulledFrom === undefined ? undefined : refOf(image.pulledFrom, context.account.region);
    // An image of another registry or Region is said while it is typed.
    return ref === undefined ? [] : [{ image, ref }];
  });
  const keys = [...new Set(images.map(({ ref }) => JSON.stringify(ref)))];
  const results = await Promise.all(
    keys.map((key) => {
      const same = images.filter(({ ref }) => JSON.stringify(ref) === key);
      return checkImage(same, context);
    }),
  );
  return {
    findings: results.flatMap(({ findings }) => findings),
    needs: results.flatMap(({ needs = [] }) => needs),
  };
}

/** An image of the Region, by its URI or, where a registry map led to it, by `account/repository:tag`. */
function refOf(pulledFrom: string, region: string): ImageRef | undefined {
  const uri = parseContainerUri(pulledFrom);
  if (uri === undefined) return undefined;
  if (uri.ecr !== undefined) {
    if (uri.ecr.region !== region) return undefined;
    return { registryId: uri.ecr.account, repository: uri.repository, tag: uri.tag, digest: uri.digest };
  }
  if (uri.host !== undefined) return undefined;
  const [, registryId, repository = uri.repository] = /^(\d{12})\/(.+)$/.exec(uri.repository) ?? [];
  return { registryId, repository, tag: uri.tag, digest: uri.digest };
}

type Named = readonly { readonly image: Image; readonly ref: ImageRef }[];

async function checkImage(named: Named, context: PreflightContext): Promise<CheckResult> {
  const [first] = named;
  if (first === undefined) return { findings: [] };
  const { ref } = first;
  const everywhere = (finding: (image: Image) => Omit<Finding, 'place'>): readonly Finding[] =>
    named.map(({ image }) => ({ ...finding(image), place: image.place }));
  const found = await context.api.image(ref, context.signal);
  if (found.kind === 'denied') {
    const { finding, need } = unchecked(
      `whether image '${first.image.value}' exists`,
      found.action,
      first.image.place,
      repositoryArn(ref, context),
    );
    return { findings: [finding], needs: [need] };
  }
  if (found.kind === 'missing') {
    const reason = await whyMissing(ref, context);
    return reason === undefined
      ? { findings: [] }
      : { findings: everywhere((image) => missing(image, ref, reason)) };
  }
  const [policy, platform] = await Promise.all([checkPolicy(named, context), checkPlatform(named, context)]);
  return {
    findings: [...everywhereTooLarge(named, found.bytes), ...policy.findings, ...platform.findings],
    needs: [...(policy.needs ?? []), ...(platform.needs ?? [])],
  };
}

/** `undefined` where the registry fetches it by itself, or nobody may know. */
async function whyMissing(
  ref: ImageRef,
  context: PreflightContext,
): Promise<'repository' | 'tag' | undefined> {
  const [repository, rules] = await Promise.all([
    context.api.repository(ref, context.signal),
    context.api.pullThroughPrefixes(ref.registryId, context.signal),
  ]);
  const isFetched =
    rules.kind === 'found' &&
    rules.prefixes.some((prefix) => prefix === 'ROOT' || ref.repository.startsWith(`${prefix}/`));
  if (isFetched) return undefined;
  return repository.kind === 'missing' ? 'repository' : 'tag';
}

function missing(image: Image, ref: ImageRef, what: 'repository' | 'tag'): Omit<Finding, 'place'> {
  const version = ref.digest ?? ref.tag ?? 'latest';
  const led =
    image.pulledFrom === image.value ? '' : ` It is what the registry map makes of '${image.value}'.`;
  return {
    code: 'image-missing',
    severity: image.certainty === 'certain' ? 'error' : 'warning',
    message:
      what === 'repository'
        ? `There is no repository '${ref.repository}' in Amazon ECR${ref.registryId === undefined ? '' : ` of account ${ref.registryId}`}.`
        : `Repository '${ref.repository}' has no image '${version}'.`,
    note: `The task would fail when it is reached, after those before it were paid for. Push the image, or correct the name.${led}`,
  };
}

/** The registry knows the compressed size: what is too large there is so all the more when it is unpacked. */
function everywhereTooLarge(named: Named, bytes: number | undefined): readonly Finding[] {
  return named.flatMap(({ image }): Finding[] => {
    const limit = image.runsOn === 'gpu' ? LIMITS.gpuImageGiB.value : LIMITS.cpuImageGiB.value;
    if (bytes === undefined || bytes <= limit * GIB) return [];
    return [
      {
        code: 'image-too-large',
        severity: 'error',
        message: `Image '${image.value}' has ${(bytes / GIB).toFixed(1)} GiB, and ${limit} GiB are allowed.`,
        note: 'The task would fail with CANNOT_START_CONTAINER_SIZE_ERROR. Keep large data in S3, out of the image.',
        place: image.place,
      },
    ];
  });
}

async function checkPolicy(named: Named, context: PreflightContext): Promise<CheckResult> {
  const [first] = named;
  if (first === undefined) return { findings: [] };
  const { image, ref } = first;
  const policy = await context.api.repositoryPolicy(ref, context.signal);
  if (policy.kind === 'denied') {
    const what = `whether HealthOmics may pull from repository '${ref.repository}'`;
    const { finding, need } = unchecked(what, policy.action, image.place, repositoryArn(ref, context));
    return { findings: [finding], needs: [need] };
  }
  const grant = policy.kind === 'missing' ? 'denied' : pullGrant(policy.document, context);
  if (grant === 'allowed') return { findings: [] };
  const needs: readonly Need[] = [{ who: 'repository', action: 'pull', resource: ref.repository }];
  return {
    findings: named.map(({ image: each }): Finding =>
      grant === 'denied'
        ? {
            code: 'image-policy',
            severity: 'error',
            message: `Repository '${ref.repository}' does not let HealthOmics pull '${each.value}'.`,
            note: `Its policy must allow ${PULL_ACTIONS.join(' and ')} to the service ${SERVICE}. The run would fail with ECR_PERMISSION_ERROR. 'Copy Missing Permissions' has the policy.`,
            place: each.place,
          }
        : {
            code: 'image-policy-conditional',
            severity: 'information',
            message: `Repository '${ref.repository}' lets HealthOmics pull under conditions that cannot be checked from here.`,
            note: 'Look at them when a run fails with ECR_PERMISSION_ERROR.',
            place: each.place,
          },
    ),
    needs: grant === 'denied' ? needs : [],
  };
}

function pullGrant(
  document: Readonly<Record<string, unknown>>,
  { account: { region }, subject }: PreflightContext,
): Grant {
  const roleArn = subject.request['roleArn'];
  const role = typeof roleArn === 'string' ? roleArn.split(':') : [];
  const sourceAccount = role[4] ?? '';
  const context = {
    ...(sourceAccount === '' ? {} : { 'aws:sourceaccount': sourceAccount }),
    ...(sourceAccount === ''
      ? {}
      : { 'aws:sourcearn': `arn:${role[1] ?? 'aws'}:omics:${region}:${sourceAccount}:run/1234567` }),
  };
  const grants = PULL_ACTIONS.map((action) => grantOf(document, { service: SERVICE, action, context }));
  if (grants.includes('denied')) return 'denied';
  return grants.includes('conditional') ? 'conditional' : 'allowed';
}

async function checkPlatform(named: Named, context: PreflightContext): Promise<CheckResult> {
  const [first] = named;
  if (first === undefined) return { findings: [] };
  const { image, ref } = first;
  const found = await context.api.platforms(ref, context.signal);
  if (found.kind === 'denied') {
    const what = `whether image '${image.value}' is built for x86-64`;
    const { finding, need } = unchecked(what, found.action, image.place, repositoryArn(ref, context));
    return { findings: [finding], needs: [need] };
  }
  const platforms = found.kind === 'found' ? found.platforms : [];
  if (platforms.length === 0 || platforms.includes('linux/amd64')) return { findings: [] };
  return {
    findings: named.map(({ image: each }) => ({
      code: 'image-platform',
      severity: 'error',
      message: `Image '${each.value}' is built for ${platforms.join(', ')}, and tasks run on x86-64.`,
      note: "Build it with 'docker build --platform linux/amd64' and push it again.",
      place: each.place,
    })),
  };
}

function repositoryArn(
  { registryId, repository }: ImageRef,
  { account: { region } }: PreflightContext,
): string {
  return `arn:${partitionOf(region)}:ecr:${region}:${registryId ?? '*'}:repository/${repository}`;
}
