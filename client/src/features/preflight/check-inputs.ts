import type { PreflightFactsResult } from '@omics-lens/server/protocol/index.ts';
import { hasGlob, isAccessPointAlias, parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import { formatNumber } from '@omics-lens/server/healthomics/limits.ts';
import { unchecked, type PreflightContext } from './context.ts';
import type { CheckResult, Finding, Need } from './finding.ts';

type Input = PreflightFactsResult['inputs'][number];

/** An input that lies in S3, by its parts. */
export interface S3Input {
  readonly input: Input;
  readonly bucket: string;
  readonly key: string;
}

/** The inputs that S3 can be asked about. What is no proper URI is said while it is typed. */
export function s3Inputs({ facts }: PreflightContext): readonly S3Input[] {
  return facts.inputs.flatMap((input) => {
    const parsed = parseS3Uri(input.value);
    // The alias of an access point, such as a sequence store's, is asked with permissions of its own.
    if (!parsed.ok || parsed.uri.key === '' || isAccessPointAlias(parsed.uri.bucket)) return [];
    return [{ input, ...parsed.uri }];
  });
}

/** Every object exists, can be read at once, and lies in the Region of the run. */
export async function checkInputs(context: PreflightContext): Promise<CheckResult> {
  const inputs = s3Inputs(context);
  const buckets = await usableBuckets(inputs, context);
  const usable = inputs.filter(({ bucket }) => buckets.usable.has(bucket));
  let done = 0;
  const progress = () => {
    done++;
    if (done % REPORT_EVERY === 0 || done === usable.length) {
      context.report(`Looked at ${formatNumber(done)} of ${formatNumber(usable.length)} inputs`);
    }
  };
  const results = await Promise.all(
    usable.map(async (input) => {
      const result = await lookAt(input, context);
      progress();
      return result;
    }),
  );
  const denied = deniedTogether(results.flatMap((result) => (result?.kind === 'denied' ? [result] : [])));
  return {
    findings: [
      ...buckets.findings,
      ...results.flatMap((result) => (result?.kind === 'finding' ? [result.finding] : [])),
      ...denied.findings,
    ],
    needs: [...buckets.needs, ...denied.needs],
  };
}

const REPORT_EVERY = 50;

async function usableBuckets(inputs: readonly S3Input[], context: PreflightContext) {
  const { region } = context.account;
  const usable = new Set<string>();
  const findings: Finding[] = [];
  const needs: Need[] = [];
  const names = [...new Set(inputs.map(({ bucket }) => bucket))];
  await Promise.all(
    names.map(async (bucket) => {
      const found = await context.api.bucket(bucket, context.signal);
      const own = inputs.filter((each) => each.bucket === bucket);
      const [first] = own;
      // Objects may be readable where the bucket is not.
      if (found.kind === 'denied') usable.add(bucket);
      else if (found.kind === 'missing') findings.push(...own.map((each) => bucketMissing(each)));
      else if (found.region === undefined || found.region === region) usable.add(bucket);
      else if (!reachesOtherRegions(context)) {
        findings.push(...own.map((each) => bucketElsewhere(each, found.region ?? '', region)));
      }
      if (found.kind === 'denied' && first !== undefined) {
        const what = `in which Region bucket '${bucket}' lies`;
        const { finding, need } = unchecked(what, found.action, first.input.place, `arn:aws:s3:::${bucket}`);
        findings.push(finding);
        needs.push(need);
      }
    }),
  );
  return { usable, findings, needs };
}

/** With networking of its own a run reads S3 anywhere. */
function reachesOtherRegions({ subject }: PreflightContext): boolean {
  return subject.request['networkingMode'] === 'VPC';
}

function bucketMissing({ bucket, input }: S3Input): Finding {
  return {
    code: 'input-bucket-missing',
    severity: input.wanted === 'unknown' ? 'warning' : 'error',
    message: `'${input.name}': bucket '${bucket}' does not exist.`,
    note: 'The run would fail with INPUT_URI_NOT_FOUND. Correct the name of the bucket.',
    place: input.place,
  };
}

function bucketElsewhere({ bucket, input }: S3Input, there: string, here: string): Finding {
  return {
    code: 'input-bucket-region',
    severity: input.wanted === 'unknown' ? 'warning' : 'error',
    message: `'${input.name}': bucket '${bucket}' lies in ${there}, and the run starts in ${here}.`,
    note: `Without networking of its own a run reads inputs of its Region only. Copy the data to a bucket in ${here}, or start the run in ${there}.`,
    place: input.place,
  };
}

type Look =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'denied'; readonly action: string; readonly at: S3Input }
  | undefined;

