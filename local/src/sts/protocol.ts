import { ServiceError, notSimulated } from '../errors.ts';
import { callerArn } from '../http/credentials.ts';
import type { Message } from '../http/message.ts';
import { textOfBody } from '../http/message.ts';
import { xmlDocument } from '../protocols/xml.ts';
import type { Protocol } from '../protocols/protocol.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** Forms in, XML out, as AWS STS speaks it. It knows who asks, and nothing else. */
export function stsProtocol(accountId: string): Protocol {
  return {
    largestBody: 64 * 1024,
    operationOf: actionOf,
    answer(message, { caller, requestId }) {
      const action = actionOf(message);
      if (action !== 'GetCallerIdentity') throw notSimulated(action);
      return Promise.resolve({
        status: 200,
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
        body: xmlDocument(
          [
            'GetCallerIdentityResponse',
            [
              [
                'GetCallerIdentityResult',
                [
                  ['Arn', callerArn(accountId, caller)],
                  ['UserId', caller.accessKeyId],
                  ['Account', accountId],
                ],
              ],
              ['ResponseMetadata', [['RequestId', requestId]]],
            ],
          ],
          NAMESPACE,
        ),
      });
    },
    refuse: (error, requestId) => ({
      status: error.status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: xmlDocument(
        [
          'ErrorResponse',
          [
            [
              'Error',
              [
                ['Type', error.status >= 500 ? 'Receiver' : 'Sender'],
                ['Code', QUERY_CODES[error.code] ?? error.code],
                ['Message', error.message],
              ],
            ],
            ['RequestId', requestId],
          ],
        ],
        NAMESPACE,
      ),
    }),
  };
}

/** STS names the errors of the front door without `Exception`. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'ExpiredToken',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  ThrottlingException: 'Throttling',
};

function actionOf(message: Message): string {
  const action = new URLSearchParams(textOfBody(message)).get('Action') ?? message.query.get('Action');
  if (action === null) throw new ServiceError('UnknownOperationException', "The form has no 'Action'.");
  return action;
}
