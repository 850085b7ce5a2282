import { placeOf, textOf, unchecked, type PreflightContext } from './context.ts';
import type { CheckResult, Finding, Need } from './finding.ts';
import { grantOf } from './policy-grants.ts';

const SERVICE = 'omics.amazonaws.com';

/** The role exists, HealthOmics may take it on, and whoever starts the run may hand it over. */
export async function checkRole(context: PreflightContext): Promise<CheckResult> {
  const roleArn = textOf(context, 'roleArn');
  const role = roleArn === undefined ? undefined : readRoleArn(roleArn);
  // What is no ARN of a role is said while it is typed.
  if (roleArn === undefined || role === undefined) return { findings: [] };
  const place = placeOf(context, 'roleArn');
  const { account: callerAccount } = await context.identity.callerIdentity(context.signal);
  if (role.account !== callerAccount) {
    return {
      findings: [
        {
          code: 'role-other-account',
          severity: 'error',
          message: `Role '${role.name}' belongs to account ${role.account}, and you are signed in to account ${callerAccount}.`,
          note: 'A run takes a role of its own account. Choose one of this account, or another profile.',
          place,
        },
      ],
    };
  }
  const results = await Promise.all([
    checkExistence(roleArn, role.name, context),
    checkPassing(roleArn, role.name, context),
  ]);
  return {
    findings: results.flatMap(({ findings }) => findings),
    needs: results.flatMap(({ needs = [] }) => needs),
  };
}

/** The name is the last part: a path may stand before it. */
export function readRoleArn(arn: string): { readonly account: string; readonly name: string } | undefined {
  const [, account, path] = /^arn:[\w-]+:iam::(\d{12}):role\/(\S+)$/.exec(arn) ?? [];
  if (account === undefined || path === undefined) return undefined;
  return { account, name: path.slice(path.lastIndexOf('/') + 1) };
}

async function checkExistence(
  roleArn: string,
  name: string,
  context: PreflightContext,
): Promise<CheckResult> {
  const place = placeOf(context, 'roleArn');
  const found = await context.api.role(name, context.signal);
  if (found.kind === 'denied') {
    const { finding, need } = unchecked(
      `whether role '${name}' exists and trusts HealthOmics`,
      found.action,
      place,
      roleArn,
    );
    return { findings: [finding], needs: [need] };
  }
  if (found.kind === 'missing') {
    return {
      findings: [
        {
          code: 'role-missing',
          severity: 'error',
          message: `Role '${name}' does not exist in this account.`,
          note: 'The run could not start. Correct the name, or create the role with a trust policy for omics.amazonaws.com.',
          place,
        },
      ],
    };
  }
  if (found.arn !== '' && found.arn !== roleArn) {
    const finding: Finding = {
      code: 'role-missing',
      severity: 'error',
      message: `The ARN of role '${name}' is '${found.arn}'.`,
      note: 'The path in front of the name is part of it. Correct the ARN.',
      place,
    };
    return { findings: [finding] };
  }
  return checkTrust(found.trust, name, roleArn, context);
}

function checkTrust(
  trust: Readonly<Record<string, unknown>>,
  name: string,
  roleArn: string,
  context: PreflightContext,
): CheckResult {
  const { account } = readRoleArn(roleArn) ?? { account: '' };
  const { region } = context.account;
  const grant = grantOf(trust, {
    service: SERVICE,
    action: 'sts:AssumeRole',
    context: {
      'aws:sourceaccount': account,
      'aws:sourcearn': `arn:${roleArn.split(':')[1] ?? 'aws'}:omics:${region}:${account}:run/1234567`,
    },
  });
  if (grant === 'allowed') return { findings: [] };
  const place = placeOf(context, 'roleArn');
  if (grant === 'conditional') {
    return {
      findings: [
        {
          code: 'role-trust-conditional',
          severity: 'information',
          message: `Role '${name}' trusts HealthOmics under conditions that cannot be checked from here.`,
          note: 'Look at the conditions of its trust policy when a run fails with ASSUME_ROLE_FAILED.',
          place,
        },
      ],
    };
  }
  return {
    findings: [
      {
        code: 'role-trust',
        severity: 'error',
        message: `Role '${name}' does not let HealthOmics take it on.`,
        note: `Its trust policy must allow sts:AssumeRole to the service ${SERVICE}, for this account and Region where it has conditions. The run would fail with ASSUME_ROLE_FAILED.`,
        place,
      },
    ],
    needs: [{ who: 'trust', action: 'sts:AssumeRole', resource: roleArn }],
  };
}

async function checkPassing(roleArn: string, name: string, context: PreflightContext): Promise<CheckResult> {
  const place = placeOf(context, 'roleArn');
  const what = `whether you may hand role '${name}' to HealthOmics`;
  const principal = await callerPrincipal(context);
  // The account's root user may do everything.
  if (principal === 'root') return { findings: [] };
  if (principal === undefined) {
    const { finding, need } = unchecked(what, 'iam:GetRole', place);
    return { findings: [finding], needs: [need] };
  }
  const answer = await context.api.simulate(
    {
      principal,
      actions: ['iam:PassRole'],
      resources: [roleArn],
      context: { 'iam:PassedToService': SERVICE },
    },
    context.signal,
  );
  if (answer.kind !== 'found') {
    const action = answer.kind === 'denied' ? answer.action : 'iam:SimulatePrincipalPolicy';
    const { finding, need } = unchecked(what, action, place);
    return { findings: [finding], needs: [need] };
  }
  if (answer.denials.length === 0) return { findings: [] };
  const need: Need = { who: 'caller', action: 'iam:PassRole', resource: roleArn };
  return {
    findings: [
      {
        code: 'role-pass',
        severity: 'error',
        message: `You may not hand role '${name}' to HealthOmics.`,
        note: `Starting a run takes the permission iam:PassRole on the role, with iam:PassedToService ${SERVICE}. Ask for it: 'Copy Missing Permissions' has the policy.`,
        place,
      },
    ],
    needs: [need],
  };
}

/** The user or role that the credentials are of; `undefined` where only a look at IAM could tell. */
async function callerPrincipal({ identity, api, signal }: PreflightContext): Promise<string | undefined> {
  const { arn } = await identity.callerIdentity(signal);
  if (arn.endsWith(':root')) return 'root';
  const name = /:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (name === undefined) return arn;
  // A session's ARN leaves out the path that is part of the role's.
  const role = await api.role(name, signal);
  return role.kind === 'found' && role.arn !== '' ? role.arn : undefined;
}
