import { ServiceError } from '../errors.ts';
import type { Caller, Message } from './message.ts';
import { headerOf } from './message.ts';

/**
 * Reads who signed a request with Signature Version 4, in the header or in the address. The signature itself is not
 * verified: any credentials will do for a simulation, but none will not.
 */
export function readCaller(message: Message): Caller {
  const header = headerOf(message, 'authorization');
  const credential =
    header === undefined
      ? message.query.get('X-Amz-Credential')
      : /^AWS4-[A-Z0-9-]+ .*Credential=([^,\s]+)/.exec(header)?.[1];
  if (header === undefined && credential === null) {
    throw new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  // The scope is `key/date/region/service/aws4_request`; a key may hold slashes.
  const parts = (credential ?? '').split('/');
  const [region, service, end] = parts.slice(-3);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (
    accessKeyId === '' ||
    region === undefined ||
    service === undefined ||
    end !== 'aws4_request' ||
    (header !== undefined && !/Signature=\S+/.test(header))
  ) {
    throw new ServiceError(
      'IncompleteSignatureException',
      'The request signature is not complete: it needs a Credential scope and a Signature.',
    );
  }
  return { accessKeyId, region, service };
}

/** ARN of the user that the access key belongs to, in the simulation's account. */
export function callerArn(accountId: string, caller: Caller): string {
  return `arn:aws:iam::${accountId}:user/${caller.accessKeyId.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, 128);
}
