import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { ListVariantStoresCommand, ListWorkflowsCommand, OmicsClient } from '@aws-sdk/client-omics';
import { PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { errorOf } from './support/errors.ts';
import { CREDENTIALS, eachWithService } from './support/service.ts';

const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/omics/aws4_request, SignedHeaders=host, Signature=00';

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

describe('the door of the local HealthOmics', () => {
  const local = eachWithService();

  function raw(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body = '',
  ): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(`${local().service.endpoint}${path}`, { method, headers }, (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () => {
          resolve({
            status: answer.statusCode,
            headers: answer.headers,
            body: Buffer.concat(pieces).toString(),
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
  const signed = { authorization: AUTHORIZATION };

  it('listens on loopback', () => {
    assert.match(local().service.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  describe('lets in only who asks this machine', () => {
    const hosts: readonly (readonly [string, boolean])[] = [
      ['127.0.0.1:1', true],
      ['localhost', true],
      ['workflows-127.0.0.1:1', true],
      ['workflows-localhost:1', true],
      ['stream-localhost', true],
      ['[::1]:1', true],
      ['bucket.localhost', true],
      ['evil.example', false],
      ['127.0.0.1.evil.example', false],
      ['localhost.evil.example', false],
      ['192.168.1.5:80', false],
    ];
    for (const [host, allowed] of hosts) {
      it(`${allowed ? 'as' : 'and not as'} '${host}'`, async () => {
        const { status } = await raw('GET', '/workflow', { ...signed, host });
        assert.equal(status, allowed ? 200 : 403);
      });
    }

    it('and no web page', async () => {
      const { status, body } = await raw('GET', '/workflow', { ...signed, origin: 'https://evil.example' });
      assert.equal(status, 403);
      assert.match(body, /does not answer to web pages/);
    });
  });

  describe('asks for a signature', () => {
    const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, number])[] = [
      ['none', {}, 'MissingAuthenticationTokenException', 403],
      ['another scheme', { authorization: 'Bearer x' }, 'IncompleteSignatureException', 403],
      [
        'one without a scope',
        { authorization: 'AWS4-HMAC-SHA256 Credential=KEY, Signature=00' },
        'IncompleteSignatureException',
        403,
      ],
      [
        'one without a signature',
        { authorization: 'AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/omics/aws4_request' },
        'IncompleteSignatureException',
        403,
      ],
    ];
    for (const [what, headers, code, expected] of cases) {
      it(`and refuses ${what}`, async () => {
        const answer = await raw('GET', '/workflow', headers);
        assert.deepEqual([answer.status, answer.headers['x-amzn-errortype']], [expected, code]);
      });
    }

    it('and takes any that is there, also in the address', async () => {
      const credential = encodeURIComponent('A/B/20260101/eu-west-1/omics/aws4_request');
      assert.equal((await raw('GET', `/workflow?X-Amz-Credential=${credential}`, {})).status, 200);
    });
  });

  describe('answers in the forms of the service', () => {
    it('with an error type, a JSON message and a request id', async () => {
      const { status, headers, body } = await raw('GET', '/run/7', signed);
      assert.equal(status, 404);
      assert.equal(headers['x-amzn-errortype'], 'ResourceNotFoundException');
      assert.match(String(headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/);
      assert.deepEqual(JSON.parse(body), { message: 'There is no run 7.' });
    });

    it('and says so when the body is not JSON', async () => {
      const broken = await raw('POST', '/run', signed, '{');
      assert.deepEqual([broken.status, broken.headers['x-amzn-errortype']], [400, 'SerializationException']);
      const list = await raw('POST', '/run', signed, '[]');
      assert.deepEqual([list.status, list.headers['x-amzn-errortype']], [400, 'SerializationException']);
    });

    it('and overlooks members that it does not know, as the service does', async () => {
      const request = { roleArn: 'arn:x', outputUri: 's3://b', requestId: 'r', workflowId: '1', newer: true };
      const { headers } = await raw('POST', '/run', signed, JSON.stringify(request));
      assert.equal(headers['x-amzn-errortype'], 'ResourceNotFoundException');
    });

    it('and takes members that are newer than the client', async () => {
      const request = { roleArn: 'arn:x', outputUri: 's3://b', requestId: 'r', scratchStorageMode: 'REMOTE' };
      const { body } = await raw('POST', '/run', signed, JSON.stringify(request));
      assert.match(body, /'scratchStorageMode' must be one of LOCAL, SHARED/);
    });
  });

  describe('refuses by name', () => {
    it('an operation that HealthOmics has and the simulation has not', async () => {
      assert.equal(
        await errorOf(local().omics.send(new ListVariantStoresCommand({}))),
        'NotSupportedOperationException 405: ListVariantStores is not part of the local HealthOmics, which is a simulation.',
      );
    });

    it('operations of the other services', async () => {
      const put = new PutLogEventsCommand({ logGroupName: 'g', logStreamName: 's', logEvents: [] });
      assert.match(
        await errorOf(local().logs.send(put)),
        /^NotSupportedOperationException 400: PutLogEvents is not part/,
      );
      const assume = new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::123456789012:role/x',
        RoleSessionName: 's',
      });
      assert.match(await errorOf(local().sts.send(assume)), /AssumeRole is not part/);
    });

    it('what no service has', async () => {
      const nothing = await raw('GET', '/nothing/here', signed);
      assert.deepEqual(
        [nothing.status, nothing.headers['x-amzn-errortype']],
        [404, 'UnknownOperationException'],
      );
      const target = await raw('POST', '/', { ...signed, 'x-amz-target': 'DynamoDB_20120810.ListTables' });
      assert.match(target.body, /UnknownOperationException/);
      const label = await raw('GET', '/run/%E0%A4%A', signed);
      assert.equal(label.headers['x-amzn-errortype'], 'UnknownOperationException');
    });
  });

  it('reads no body that is too large', async () => {
    const body = 'x'.repeat(10 * 1024 * 1024 + 1);
    const { status, headers } = await raw('POST', '/run', signed, body);
    assert.deepEqual([status, headers['x-amzn-errortype']], [413, 'RequestEntityTooLargeException']);
    const form = { ...signed, 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal((await raw('POST', '/', form, 'x'.repeat(65 * 1024))).status, 413);
    assert.equal((await raw('GET', '/workflow', signed)).status, 200, 'and goes on');
  });

  it('outlives connections that break off', async () => {
    const port = Number(new URL(local().service.endpoint).port);
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(`POST /run HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{`, () => {
          socket.destroy();
        });
      });
      socket.on('close', () => {
        resolve();
      });
    });
    assert.equal((await raw('GET', '/workflow', signed)).status, 200);
  });

  it('takes what the SDK puts in front of the host', async () => {
    const { service } = local();
    const url = new URL(service.endpoint);
    // With its host prefix the client would ask for workflows-127.0.0.1; a name that resolves stands in for it.
    const client = new OmicsClient({
      endpoint: `http://localhost:${url.port}`,
      region: 'eu-west-1',
      credentials: CREDENTIALS,
      maxAttempts: 1,
    });
    client.middlewareStack.add(
      (next) => (args) => {
        const sent = args.request as { hostname: string; headers: Record<string, string> };
        assert.equal(sent.hostname, 'workflows-localhost');
        sent.hostname = '127.0.0.1';
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    assert.deepEqual((await client.send(new ListWorkflowsCommand({}))).items, []);
    client.destroy();
  });

  it('tells who asks', async () => {
    const { Account, Arn, UserId } = await local().sts.send(new GetCallerIdentityCommand({}));
    assert.deepEqual(
      { Account, Arn, UserId },
      {
        Account: '123456789012',
        Arn: 'arn:aws:iam::123456789012:user/LOCALEXAMPLE',
        UserId: 'LOCALEXAMPLE',
      },
    );
  });
});
