import { ServiceError, notSimulated } from '../errors.ts';
import type { Answer, Message } from '../http/message.ts';
import { headerOf } from '../http/message.ts';
import type { Shapes } from '../shapes/shape.ts';
import type { Protocol, RequestFacts } from './protocol.ts';
import { checkRequest, readJsonBody, writeAnswer } from './rest-json.ts';

/** Gives an object, or the frames of an event stream. */
export type JsonOperation = (
  request: object,
  facts: RequestFacts,
) => object | AsyncIterable<Uint8Array> | Promise<object>;

export interface AwsJsonService {
  /** `Logs_20140328`: what stands in front of the operation in `X-Amz-Target`. */
  readonly target: string;
  readonly shapes: Shapes;
  readonly operations: Readonly<Record<string, JsonOperation>>;
}

const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** JSON 1.1 with the operation in a header, as CloudWatch Logs speaks it. */
export function awsJson(service: AwsJsonService): Protocol {
  return {
    largestBody: 1024 * 1024,
    operationOf: (message) => operationName(service, message),
    async answer(message, facts) {
      const name = operationName(service, message);
      const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
      if (operation === undefined) throw notSimulated(name);
      const request = readJsonBody(message);
      checkRequest(service.shapes, `${name}Request`, request, 'InvalidParameterException');
      const output = await operation(request, facts);
      return isStream(output)
        ? {
            status: 200,
            headers: headers('application/vnd.amazon.eventstream', facts.requestId),
            body: output,
          }
        : {
            status: 200,
            headers: headers(CONTENT_TYPE, facts.requestId),
            body: writeAnswer(service.shapes, `${name}Response`, output),
          };
    },
    refuse(error, requestId): Answer {
      return {
        // Of this protocol's errors only faults of the service have a status of their own.
        status: error.status >= 500 ? error.status : 400,
        headers: { ...headers(CONTENT_TYPE, requestId), 'x-amzn-errortype': error.code },
        body: JSON.stringify({ __type: error.code, message: error.message, ...error.members }),
      };
    },
  };
}

function operationName(service: AwsJsonService, message: Message): string {
  const [target, name] = (headerOf(message, 'x-amz-target') ?? '').split('.');
  if (target !== service.target || name === undefined || name === '') {
    throw new ServiceError('UnknownOperationException', "The header 'X-Amz-Target' names no operation.");
  }
  return name;
}

function headers(contentType: string, requestId: string): Readonly<Record<string, string>> {
  return { 'content-type': contentType, 'x-amzn-requestid': requestId };
}

function isStream(output: object): output is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in output;
}
