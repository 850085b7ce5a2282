import { callerArn } from '../http/credentials.ts';
import type { Protocol } from '../protocols/protocol.ts';
import { queryProtocol } from '../protocols/query.ts';

/** It knows who asks, and nothing else. */
export function stsProtocol(accountId: string): Protocol {
  return queryProtocol({
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    largestBody: 64 * 1024,
    operations: {
      GetCallerIdentity: (_form, { caller }) => [
        ['Arn', callerArn(accountId, caller)],
        ['UserId', caller.accessKeyId],
        ['Account', accountId],
      ],
    },
  });
}
