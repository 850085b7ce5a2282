import type { UriResult } from './uri-result.ts';

export interface S3Uri {
  /** A bucket's name or the alias of an access point. */
  readonly bucket: string;
  /** Without the slash in front; empty for the bucket itself. */
  readonly key: string;
}

const SCHEME = 's3://';

/** Reads `s3://bucket/key`. Source of the bucket rule: the S3 URI patterns of the HealthOmics API, 2026-11. */
export function parseS3Uri(text: string): UriResult<S3Uri> {
  const trimmed = text.trim();
  if (trimmed !== text) return bad('has white space around it', 0, text.length, trimmed);
  if (!text.startsWith(SCHEME)) {
    if (!text.toLowerCase().startsWith(SCHEME)) return bad("does not begin with 's3://'", 0, text.length);
    return bad("must begin with 's3://' in small letters", 0, SCHEME.length, SCHEME + text.slice(5));
  }
  const slash = text.indexOf('/', SCHEME.length);
  const bucketEnd = slash < 0 ? text.length : slash;
  const bucket = text.slice(SCHEME.length, bucketEnd);
  const key = slash < 0 ? '' : text.slice(slash + 1);
  if (bucket === '') return bad('names no bucket', 0, text.length);
  if (bucket.startsWith('arn:')) {
    return bad(
      'holds an ARN where the bucket goes; use the alias of the access point',
      SCHEME.length,
      bucketEnd,
    );
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    const reason = `names the bucket '${bucket}', and a bucket has 3 to 63 small letters, digits, dots and hyphens`;
    return bad(reason, SCHEME.length, bucketEnd);
  }
  if (new TextEncoder().encode(key).length > 1024) {
    return bad('has a key of more than 1,024 bytes', bucketEnd + 1, text.length);
  }
  return { ok: true, uri: { bucket, key } };
}

/** True for the alias of an S3 access point, such as that of a sequence store. */
export function isAccessPointAlias(bucket: string): boolean {
  return bucket.endsWith('-s3alias');
}

/** The same object as an S3 URI, for the web addresses that S3 gives objects. */
export function s3UriOfWebAddress(address: string): string | undefined {
  const virtual = /^https?:\/\/([a-z0-9][a-z0-9.-]+?)\.s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com\/([^?#]+)$/.exec(
    address,
  );
  if (virtual !== null) return `s3://${virtual[1] ?? ''}/${decoded(virtual[2] ?? '')}`;
  const path = /^https?:\/\/s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com\/([a-z0-9][a-z0-9.-]+)\/([^?#]+)$/.exec(
    address,
  );
  return path === null ? undefined : `s3://${path[1] ?? ''}/${decoded(path[2] ?? '')}`;
}

/** True when the key holds a pattern, which only Nextflow expands. */
export function hasGlob(key: string): boolean {
  return /[*?]|\{[^{}]*,[^{}]*\}|\[[^[\]]+\]/.test(key);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function bad(reason: string, start: number, end: number, suggestion?: string): UriResult<S3Uri> {
  return { ok: false, reason, start, end, ...(suggestion === undefined ? {} : { suggestion }) };
}