async function lookAt(at: S3Input, context: PreflightContext): Promise<Look> {
  const { input, bucket, key } = at;
  const isPattern = hasGlob(key);
  if (input.wanted === 'folder' || key.endsWith('/') || isPattern) {
    const prefix = isPattern ? key.slice(0, key.search(/[*?[{]/)) : key;
    const found = await context.api.anyObject(bucket, prefix, context.signal);
    if (found.kind === 'denied') return { kind: 'denied', action: found.action, at };
    return found.kind === 'found' ? undefined : { kind: 'finding', finding: nothingBelow(at, prefix) };
  }
  const found = await context.api.object(bucket, key, context.signal);
  if (found.kind === 'denied') return { kind: 'denied', action: found.action, at };
  if (found.kind === 'missing') return { kind: 'finding', finding: objectMissing(at) };
  if (found.access === 'readable') return undefined;
  return { kind: 'finding', finding: objectArchived(at, found.access, found.storageClass) };
}

function objectMissing({ input }: S3Input): Finding {
  return {
    code: 'input-missing',
    severity: input.wanted === 'unknown' ? 'warning' : 'error',
    message: `'${input.name}': there is no object '${input.value}'.`,
    note:
      input.wanted === 'unknown'
        ? 'If the workflow reads it, the run fails with INPUT_URI_NOT_FOUND.'
        : 'The run would fail with INPUT_URI_NOT_FOUND. Correct the URI, or upload the file.',
    place: input.place,
  };
}

function nothingBelow({ input, bucket }: S3Input, prefix: string): Finding {
  return {
    code: 'input-missing',
    severity: input.wanted === 'unknown' ? 'warning' : 'error',
    message: `'${input.name}': nothing lies below 's3://${bucket}/${prefix}'.`,
    note: 'The folder would be empty for the run. Correct the URI, or upload the files.',
    place: input.place,
  };
}

function objectArchived({ input }: S3Input, access: 'archived' | 'restoring', storageClass: string): Finding {
  return {
    code: 'input-archived',
    severity: 'error',
    message:
      access === 'archived'
        ? `'${input.name}': '${input.value}' lies in an archive (${storageClass}) and cannot be read.`
        : `'${input.name}': '${input.value}' is still being restored from its archive.`,
    note:
      access === 'archived'
        ? 'HealthOmics reads only what S3 gives at once. Restore the object first (aws s3api restore-object), which takes hours.'
        : 'Start the run when the restore has ended.',
    place: input.place,
  };
}

/** One word for each bucket, however many of its objects may not be looked at. */
function deniedTogether(denied: readonly { readonly action: string; readonly at: S3Input }[]) {
  const findings: Finding[] = [];
  const needs: Need[] = [];
  const keys = [...new Set(denied.map(({ action, at }) => `${action} ${at.bucket}`))];
  for (const key of keys) {
    const group = denied.filter(({ action, at }) => `${action} ${at.bucket}` === key);
    const [first] = group;
    if (first === undefined) continue;
    const { bucket, input } = first.at;
    const what =
      group.length === 1
        ? `whether '${input.value}' exists`
        : `whether ${formatNumber(group.length)} inputs in bucket '${bucket}' exist`;
    const resource = `arn:aws:s3:::${bucket}${first.action === 's3:GetObject' ? '/*' : ''}`;
    const { finding, need } = unchecked(what, first.action, input.place, resource);
    findings.push(finding);
    needs.push(need);
  }
  return { findings, needs };
}
