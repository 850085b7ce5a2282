import { ServiceError } from '../errors.ts';
import type { Message } from '../http/message.ts';
import { headerOf } from '../http/message.ts';

/**
 * The content of an upload. SDKs send what they cannot measure beforehand in chunks of their own, each with its length
 * in front and checksums behind, inside the HTTP body (`aws-chunked`).
 */
export function unchunked(message: Message): Uint8Array {
  const chunked =
    headerOf(message, 'content-encoding')?.includes('aws-chunked') === true ||
    headerOf(message, 'x-amz-content-sha256')?.startsWith('STREAMING-') === true;
  if (!chunked) return message.body;
  const body = Buffer.from(message.body);
  const pieces: Uint8Array[] = [];
  for (let at = 0; ;) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, Math.max(at, lineEnd)).toString('latin1'), 16);
    const start = lineEnd + 2;
    if (lineEnd < 0 || Number.isNaN(size) || start + size > body.length) {
      throw new ServiceError('InvalidArgument', 'The chunks of the upload cannot be read.');
    }
    if (size === 0) return new Uint8Array(Buffer.concat(pieces));
    pieces.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}
