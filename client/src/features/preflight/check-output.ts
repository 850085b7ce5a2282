import { isAccessPointAlias, parseS3Uri } from '@omics-lens/server/healthomics/s3-uri.ts';
import { placeOf, textOf, unchecked, type PreflightContext } from './context.ts';
import type { CheckResult } from './finding.ts';

/** The bucket for the outputs exists, in the Region of the run. */
export async function checkOutput(context: PreflightContext): Promise<CheckResult> {
  const uri = textOf(context, 'outputUri');
  const parsed = uri === undefined ? undefined : parseS3Uri(uri);
  if (parsed?.ok !== true || isAccessPointAlias(parsed.uri.bucket)) return { findings: [] };
  const { bucket } = parsed.uri;
  const place = placeOf(context, 'outputUri');
  const { region } = context.account;
  const found = await context.api.bucket(bucket, context.signal);
  if (found.kind === 'denied') {
    const { finding, need } = unchecked(
      `whether bucket '${bucket}' exists and lies in ${region}`,
      found.action,
      place,
      `arn:aws:s3:::${bucket}`,
    );
    return { findings: [finding], needs: [need] };
  }
  if (found.kind === 'missing') {
    return {
      findings: [
        {
          code: 'output-bucket-missing',
          severity: 'error',
          message: `Bucket '${bucket}' for the outputs does not exist.`,
          note: 'The run would do all its work and then fail with EXPORT_FAILED. Correct the name, or create the bucket.',
          place,
        },
      ],
    };
  }
  if (found.region === undefined || found.region === region) return { findings: [] };
  return {
    findings: [
      {
        code: 'output-bucket-region',
        severity: 'error',
        message: `Bucket '${bucket}' for the outputs lies in ${found.region}, and the run starts in ${region}.`,
        note: `HealthOmics writes outputs in its own Region only. Choose a bucket in ${region}, or start the run in ${found.region}.`,
        place,
      },
    ],
  };
}
