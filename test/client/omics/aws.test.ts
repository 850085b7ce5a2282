import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectAws } from '../../../client/src/omics/aws/index.ts';
import { resolveAccount, type Account } from '../../../client/src/omics/account.ts';
import { logGroupArn, runStream } from '../../../client/src/omics/log-names.ts';
import type { StartRunRequest } from '../../../client/src/omics/omics-api.ts';
import { explainServiceError } from '../../../client/src/omics/service-errors.ts';
import { packGermline } from '../support/packed-germline.ts';
import { GERMLINE } from '../support/germline.ts';
import { localServices, type LocalServices } from '../support/local-services.ts';

const never = new AbortController().signal;

async function runNumbers({ omics }: LocalServices): Promise<readonly string[]> {
  const ids: string[] = [];
  let token: string | undefined;
  do {
    const page = await omics.listRuns(token);
    ids.push(...page.items.map(({ id }) => id));
    token = page.next;
  } while (token !== undefined);
  return ids;
}

const REQUEST: Omit<StartRunRequest, 'requestId' | 'workflowId'> = {
  name: 'germline NA12878',
  roleArn: 'arn:aws:iam::123456789012:role/run',
  outputUri: 's3://bucket/outputs/',
  storageType: 'DYNAMIC',
  parameters: { samples: ['NA12878', 'NA12891'] },
};

describe('HealthOmics and CloudWatch Logs through the SDK', () => {
  let services: LocalServices;
  let workflowId: string;
  before(async () => {
    services = await localServices();
    const packed = await packGermline();
    const { name, engine, parameterTemplate } = GERMLINE;
    const created = await services.omics.createWorkflow({
      requestId: 'workflow',
      name,
      engine,
      parameterTemplate,
      main: packed.main,
      definitionZip: packed.zip,
    });
    workflowId = created.id;
    await services.clock.sleep(60_000, never);
  });
  after(() => services.close());
  afterEach(() => services.play({}));

  const start = (requestId: string) => services.omics.startRun({ ...REQUEST, requestId, workflowId });

  it('creates workflows and tells what became of them', async () => {
    const workflow = await services.omics.getWorkflow(workflowId);
    assert.deepEqual(
      [workflow.id, workflow.status, workflow.arn.endsWith(`:workflow/${workflowId}`)],
      [workflowId, 'ACTIVE', true],
    );
    assert.match(workflow.uuid ?? '', /^[0-9a-f-]{36}$/);
  });

  it('starts a run, follows it and its tasks to the end, and reads its log', async () => {
    const started = await start('whole run');
    assert.equal(started.status, 'PENDING');
    await services.clock.sleep(600_000, never);
    const run = await services.omics.getRun(started.id);
    assert.deepEqual(
      [run.status, run.name, run.uuid, run.workflowId],
      ['COMPLETED', REQUEST.name, started.uuid, workflowId],
    );
    assert.ok(run.creationTime! <= run.startTime! && run.startTime! < run.stopTime!);
    const tasks = await services.omics.listRunTasks(started.id, undefined);
    assert.deepEqual(
      tasks.items.map(({ status, cpus, memory }) => [status, cpus, memory]),
      Array.from({ length: 3 }, () => ['COMPLETED', 2, 4]),
    );
    const page = await services.logs.read(runStream(started.id), { token: undefined, since: undefined });
    assert.ok(page && page.events.length > 5 && !page.end);
    const next = await services.logs.read(runStream(started.id), { token: page.token, since: undefined });
    assert.deepEqual([next?.events, next?.end], [[], true]);
  });

  it('has no page of a stream that does not exist', async () => {
    assert.equal(await services.logs.read('run/404', { token: undefined, since: undefined }), undefined);
  });

  it('cancels a run', async () => {
    const { id } = await start('to be cancelled');
    await services.omics.cancelRun(id);
    await services.clock.sleep(60_000, never);
    assert.equal((await services.omics.getRun(id)).status, 'CANCELLED');
  });

  it('starts one run for one request id, however often it is sent', async () => {
    const [first, second] = [await start('twice'), await start('twice')];
    assert.equal(second.id, first.id);
  });

  it('starts one run when the connection ends after the service has accepted it', async () => {
    await services.play({ requests: [{ operation: 'StartRun', drop: 'after', times: 2 }] });
    const before = await runNumbers(services);
    const { id } = await start('dropped');
    const after = await runNumbers(services);
    assert.deepEqual(
      after.filter((run) => !before.includes(run)),
      [id],
    );
  });

  it('gives its tries no more than they need: throttled three times it starts one run', async () => {
    await services.play({ requests: [{ operation: 'StartRun', error: 'ThrottlingException', times: 3 }] });
    assert.match((await start('throttled')).id, /^\d+$/);
  }).timeout(30_000);

  it('pages through many runs, each once', async () => {
    for (let run = 0; run < 205; run++) await start(`many ${run}`);
    const seen: string[] = [];
    const sizes: number[] = [];
    let token: string | undefined;
    do {
      const page = await services.omics.listRuns(token);
      sizes.push(page.items.length);
      seen.push(...page.items.map(({ id }) => id));
      token = page.next;
    } while (token !== undefined);
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(seen.length >= 205 && sizes[0] === 100 && sizes[1] === 100, sizes.join());
  }).timeout(30_000);

  it('delivers by Live Tail what is written from now on', async () => {
    const started = await start('live');
    const abort = new AbortController();
    const group = logGroupArn(started.arn);
    const seen: string[] = [];
    for await (const update of services.logs.liveTail(group!, runStream(started.id), abort.signal)) {
      if (update.kind === 'started') {
        seen.push('started');
        void services.clock.sleep(15_000, never);
        continue;
      }
      seen.push(
        ...update.events
          .filter(({ stream }) => stream === runStream(started.id))
          .map(({ message }) => message),
      );
      if (seen.length > 2) break;
      void services.clock.sleep(5_000, never);
    }
    abort.abort();
    assert.equal(seen[0], 'started');
    assert.match(seen[1] ?? '', /STARTING_RUN|CREATING_RUN/);
  });

  it('refuses unknown parameters in the words of the service', async () => {
    const refused = services.omics.startRun({
      ...REQUEST,
      requestId: 'wrong',
      workflowId,
      parameters: { sampels: [] },
    });
    await assert.rejects(refused, (error) => {
      const explanation = explainServiceError(error, services.account);
      assert.equal(explanation?.code, 'refused');
      assert.match(explanation.sentence, /sampels/);
      return true;
    });
  });

  const faults = {
    'credentials that expire': [{ credentialsExpireAfter: 0 }, 'credentials-expired'],
    'permissions that are missing': [
      { requests: [{ operation: 'ListRuns', error: 'AccessDeniedException', times: 9 }] },
      'access-denied',
    ],
    'throttling that does not end': [
      { requests: [{ operation: 'ListRuns', error: 'ThrottlingException', times: 9 }] },
      'throttled',
    ],
    'a service that is broken': [
      { requests: [{ operation: 'ListRuns', error: 'InternalServerException', times: 9 }] },
      'service-fault',
    ],
    'connections that break off': [
      { requests: [{ operation: 'ListRuns', drop: 'before', times: 9 }] },
      'local-service-down',
    ],
  } as const;
  for (const [name, [scenario, code]] of Object.entries(faults)) {
    it(`tells ${name}`, async () => {
      await services.play(scenario);
      await assert.rejects(services.omics.listRuns(undefined), (error) => {
        assert.equal(explainServiceError(error, services.account)?.code, code);
        return true;
      });
    }).timeout(30_000);
  }
});

