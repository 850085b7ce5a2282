import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redactingLog } from '../../../client/src/infrastructure/log.ts';
import { messageOf } from '../../../client/src/infrastructure/errors.ts';
import { resolveAccount, type Account } from '../../../client/src/omics/account.ts';
import { connectAws } from '../../../client/src/omics/aws/index.ts';
import { once, sharedCredentials } from '../../../client/src/omics/aws/credentials.ts';
import { explainServiceError } from '../../../client/src/omics/service-errors.ts';
import {
  readSharedConfig,
  watchSharedConfig,
  watchSignIns,
} from '../../../client/src/omics/shared-config.ts';
import { WhoAmI, identityText } from '../../../client/src/omics/who-am-i.ts';
import { Session } from '../../../client/src/omics/session.ts';
import { jsonMemory } from '../support/memory.ts';
import { keptLog } from '../support/kept-log.ts';
import { localServices } from '../support/local-services.ts';
import { until } from '../support/until.ts';

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const SESSION = 'FwoGZXIvYXdzEXAMPLETOKEN';

const CONFIG = `[default]
region = us-east-1
[profile keys]
region = us-east-1
[profile program]
credential_process = node -e "console.log(JSON.stringify({Version:1,AccessKeyId:'PROGRAM',SecretAccessKey:'s'}))"
[profile admin]
role_arn = arn:aws:iam::123456789012:role/Admin
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/anna
region = us-east-1
[profile expired]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Reader
region = us-east-1
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
`;
const CREDENTIALS = `[keys]
aws_access_key_id = ${KEY}
aws_secret_access_key = ${SECRET}
aws_session_token = ${SESSION}
`;

