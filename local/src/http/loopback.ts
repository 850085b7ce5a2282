import { ServiceError } from '../errors.ts';
import type { Message } from './message.ts';
import { headerOf } from './message.ts';

/**
 * Lets in only what was addressed to this machine. A page on the web can make a browser send requests here, under a name
 * of its own that it lets point at 127.0.0.1; the `Host` and `Origin` headers give such requests away. SDKs put
 * `workflows-` or `stream-` in front of the host, which is fine.
 */
export function checkLoopback(message: Message): void {
  const host = headerOf(message, 'host');
  if (host === undefined || !LOOPBACK_HOST.test(host)) {
    throw new ServiceError(
      'ForbiddenException',
      `The local HealthOmics answers on this machine only, and not as '${host ?? ''}'.`,
    );
  }
  if (headerOf(message, 'origin') !== undefined) {
    throw new ServiceError('ForbiddenException', 'The local HealthOmics does not answer to web pages.');
  }
}

const LOOPBACK_HOST = /^(?:[a-z0-9]+-)?(?:(?:[a-z0-9.-]+\.)?localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
