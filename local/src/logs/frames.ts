import { EventStreamCodec } from '@smithy/eventstream-codec';

/** Frames of an AWS event stream that carries JSON. */
export interface Frames {
  event(name: string, body: object): Uint8Array;
  exception(name: string, message: string): Uint8Array;
}

export function jsonFrames(): Frames {
  const codec = new EventStreamCodec(
    (bytes: Uint8Array | string) => new TextDecoder().decode(asBytes(bytes)),
    (text) => new TextEncoder().encode(text),
  );
  const frame = (headers: Readonly<Record<string, string>>, body: object): Uint8Array =>
    codec.encode({
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, { type: 'string', value }]),
      ),
      body: new TextEncoder().encode(JSON.stringify(body)),
    });
  return {
    event: (name, body) =>
      frame({ ':message-type': 'event', ':event-type': name, ':content-type': 'application/json' }, body),
    exception: (name, message) =>
      frame(
        { ':message-type': 'exception', ':exception-type': name, ':content-type': 'application/json' },
        { message },
      ),
  };
}

function asBytes(bytes: Uint8Array | string): Uint8Array {
  return typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
}
