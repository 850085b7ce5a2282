import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectAws } from '../../../client/src/omics/aws/index.ts';
import { endpointsAt } from '../../../client/src/omics/account.ts';
import type { Services } from '../../../client/src/omics/session.ts';

const REQUEST = {
  requestId: 'wish',
  name: 'a run',
  roleArn: 'arn:aws:iam::123456789012:role/run',
  outputUri: 's3://bucket/outputs/',
  workflowId: '1',
  parameters: { text: 'ä' },
};

describe('members of requests that the SDK does not know', () => {
  let server: Server;
  let services: Services;
  let bodies: string[];
  let lengths: (string | undefined)[];
  let failures: number;

  beforeEach(async () => {
    bodies = [];
    lengths = [];
    failures = 0;
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        bodies.push(body);
        lengths.push(request.headers['content-length']);
        const status = failures-- > 0 ? 500 : 201;
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ id: '7', arn: 'arn:run/7', status: 'PENDING' }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    services = await connectAws({
      kind: 'local',
      profile: 'default',
      region: 'us-east-1',
      endpoints: endpointsAt(`http://127.0.0.1:${port}`),
      credentials: 'placeholder',
      configured: true,
    });
  });
  afterEach(async () => {
    services.dispose();
    await new Promise((resolve) => server.close(resolve));
  });

  const MORE = {
    engineSettings: { profiles: ['docker'], deep: { number: 1.5 } },
    scratchStorageMode: 'LOCAL',
    sessionPolicy: '{\n\t"Statement": []\n}',
    ofTomorrow: true,
  };

  it('stand on the wire, beside those that it knows', async () => {
    await services.omics.startRun({ ...REQUEST, more: { ...MORE, priority: 3 } });
    assert.deepEqual(JSON.parse(bodies[0] ?? ''), { ...REQUEST, ...MORE, priority: 3 });
    assert.equal(lengths[0], String(Buffer.byteLength(bodies[0] ?? '')));
  });

  it('stand there in every retry too', async () => {
    failures = 2;
    await services.omics.startRun({ ...REQUEST, more: MORE });
    assert.equal(bodies.length, 3);
    assert.deepEqual(new Set(bodies).size, 1);
    assert.deepEqual(JSON.parse(bodies[2] ?? ''), { ...REQUEST, ...MORE });
  });

  it('leave a request alone that has none', async () => {
    await services.omics.startRun(REQUEST);
    assert.deepEqual(JSON.parse(bodies[0] ?? ''), REQUEST);
  });
});