/** The environment that the SDK looks at, and the shared files. */
describe('credentials', () => {
  let folder: string;
  const saved = { ...process.env };
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'omics-lens-aws-'));
    await writeFile(join(folder, 'config'), CONFIG);
    await writeFile(join(folder, 'credentials'), CREDENTIALS);
  });
  after(() => rm(folder, { recursive: true }));
  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    process.env['AWS_CONFIG_FILE'] = join(folder, 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'credentials');
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
  });
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    for (const [name, value] of Object.entries(saved)) if (name.startsWith('AWS_')) process.env[name] = value;
  });

  const keyOf = async (account: Pick<Account, 'credentials' | 'profile'>, code?: () => Promise<string>) => {
    const source = await sharedCredentials(account, code);
    return source().then(({ accessKeyId }) => accessKeyId, messageOf);
  };

  it('are those of the profile that was chosen', async () => {
    assert.equal(await keyOf({ credentials: 'profile', profile: 'keys' }), KEY);
    assert.equal(await keyOf({ credentials: 'profile', profile: 'program' }), 'PROGRAM');
  });

  it('are those of the environment where none was chosen', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'FROMENVIRONMENT';
    process.env['AWS_SECRET_ACCESS_KEY'] = 's';
    assert.equal(await keyOf({ credentials: 'chain', profile: 'default' }), 'FROMENVIRONMENT');
  });

  it('mean nothing for a simulation', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'FROMENVIRONMENT';
    assert.equal(await keyOf({ credentials: 'placeholder', profile: 'keys' }), 'placeholder');
  });

  const troubles: Readonly<Record<string, readonly [profile: string, code: string]>> = {
    'a sign-in that was never begun': ['expired', 'sign-in-expired'],
    'a profile that does not exist': ['nope', 'unknown-profile'],
  };
  for (const [name, [profile, code]] of Object.entries(troubles)) {
    it(`say what to do about ${name}`, async () => {
      const source = await sharedCredentials({ credentials: 'profile', profile });
      const failure: unknown = await source().catch((error: unknown) => error);
      const who = { ...resolved({}), profile, credentials: 'profile' as const };
      assert.equal(explainServiceError(failure, who)?.code, code);
    });
  }

  describe('of a role that asks for the code of a device', () => {
    let sts: Server;
    let codes: string[];
    beforeEach(async () => {
      codes = [];
      sts = createServer((request, response) => {
        let body = '';
        request.on('data', (piece: Buffer) => (body += piece.toString()));
        request.on('end', () => {
          codes.push(new URLSearchParams(body).get('TokenCode') ?? '-');
          response.setHeader('content-type', 'text/xml');
          response.end(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>FROMROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
            <Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`);
        });
      });
      await new Promise<void>((resolve) => sts.listen(0, '127.0.0.1', resolve));
      process.env['AWS_ENDPOINT_URL_STS'] = `http://127.0.0.1:${(sts.address() as AddressInfo).port}`;
    });
    afterEach(() => new Promise((resolve) => sts.close(resolve)));

    it('ask once for all clients', async () => {
      let asked = 0;
      const source = await sharedCredentials({ credentials: 'profile', profile: 'admin' }, (serial) => {
        asked++;
        assert.equal(serial, 'arn:aws:iam::123456789012:mfa/anna');
        return Promise.resolve('123456');
      });
      const keys = await Promise.all([source(), source(), source()]);
      assert.deepEqual(
        [keys.map(({ accessKeyId }) => accessKeyId), asked, codes],
        [['FROMROLE', 'FROMROLE', 'FROMROLE'], 1, ['123456']],
      );
    });

    it('ask again after the user has dismissed the question', async () => {
      const answers: (() => Promise<string>)[] = [
        () => Promise.reject(new Error('dismissed')),
        () => Promise.resolve('654321'),
      ];
      const source = await sharedCredentials({ credentials: 'profile', profile: 'admin' }, () =>
        (answers.shift() ?? (() => Promise.reject(new Error('asked too often'))))(),
      );
      assert.equal(await source().then(() => 'credentials', messageOf), 'dismissed');
      assert.equal((await source()).accessKeyId, 'FROMROLE');
    });
  });

  it('are asked for again shortly before they expire', async () => {
    let now = 0;
    let asked = 0;
    const source = once(
      () =>
        Promise.resolve({
          accessKeyId: `K${++asked}`,
          secretAccessKey: 's',
          expiration: new Date(3_600_000),
        }),
      () => now,
    );
    const key = async () => (await source()).accessKeyId;
    assert.deepEqual([await key(), await key()], ['K1', 'K1']);
    now = 3_600_000 - 5 * 60_000 + 1;
    assert.equal(await key(), 'K2');
  });

  it('stand in no log, no memory and no message, whatever goes wrong', async () => {
    const services = await localServices();
    try {
      const lines: string[] = [];
      const keep = (text: string) => void lines.push(text);
      const log = redactingLog({ debug: keep, info: keep, warn: keep, error: keep });
      const memory = jsonMemory();
      const session = new Session({
        allow: () => Promise.resolve(),
        readSources: async () => ({
          settings: { profile: 'keys', region: undefined, endpoint: services.endpoint },
          environment: process.env,
          shared: await readSharedConfig(),
        }),
        connect: connectAws,
      });
      const whoAmI = new WhoAmI({ session, log });
      const account = await session.account();
      assert.equal(account.credentials, 'profile');
      await memory.update('account', account);
      const { omics } = await session.services();
      await omics.listRuns(undefined);
      await until(() => whoAmI.current !== undefined);
      for (const error of [
        'AccessDeniedException',
        'ExpiredTokenException',
        'InternalServerException',
        'ValidationException',
      ]) {
        await services.play({ requests: [{ operation: 'ListRuns', error, times: 9 }] });
        const failure: unknown = await omics.listRuns(undefined).catch((reason: unknown) => reason);
        log.error('It failed.', failure);
        lines.push((await session.explain(failure))?.sentence ?? '');
      }
      session.dispose();
      const written = [...lines, memory.dump(), JSON.stringify(account)].join('\n');
      assert.ok(lines.length >= 8);
      for (const secret of [KEY, SECRET, SESSION]) assert.ok(!written.includes(secret), `it holds ${secret}`);
    } finally {
      await services.close();
    }
  }).timeout(60_000);
});

describe('who the credentials belong to', () => {
  it('is asked once the services are needed, and forgotten with the account', async () => {
    const services = await localServices();
    try {
      const session = new Session({
        allow: () => Promise.resolve(),
        readSources: () =>
          Promise.resolve({
            settings: { profile: undefined, region: undefined, endpoint: services.endpoint },
            environment: {},
            shared: { configFile: {}, credentialsFile: {} },
          }),
        connect: connectAws,
      });
      const whoAmI = new WhoAmI({ session, log: keptLog() });
      let changes = 0;
      whoAmI.changed(() => changes++);
      await session.account();
      const account = () => whoAmI.current?.account;
      assert.equal(account(), undefined);
      await session.services();
      await until(() => account() !== undefined);
      assert.equal(account(), '123456789012');
      session.reload();
      assert.equal(account(), undefined);
      assert.equal(changes, 2);
      whoAmI.dispose();
      session.dispose();
    } finally {
      await services.close();
    }
  });

  it('stays unknown where nobody may ask', async () => {
    const services = await localServices({ account: { denied: ['sts:*'] } });
    try {
      const session = new Session({
        allow: () => Promise.resolve(),
        readSources: () =>
          Promise.resolve({
            settings: { profile: undefined, region: undefined, endpoint: services.endpoint },
            environment: {},
            shared: { configFile: {}, credentialsFile: {} },
          }),
        connect: connectAws,
      });
      const log = keptLog();
      const whoAmI = new WhoAmI({ session, log });
      await session.services();
      await until(() => log.lines.length > 0);
      assert.match(log.lines.join(), /Nobody knows who the credentials belong to \(AccessDenied/);
      assert.equal(whoAmI.current, undefined);
      session.dispose();
    } finally {
      await services.close();
    }
  });

  const texts: readonly (readonly [arn: string, text: string])[] = [
    ['arn:aws:sts::123456789012:assumed-role/Admin/anna', 'Account 123456789012 as Admin/anna'],
    ['arn:aws:iam::123456789012:user/anna', 'Account 123456789012 as user/anna'],
    ['arn:aws:iam::123456789012:root', 'Account 123456789012 as root'],
    ['other', 'Account 123456789012 as other'],
  ];
  for (const [arn, text] of texts)
    it(text, () => assert.equal(identityText({ account: '123456789012', arn }), text));
});

describe('the shared files', () => {
  it('are read again when they appear and change', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'omics-lens-watch-'));
    let changes = 0;
    const environment = {
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    };
    const watcher = watchSharedConfig(() => changes++, environment, 20);
    try {
      await writeFile(join(folder, 'config'), '[default]\n');
      await until(() => changes === 1);
      await writeFile(join(folder, 'credentials'), '[default]\n');
      await until(() => changes === 2);
    } finally {
      watcher.dispose();
      await rm(folder, { recursive: true });
    }
  });

  it('tell of a sign-in in a terminal, the first and one that renews a token in its place', async () => {
    const home = await mkdtemp(join(tmpdir(), 'omics-lens-home-'));
    const cache = join(home, '.aws', 'sso', 'cache');
    let signIns = 0;
    const watcher = watchSignIns(() => signIns++, home, 20);
    try {
      await mkdir(cache, { recursive: true });
      await until(() => signIns > 0);
      for (const token of ['one', 'another']) {
        const before = signIns;
        await writeFile(join(cache, 'token.json'), token);
        await until(() => signIns > before);
      }
    } finally {
      watcher.dispose();
      await rm(home, { recursive: true });
    }
  });

  it('change the account where they say something else, and renew credentials where they do not', async () => {
    let region = 'us-east-1';
    let connections = 0;
    let changes = 0;
    const session = new Session({
      allow: () => Promise.resolve(),
      readSources: () =>
        Promise.resolve({
          settings: { profile: undefined, region: undefined, endpoint: undefined },
          environment: {},
          shared: { configFile: { default: { region } }, credentialsFile: {} },
        }),
      connect: (account) => {
        connections++;
        return Promise.resolve({ account, dispose: () => undefined } as Awaited<
          ReturnType<typeof connectAws>
        >);
      },
    });
    session.changed(() => changes++);
    await session.sourcesChanged();
    await session.services();
    await session.sourcesChanged();
    await session.services();
    assert.deepEqual([connections, changes], [2, 0]);
    region = 'eu-west-1';
    await session.sourcesChanged();
    assert.deepEqual([(await session.account()).region, changes], ['eu-west-1', 1]);
  });
});

function resolved(environment: Readonly<Record<string, string>>): Account {
  return resolveAccount({
    settings: { profile: undefined, region: undefined, endpoint: undefined },
    environment,
    shared: { configFile: {}, credentialsFile: {} },
    local: undefined,
  });
}
