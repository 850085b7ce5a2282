import assert from 'node:assert/strict';
import type { SimulatePrincipalPolicyRequest } from '@aws-sdk/client-iam';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListUsersCommand,
  SimulatePrincipalPolicyCommand,
  paginateListRoles,
  paginateSimulatePrincipalPolicy,
} from '@aws-sdk/client-iam';
import type { Role } from '@omics-lens/local/account/account.ts';
import { errorOf } from './support/errors.ts';
import { eachWithService } from './support/service.ts';

const ACCOUNT = 'arn:aws:iam::123456789012';
const TRUST = { Version: '2012-10-17', Statement: [] };

describe('the little IAM of the local HealthOmics', () => {
  const local = eachWithService();
  const add = (roles: readonly Role[]) => local().play({ account: { roles } });
  const documentOf = (encoded: string | undefined) =>
    JSON.parse(decodeURIComponent(encoded ?? '')) as { Statement: object[] };

  it('has the role that the samples name, which HealthOmics may take on', async () => {
    const { Role: role } = await local().iam.send(new GetRoleCommand({ RoleName: 'OmicsLensSampleRun' }));
    assert.deepEqual(
      [role?.Arn, role?.Path, role?.CreateDate],
      [`${ACCOUNT}:role/OmicsLensSampleRun`, '/', new Date('2026-01-01T00:00:00Z')],
    );
    assert.deepEqual(documentOf(role?.AssumeRolePolicyDocument).Statement, [
      { Effect: 'Allow', Principal: { Service: 'omics.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
    assert.match(
      await errorOf(local().iam.send(new GetRoleCommand({ RoleName: 'other' }))),
      /^NoSuchEntity(Exception)? 404: The role with name other cannot be found/,
    );
  });

  it('lists roles on one and many pages', async () => {
    await add([{ name: 'Another', trust: TRUST }]);
    const list = async (input: object = {}) => {
      const pages: string[] = [];
      for await (const page of paginateListRoles({ client: local().iam }, input)) {
        pages.push((page.Roles ?? []).map((role) => role.RoleName).join(' '));
      }
      return pages;
    };
    assert.deepEqual(await list(), ['Another OmicsLensSampleRun Simulation']);
    assert.deepEqual(await list({ MaxItems: 2 }), ['Another OmicsLensSampleRun', 'Simulation']);
    assert.match(await errorOf(list({ Marker: 'x' })), /^InvalidInput(Exception)? 400/);
  });

  it('shows the policies of a role', async () => {
    const document = { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
    await add([{ name: 'R', trust: TRUST, policies: { inline: document }, attached: { managed: document } }]);
    const { iam } = local();
    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'R' }));
    assert.deepEqual(PolicyNames, ['inline']);
    const inline = await iam.send(new GetRolePolicyCommand({ RoleName: 'R', PolicyName: 'inline' }));
    assert.deepEqual(documentOf(inline.PolicyDocument), document);
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'R' }));
    const PolicyArn = `${ACCOUNT}:policy/managed`;
    assert.deepEqual(AttachedPolicies, [{ PolicyName: 'managed', PolicyArn }]);
    const { Policy: policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const version = { PolicyArn, VersionId: policy?.DefaultVersionId };
    const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand(version));
    assert.deepEqual(documentOf(PolicyVersion?.Document), document);
    const missing = [
      new GetRolePolicyCommand({ RoleName: 'R', PolicyName: 'x' }),
      new GetPolicyCommand({ PolicyArn: `${ACCOUNT}:policy/x` }),
      new GetPolicyVersionCommand({ ...version, VersionId: 'v2' }),
      new ListRolePoliciesCommand({ RoleName: 'x' }),
    ];
    for (const command of missing) {
      assert.match(await errorOf(iam.send(command as GetPolicyCommand)), /^NoSuchEntity(Exception)? 404/);
    }
  });

  describe('SimulatePrincipalPolicy', () => {
    const ask = async (request: Partial<SimulatePrincipalPolicyRequest>) => {
      const { EvaluationResults = [] } = await local().iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: `${ACCOUNT}:role/R`,
          ActionNames: ['s3:GetObject'],
          ...request,
        }),
      );
      return EvaluationResults.map(
        (result) =>
          `${result.EvalActionName ?? ''} ${result.EvalResourceName ?? ''} ${result.EvalDecision ?? ''}`,
      );
    };
    const withStatements = (...Statement: object[]) =>
      add([{ name: 'R', trust: TRUST, policies: { p: { Statement } } }]);

    it('says what policies allow and deny', async () => {
      await withStatements(
        { Effect: 'Allow', Action: ['s3:Get*', 's3:PutObject'], Resource: 'arn:aws:s3:::data/*' },
        { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::data/secret/*' },
      );
      const ActionNames = ['s3:GetObject', 's3:DeleteObject'];
      const ResourceArns = ['arn:aws:s3:::data/a', 'arn:aws:s3:::data/secret/a', 'arn:aws:s3:::other/a'];
      assert.deepEqual(await ask({ ActionNames, ResourceArns }), [
        's3:GetObject arn:aws:s3:::data/a allowed',
        's3:DeleteObject arn:aws:s3:::data/a implicitDeny',
        's3:GetObject arn:aws:s3:::data/secret/a explicitDeny',
        's3:DeleteObject arn:aws:s3:::data/secret/a explicitDeny',
        's3:GetObject arn:aws:s3:::other/a implicitDeny',
        's3:DeleteObject arn:aws:s3:::other/a implicitDeny',
      ]);
    });

    it('looks at conditions', async () => {
      await withStatements({
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: '*',
        Condition: { StringEquals: { 'iam:PassedToService': 'omics.amazonaws.com' } },
      });
      const pass = { ActionNames: ['iam:PassRole'] };
      const passedTo = (service: string) => ({
        ContextEntries: [
          {
            ContextKeyName: 'iam:PassedToService',
            ContextKeyType: 'string' as const,
            ContextKeyValues: [service],
          },
        ],
      });
      const missing = await local().iam.send(
        new SimulatePrincipalPolicyCommand({ PolicySourceArn: `${ACCOUNT}:role/R`, ...pass }),
      );
      assert.deepEqual(missing.EvaluationResults?.[0]?.MissingContextValues, ['iam:PassedToService']);
      assert.deepEqual(await ask({ ...pass, ...passedTo('omics.amazonaws.com') }), [
        'iam:PassRole * allowed',
      ]);
      assert.deepEqual(await ask({ ...pass, ...passedTo('ec2.amazonaws.com') }), [
        'iam:PassRole * implicitDeny',
      ]);
    });

    it('knows that the caller may do what was not taken from it', async () => {
      await local().play({ account: { denied: ['omics:StartRun'] } });
      const PolicySourceArn = `${ACCOUNT}:user/LOCALEXAMPLE`;
      assert.deepEqual(await ask({ PolicySourceArn, ActionNames: ['omics:StartRun', 'omics:GetRun'] }), [
        'omics:StartRun * explicitDeny',
        'omics:GetRun * allowed',
      ]);
    });

    it('comes in pages, and refuses what it cannot answer', async () => {
      await withStatements();
      const pages: number[] = [];
      const input = {
        PolicySourceArn: `${ACCOUNT}:role/R`,
        ActionNames: ['s3:A', 's3:B', 's3:C'],
        MaxItems: 2,
      };
      for await (const page of paginateSimulatePrincipalPolicy({ client: local().iam }, input)) {
        pages.push(page.EvaluationResults?.length ?? 0);
      }
      assert.deepEqual(pages, [2, 1]);
      assert.match(
        await errorOf(ask({ PolicySourceArn: `${ACCOUNT}:role/x` })),
        /^NoSuchEntity(Exception)? 404/,
      );
      assert.match(await errorOf(ask({ ActionNames: [] })), /^InvalidInput(Exception)? 400/);
      assert.match(await errorOf(ask({ ActionNames: ['read'] })), /^InvalidInput(Exception)? 400/);
    });
  });

  it('is denied where the account says so, and fails where a scenario does', async () => {
    const get = () => local().iam.send(new GetRoleCommand({ RoleName: 'Simulation' }));
    await local().play({ account: { denied: ['iam:Get*'] } });
    assert.match(
      await errorOf(get()),
      /^AccessDenied(Exception)? 403: .*not authorized to perform: iam:GetRole/,
    );
    await local().play({ requests: [{ operation: 'GetRole', error: 'ThrottlingException' }] });
    assert.match(await errorOf(get()), /^Throttling(Exception)? 429/);
    await local().play({ requests: [{ operation: 'GetRole', error: 'ServiceFailure' }] });
    assert.match(await errorOf(get()), /^ServiceFailure(Exception)? 500/);
    await get();
  });

  it('refuses by name what it does not do', async () => {
    assert.match(await errorOf(local().iam.send(new ListUsersCommand({}))), /ListUsers is not part/);
  });
});
