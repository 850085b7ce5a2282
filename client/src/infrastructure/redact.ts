const HIDDEN = '[hidden]';

/** What a credential looks like in error messages, request dumps and configuration lines. Each keeps what stands before the secret. */
const SECRETS: readonly RegExp[] = [
  // Access key ids and the ids of roles and users.
  /()\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}\b/g,
  // `aws_secret_access_key = x`, `"SecretAccessKey": "x"`, `sessionToken: 'x'`, `X-Amz-Security-Token=x`.
  /((?:secret_?-?access_?-?key|session_?-?token|security_?-?token|access_?-?token|refresh_?-?token|client_?-?secret|password|x-amz-credential|x-amz-signature)["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi,
  // `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` to the end of the line.
  /(authorization["']?\s*[:=]\s*["']?)[^"'\r\n]+/gi,
  /(\bBearer\s+)[\w.~+/=-]+/g,
];

/** The text without anything that could be a credential. */
export function redact(text: string): string {
  return SECRETS.reduce((result, secret) => result.replace(secret, `$1${HIDDEN}`), text);
}
