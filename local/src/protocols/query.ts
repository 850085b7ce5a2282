import { ServiceError, notSimulated } from '../errors.ts';
import type { Message } from '../http/message.ts';
import { textOfBody } from '../http/message.ts';
import type { Protocol, RequestFacts } from './protocol.ts';
import type { XmlElement } from './xml.ts';
import { xmlDocument } from './xml.ts';

/** Gives the elements of the result. */
export type QueryOperation = (form: URLSearchParams, facts: RequestFacts) => readonly XmlElement[];

export interface QueryService {
  readonly namespace: string;
  /** In bytes. */
  readonly largestBody: number;
  readonly operations: Readonly<Record<string, QueryOperation>>;
}

/** Forms in, XML out, as AWS STS and IAM speak it. */
export function queryProtocol(service: QueryService): Protocol {
  return {
    largestBody: service.largestBody,
    operationOf: actionOf,
    answer(message, facts) {
      const action = actionOf(message);
      const operation = Object.hasOwn(service.operations, action) ? service.operations[action] : undefined;
      if (operation === undefined) throw notSimulated(action);
      const result = operation(new URLSearchParams(textOfBody(message)), facts);
      return Promise.resolve({
        status: 200,
        headers: { 'content-type': 'text/xml', 'x-amzn-requestid': facts.requestId },
        body: xmlDocument(
          [
            `${action}Response`,
            [
              [`${action}Result`, result],
              ['ResponseMetadata', [['RequestId', facts.requestId]]],
            ],
          ],
          service.namespace,
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
        service.namespace,
      ),
    }),
  };
}

/** These services name the errors of the front door without `Exception`. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'ExpiredToken',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  ThrottlingException: 'Throttling',
  AccessDeniedException: 'AccessDenied',
};

function actionOf(message: Message): string {
  const action = new URLSearchParams(textOfBody(message)).get('Action') ?? message.query.get('Action');
  if (action === null) throw new ServiceError('UnknownOperationException', "The form has no 'Action'.");
  return action;
}
