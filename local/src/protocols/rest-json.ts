import { ServiceError, notSimulated } from '../errors.ts';
import type { Message } from '../http/message.ts';
import { headerOf, textOfBody } from '../http/message.ts';
import { describeViolation, violations } from '../shapes/check.ts';
import type { Shape, Shapes } from '../shapes/shape.ts';
import { memberShapeName, shapeOf } from '../shapes/shape.ts';
import type { Protocol, RequestFacts } from './protocol.ts';
import type { Route, RouteMatch } from './routes.ts';
import { matchRoute } from './routes.ts';

/** An operation whose request has been checked; its answer is checked on its way out. */
export type Operation = (request: object, facts: RequestFacts) => Promise<object | void> | object | void;

export interface RestJsonService {
  readonly routes: readonly Route[];
  readonly shapes: Shapes;
  readonly operations: Readonly<Record<string, Operation>>;
}

const MIB = 1024 * 1024;

/** REST with JSON bodies, as HealthOmics speaks it. */
export function restJson(service: RestJsonService): Protocol {
  return {
    largestBody: 10 * MIB,
    operationOf: (message) => found(service, message).route.operation,
    async answer(message, facts) {
      const match = found(service, message);
      const { operation: name, status } = match.route;
      const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
      if (operation === undefined) throw notSimulated(name);
      const request = readRequest(service.shapes, `${name}Request`, match, message);
      const output = await operation(request, facts);
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-requestid': facts.requestId },
        body: output === undefined ? '' : writeAnswer(service.shapes, `${name}Response`, output),
      };
    },
    refuse: (error, requestId) => ({
      status: error.status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': requestId,
        'x-amzn-errortype': error.code,
      },
      body: JSON.stringify({ message: error.message }),
    }),
  };
}

/** Takes `output` apart into JSON, after making sure that it is what the operation may give. */
export function writeAnswer(shapes: Shapes, shapeName: string, output: object): string {
  const wrong = violations(shapes, shapeName, output);
  if (wrong.length > 0) {
    throw new Error(`${shapeName} is not what the service gives: ${wrong.map(describeViolation).join(' ')}`);
  }
  return JSON.stringify(output);
}

/** Refuses what breaks the shape; members that are unknown are overlooked, as the service does. */
export function checkRequest(
  shapes: Shapes,
  shapeName: string,
  request: object,
  code: 'ValidationException' | 'InvalidParameterException',
): void {
  const wrong = violations(shapes, shapeName, request).filter((violation) => violation.unknown !== true);
  if (wrong.length > 0) throw new ServiceError(code, wrong.map(describeViolation).join(' '));
}

/** The JSON object of a body; an empty body is an empty object. */
export function readJsonBody(message: Message): Readonly<Record<string, unknown>> {
  const text = textOfBody(message);
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ServiceError('SerializationException', `The body is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ServiceError('SerializationException', 'The body is not a JSON object.');
  }
  return value as Readonly<Record<string, unknown>>;
}

function found(service: RestJsonService, message: Message): RouteMatch {
  const match = matchRoute(service.routes, message.method, message.path);
  if (match === undefined) {
    throw new ServiceError(
      'UnknownOperationException',
      `HealthOmics has no operation at ${message.method} ${message.path}.`,
    );
  }
  return match;
}

function readRequest(shapes: Shapes, shapeName: string, match: RouteMatch, message: Message): object {
  const shape = shapeOf(shapes, shapeName);
  if (shape.type !== 'structure') throw new Error(`${shapeName} is no structure.`);
  const hasBody = message.body.length > 0 && headerOf(message, 'content-length') !== '0';
  const body = hasBody ? readJsonBody(message) : {};
  const request: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const own = shapeOf(shapes, memberShapeName(member));
    if (typeof member === 'string') request[name] = fromJson(own, body[name]);
    else if (member.in === 'path') request[name] = match.labels[name];
    else request[name] = fromQuery(shapes, own, message.query.getAll(name));
  }
  checkRequest(shapes, shapeName, request, 'ValidationException');
  return request;
}

function fromJson(shape: Shape, value: unknown): unknown {
  // JSON writes what is absent as null, too.
  if (value === null) return undefined;
  if (shape.type !== 'blob' || typeof value !== 'string') return value;
  return /^[A-Za-z0-9+/]*={0,2}$/.test(value) ? new Uint8Array(Buffer.from(value, 'base64')) : value;
}

function fromQuery(shapes: Shapes, shape: Shape, values: readonly string[]): unknown {
  if (values.length === 0) return undefined;
  if (shape.type === 'list') {
    return values.map((value) => fromText(shapeOf(shapes, shape.member), value));
  }
  return fromText(shape, values[0] ?? '');
}

function fromText(shape: Shape, value: string): unknown {
  if (shape.type === 'integer') return /^-?\d+$/.test(value) ? Number(value) : value;
  return value;
}
