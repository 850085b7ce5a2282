import assert from 'node:assert/strict';
import { messageOf } from '../../../client/src/infrastructure/errors.ts';
import type { AccountSources } from '../../../client/src/omics/account.ts';
import { Session, type Services } from '../../../client/src/omics/session.ts';

/** A session over settings that a test changes, and what it connected to. */
function newSession(region: string | undefined = 'us-east-1') {
  const connected: string[] = [];
  let reads = 0;
  let trusted = true;
  let sources: Omit<AccountSources, 'local'> = {
    settings: { profile: undefined, region, endpoint: undefined },
    environment: { AWS_ACCESS_KEY_ID: 'x' },
    shared: { configFile: {}, credentialsFile: {} },
  };
  const session = new Session({
    allow: () => (trusted ? Promise.resolve() : Promise.reject(new Error('not trusted'))),
    readSources() {
      reads++;
      return Promise.resolve(sources);
    },
    connect(account) {
      connected.push(`${account.kind} ${account.region}`);
      return Promise.resolve({ account, dispose: () => undefined } as Services);
    },
  });
  let changes = 0;
  session.changed(() => changes++);
  return {
    session,
    connected,
    change: (change: Partial<typeof sources>) => {
      sources = { ...sources, ...change };
    },
    distrust: () => {
      trusted = false;
    },
    get reads() {
      return reads;
    },
    get changes() {
      return changes;
    },
  };
}

const NOBODY = { environment: {} };

describe('the session', () => {
  it('reads and connects on the first question, once', async () => {
    const scene = newSession();
    assert.deepEqual([scene.reads, scene.connected], [0, []]);
    const [first, second] = await Promise.all([scene.session.services(), scene.session.services()]);
    assert.equal(first, second);
    assert.deepEqual([scene.reads, scene.connected], [1, ['aws us-east-1']]);
  });

  it('asks for a Region before it connects, and takes one that is chosen then', async () => {
    const scene = newSession('');
    scene.change({ settings: { profile: undefined, region: undefined, endpoint: undefined } });
    assert.match(
      await scene.session.services().then(() => 'connected', messageOf),
      /^No AWS Region is chosen/,
    );
    scene.change({ settings: { profile: undefined, region: 'eu-west-1', endpoint: undefined } });
    await scene.session.services();
    assert.deepEqual(scene.connected, ['aws eu-west-1']);
  });

  it('points at the local service and back', async () => {
    const scene = newSession();
    scene.session.useLocal('http://127.0.0.1:9');
    assert.equal((await scene.session.services()).account.kind, 'local');
    scene.session.useLocal('http://127.0.0.1:9');
    scene.session.useLocal(undefined);
    assert.equal((await scene.session.services()).account.kind, 'aws');
    assert.equal(scene.changes, 2);
  });

  it('tries nothing by itself where no credentials are configured', async () => {
    const scene = newSession();
    scene.change(NOBODY);
    assert.match(
      await scene.session.servicesInBackground().then(() => 'connected', messageOf),
      /^No AWS credentials/,
    );
    assert.deepEqual(scene.connected, []);
  });

  it('tries once the user has asked: a cloud machine has credentials that no file shows', async () => {
    const scene = newSession();
    scene.change(NOBODY);
    await scene.session.services();
    await scene.session.servicesInBackground();
    assert.deepEqual(scene.connected, ['aws us-east-1']);
  });

  it('reads credentials again after they have failed, and is still the same account', async () => {
    const scene = newSession();
    await scene.session.services();
    const expired = Object.assign(new Error('The security token is expired'), {
      name: 'ExpiredTokenException',
    });
    assert.equal((await scene.session.explain(expired))?.code, 'credentials-expired');
    await scene.session.services();
    assert.deepEqual([scene.connected.length, scene.changes], [2, 0]);
    const throttled = Object.assign(new Error('slow'), { name: 'ThrottlingException' });
    assert.equal((await scene.session.explain(throttled))?.code, 'throttled');
    await scene.session.services();
    assert.equal(scene.connected.length, 2);
  });

  it('asks everything again when somebody signs in after credentials failed, and only then', async () => {
    const scene = newSession();
    await scene.session.services();
    scene.session.signedIn();
    assert.equal(scene.changes, 0);
    const expired = Object.assign(new Error('The security token is expired'), {
      name: 'ExpiredTokenException',
    });
    await scene.session.explain(expired);
    scene.session.signedIn();
    scene.session.signedIn();
    assert.equal(scene.changes, 1);
  });

  it('sends nothing from a workspace that is not trusted', async () => {
    const scene = newSession();
    scene.distrust();
    for (const ask of [() => scene.session.services(), () => scene.session.servicesInBackground()]) {
      assert.equal(await ask().then(() => 'connected', messageOf), 'not trusted');
    }
    assert.deepEqual(scene.connected, []);
  });
});