describe('an endpoint that is down', () => {
  it('is told as such', async () => {
    const services = await localServices();
    await services.close();
    const { omics } = await connectAws({ ...services.account, region: 'us-east-1' });
    await assert.rejects(omics.listRuns(undefined), (error) => {
      assert.equal(explainServiceError(error, services.account)?.code, 'local-service-down');
      return true;
    });
  }).timeout(30_000);
});

describe('what the SDK is told of the account', () => {
  let server: Server;
  let address: string;
  let seen: { readonly host: string; readonly path: string; readonly authorization: string }[] = [];
  before(async () => {
    server = createServer((request, response) => {
      const { host = '', authorization = '' } = request.headers;
      seen.push({ host, path: request.url ?? '', authorization });
      response.setHeader('content-type', 'application/json').end('{"items":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    seen = [];
  });
  after(() => server.close());

  const listRuns = async (environment: Record<string, string>, local?: string) => {
    const account = resolveAccount({
      settings: { profile: undefined, region: 'eu-west-2', endpoint: undefined },
      environment: { AWS_ENDPOINT_URL: address, ...environment },
      shared: { configFile: {}, credentialsFile: {} },
      local,
    }) as Account & { readonly region: string };
    const services = await connectAws(account);
    await services.omics.listRuns(undefined);
    services.dispose();
    return seen[0]!;
  };

  it('goes to the endpoint itself, without a prefix before its name', async () => {
    const { host, path } = await listRuns({});
    assert.equal(`http://${host}`, address);
    assert.match(path, /^\/run\?/);
  });

  it('signs for the Region, with placeholders where no credentials exist', async () => {
    const { authorization } = await listRuns({});
    assert.match(authorization, /Credential=placeholder\/\d{8}\/eu-west-2\/omics\/aws4_request/);
  });

  it('never hands credentials that exist to the local service', async () => {
    const { authorization } = await listRuns({ AWS_ACCESS_KEY_ID: 'REALKEY' }, address);
    assert.match(authorization, /Credential=placeholder\//);
  });
});
