import { randomUUID } from 'node:crypto';
import type { Account } from './account/account.ts';
import { actionOf, checkPermission } from './account/permissions.ts';
import type { Clock } from './clock.ts';
import { ServiceError, isErrorCode } from './errors.ts';
import type { ControlOptions } from './http/control.ts';
import { ECR_TARGET } from './ecr/service.ts';
import { ECS_TARGET } from './ecs/service.ts';
import { QUOTAS_TARGET } from './quotas/service.ts';
import { CONTROL_PREFIX, LARGEST_CONTROL_BODY, answerControl, refuseControl } from './http/control.ts';
import { readCaller } from './http/credentials.ts';
import { checkLoopback } from './http/loopback.ts';
import type { Answer, Message } from './http/message.ts';
import { headerOf } from './http/message.ts';
import type { Protocol } from './protocols/protocol.ts';
import type { Director } from './scenario/director.ts';
import type { RequestRule } from './scenario/scenario.ts';

export interface Services {
  readonly omics: Protocol;
  readonly logs: Protocol;
  readonly sts: Protocol;
  readonly iam: Protocol;
  readonly ecr: Protocol;
  readonly ecs: Protocol;
  readonly quotas: Protocol;
  readonly s3: Protocol;
}

export interface FrontDoorOptions {
  readonly services: Services;
  readonly control: ControlOptions;
  readonly director: Director;
  account(): Account;
  readonly clock: Clock;
  /** Told of faults of the simulation's own code. */
  readonly report: (message: string) => void;
}

export interface FrontDoor {
  /** How many bytes a body may have, from the headers alone. */
  largestBody(head: Omit<Message, 'body'>): number;
  /** `dropped` when the connection shall end without an answer. Never rejects. */
  answer(message: Message, signal: AbortSignal): Promise<Answer | 'dropped'>;
  refuse(head: Omit<Message, 'body'>, error: ServiceError): Answer;
}

/** Everything that comes in passes here: loopback, credentials, what the scenario wants, and then the service. */
export function frontDoor(options: FrontDoorOptions): FrontDoor {
  const { director } = options;

  const answerService = async (message: Message, signal: AbortSignal): Promise<Answer | 'dropped'> => {
    const protocol = protocolFor(options.services, message);
    const requestId = randomUUID();
    try {
      const caller = readCaller(message);
      if (!director.admits()) {
        throw new ServiceError(
          'ExpiredTokenException',
          'The security token included in the request is expired',
        );
      }
      const operation = protocol.operationOf(message);
      checkPermission(actionOf(caller.service, operation), options.account().denied);
      const rule = director.ruleFor(operation);
      await applyDelay(rule, options.clock, signal);
      if (rule?.drop === 'before') return 'dropped';
      throwError(rule);
      if (!director.isWithinRate(operation, options.clock.now())) {
        throw new ServiceError('ThrottlingException', 'Rate exceeded');
      }
      const answer = await protocol.answer(message, { requestId, caller, signal });
      return rule?.drop === 'after' ? 'dropped' : answer;
    } catch (error) {
      return protocol.refuse(asServiceError(error, options.report), requestId);
    }
  };

  return {
    largestBody: (head) =>
      isControl(head) ? LARGEST_CONTROL_BODY : protocolFor(options.services, head).largestBody,
    async answer(message, signal) {
      try {
        checkLoopback(message);
        return isControl(message)
          ? await answerControl(message, options.control)
          : await answerService(message, signal);
      } catch (error) {
        return refuseControl(asServiceError(error, options.report));
      }
    },
    refuse: (head, error) =>
      isControl(head)
        ? refuseControl(error)
        : protocolFor(options.services, head).refuse(error, randomUUID()),
  };
}

/** JSON services name their operation in a header, and the others are told by what the request was signed for. */
function protocolFor(services: Services, head: Omit<Message, 'body'>): Protocol {
  const message = { ...head, body: new Uint8Array() };
  const target = headerOf(message, 'x-amz-target');
  if (target?.startsWith(ECR_TARGET) === true) return services.ecr;
  if (target?.startsWith(ECS_TARGET) === true) return services.ecs;
  if (target?.startsWith(QUOTAS_TARGET) === true) return services.quotas;
  if (target !== undefined) return services.logs;
  const isForm = headerOf(message, 'content-type')?.startsWith('application/x-www-form-urlencoded') === true;
  const signedFor = serviceOf(message);
  if (isForm) return signedFor === 'iam' ? services.iam : services.sts;
  return signedFor === 's3' ? services.s3 : services.omics;
}

function serviceOf(message: Message): string | undefined {
  try {
    return readCaller(message).service;
  } catch {
    return undefined;
  }
}

function isControl(head: Omit<Message, 'body'>): boolean {
  return head.path.startsWith(CONTROL_PREFIX);
}

async function applyDelay(rule: RequestRule | undefined, clock: Clock, signal: AbortSignal): Promise<void> {
  if (rule?.delay !== undefined) await clock.until(clock.now() + rule.delay * 1000, signal);
}

function throwError(rule: RequestRule | undefined): void {
  if (rule?.error === undefined || !isErrorCode(rule.error)) return;
  throw new ServiceError(rule.error, rule.message ?? `The simulation was told to answer ${rule.error}.`);
}

function asServiceError(error: unknown, report: (message: string) => void): ServiceError {
  if (error instanceof ServiceError) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  report(`A fault of the simulation itself: ${message}`);
  return new ServiceError('InternalServerException', 'The simulation has a fault; its log says more.');
}
