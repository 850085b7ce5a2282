import type { ServiceError } from '../errors.ts';
import type { Answer, Caller, Message } from '../http/message.ts';

/** One service's way of asking and answering over HTTP. */
export interface Protocol {
  /** The operation's name, also when it is not part of the simulation. Throws when the request is for none. */
  operationOf(message: Message): string;
  /** Answers, or throws a ServiceError. */
  answer(message: Message, request: RequestFacts): Promise<Answer>;
  refuse(error: ServiceError, requestId: string): Answer;
  /** In bytes. */
  readonly largestBody: number;
}

export interface RequestFacts {
  readonly requestId: string;
  readonly caller: Caller;
  /** Aborted when the caller has gone or the service stops. */
  readonly signal: AbortSignal;
}
