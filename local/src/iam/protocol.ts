import type { Account, PolicyDocument, Role } from '../account/account.ts';
import type { PolicyQuestion } from '../account/policy.ts';
import { decide, matches } from '../account/policy.ts';
import { ServiceError } from '../errors.ts';
import { digestOf } from '../identity.ts';
import { pageOf } from '../pages.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { QueryOperation } from '../protocols/query.ts';
import { queryProtocol } from '../protocols/query.ts';
import type { XmlElement } from '../protocols/xml.ts';

export interface IamOptions {
  readonly accountId: string;
  account(): Account;
}

/** What tells whether a role can run workflows: roles, their policies, and what those allow. */
export function iamProtocol(options: IamOptions): Protocol {
  const names = namesOf(options.accountId);
  const account = (): Account => options.account();
  const roleNamed = (form: URLSearchParams): Role => {
    const name = needed(form, 'RoleName');
    const role = account().roles.find((other) => other.name === name);
    if (role === undefined) {
      throw new ServiceError('NoSuchEntity', `The role with name ${name} cannot be found.`);
    }
    return role;
  };
  const managed = (form: URLSearchParams): readonly [name: string, document: PolicyDocument] => {
    const arn = needed(form, 'PolicyArn');
    for (const role of account().roles) {
      for (const entry of Object.entries(role.attached ?? {}))
        if (names.policy(entry[0]) === arn) return entry;
    }
    throw new ServiceError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`);
  };

  const operations: Readonly<Record<string, QueryOperation>> = {
    GetRole: (form) => [['Role', roleView(roleNamed(form), names)]],
    ListRoles: (form) => {
      const roles = [...account().roles].sort((a, b) => (a.name < b.name ? -1 : 1));
      return paged('Roles', 'ListRoles', form, roles, (role) => [role.name, roleView(role, names)]);
    },
    ListRolePolicies: (form) => {
      const role = roleNamed(form);
      const policies = Object.keys(role.policies ?? {}).sort();
      return paged('PolicyNames', `ListRolePolicies ${role.name}`, form, policies, (name) => [name, name]);
    },
    GetRolePolicy: (form) => {
      const role = roleNamed(form);
      const name = needed(form, 'PolicyName');
      const document = role.policies?.[name];
      if (document === undefined) {
        throw new ServiceError('NoSuchEntity', `The role policy with name ${name} cannot be found.`);
      }
      return [
        ['RoleName', role.name],
        ['PolicyName', name],
        ['PolicyDocument', encoded(document)],
      ];
    },
    ListAttachedRolePolicies: (form) => {
      const role = roleNamed(form);
      const policies = Object.keys(role.attached ?? {}).sort();
      return paged('AttachedPolicies', `ListAttachedRolePolicies ${role.name}`, form, policies, (name) => [
        name,
        [
          ['PolicyName', name],
          ['PolicyArn', names.policy(name)],
        ],
      ]);
    },
    GetPolicy: (form) => {
      const [name] = managed(form);
      return [
        [
          'Policy',
          [
            ['PolicyName', name],
            ['PolicyId', idOf('ANPA', name)],
            ['Arn', names.policy(name)],
            ['Path', '/'],
            ['DefaultVersionId', 'v1'],
            ['AttachmentCount', 1],
            ['IsAttachable', 'true'],
            ['CreateDate', CREATED],
            ['UpdateDate', CREATED],
          ],
        ],
      ];
    },
    GetPolicyVersion: (form) => {
      const [, document] = managed(form);
      const version = needed(form, 'VersionId');
      if (version !== 'v1')
        throw new ServiceError('NoSuchEntity', `There is no version ${version} of the policy.`);
      return [
        [
          'PolicyVersion',
          [
            ['Document', encoded(document)],
            ['VersionId', 'v1'],
            ['IsDefaultVersion', 'true'],
            ['CreateDate', CREATED],
          ],
        ],
      ];
    },
    SimulatePrincipalPolicy: (form) => {
      const questions = questionsIn(form);
      const policies = policiesOf(needed(form, 'PolicySourceArn'), account(), names);
      return paged('EvaluationResults', 'SimulatePrincipalPolicy', form, questions, (question, index) => {
        const { decision, missingContext } = decide(policies, question);
        return [
          String(index).padStart(6, '0'),
          [
            ['EvalActionName', question.action],
            ['EvalResourceName', question.resource],
            ['EvalDecision', decision],
            ['MatchedStatements', []],
            ['MissingContextValues', missingContext.map((key): XmlElement => ['member', key])],
          ],
        ];
      });
    },
  };
  return queryProtocol({
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    largestBody: 1024 * 1024,
    operations,
  });
}

const CREATED = '2026-01-01T00:00:00Z';
const MOST_ITEMS = 100;

interface IamNames {
  role(name: string): string;
  policy(name: string): string;
}

function namesOf(accountId: string): IamNames {
  return {
    role: (name) => `arn:aws:iam::${accountId}:role/${name}`,
    policy: (name) => `arn:aws:iam::${accountId}:policy/${name}`,
  };
}

function roleView(role: Role, names: IamNames): readonly XmlElement[] {
  return [
    ['Path', '/'],
    ['RoleName', role.name],
    ['RoleId', idOf('AROA', role.name)],
    ['Arn', names.role(role.name)],
    ['CreateDate', CREATED],
    ['AssumeRolePolicyDocument', encoded(role.trust)],
    ['MaxSessionDuration', 3600],
  ];
}

/** The policies that decide for a role; a user of the simulation may do what was not taken from it. */
function policiesOf(arn: string, account: Account, names: IamNames): readonly PolicyDocument[] {
  if (/^arn:aws:iam::\d{12}:user\//.test(arn)) {
    const all: PolicyDocument = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
    const none: PolicyDocument = { Statement: { Effect: 'Deny', Action: account.denied, Resource: '*' } };
    return account.denied.length === 0 ? [all] : [all, none];
  }
  const role = account.roles.find((other) => names.role(other.name) === arn);
  if (role === undefined) throw new ServiceError('NoSuchEntity', `The entity ${arn} cannot be found.`);
  return [...Object.values(role.policies ?? {}), ...Object.values(role.attached ?? {})];
}

function questionsIn(form: URLSearchParams): readonly PolicyQuestion[] {
  const actions = members(form, 'ActionNames');
  if (actions.length === 0) throw new ServiceError('InvalidInput', "Give at least one of 'ActionNames'.");
  const unknown = actions.find((action) => !matches('*:*', action));
  if (unknown !== undefined) throw new ServiceError('InvalidInput', `'${unknown}' is not an action.`);
  const given = members(form, 'ResourceArns');
  const resources = given.length === 0 ? ['*'] : given;
  const context = contextIn(form);
  return resources.flatMap((resource) => actions.map((action) => ({ action, resource, context })));
}

function contextIn(form: URLSearchParams): ReadonlyMap<string, readonly string[]> {
  const context = new Map<string, readonly string[]>();
  for (let index = 1; ; index++) {
    const entry = `ContextEntries.member.${index}`;
    const key = form.get(`${entry}.ContextKeyName`);
    if (key === null) return context;
    context.set(key.toLowerCase(), members(form, `${entry}.ContextKeyValues`));
  }
}

function members(form: URLSearchParams, name: string): readonly string[] {
  const found: string[] = [];
  for (let index = 1; ; index++) {
    const value = form.get(`${name}.member.${index}`);
    if (value === null) return found;
    found.push(value);
  }
}

function paged<Item>(
  name: string,
  list: string,
  form: URLSearchParams,
  items: readonly Item[],
  view: (item: Item, index: number) => readonly [key: string, content: XmlElement[1]],
): readonly XmlElement[] {
  const limit = Number(form.get('MaxItems') ?? MOST_ITEMS);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new ServiceError('InvalidInput', "'MaxItems' must be 1 to 1000.");
  }
  const page = pageOf(items.map(view), {
    list,
    limit,
    token: form.get('Marker') ?? undefined,
    keyOf: ([key]) => key,
    comesAfter: ([key], last) => key > last,
  });
  if (page === undefined) throw new ServiceError('InvalidInput', 'The Marker is not valid.');
  return [
    [name, page.items.map(([, content]): XmlElement => ['member', content])],
    ['IsTruncated', String(page.nextToken !== undefined)],
    ...(page.nextToken === undefined ? [] : [['Marker', page.nextToken] as const]),
  ];
}

function needed(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null || value === '') throw new ServiceError('InvalidInput', `'${name}' must be given.`);
  return value;
}

/** Policy documents travel encoded as parts of an address. */
function encoded(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document));
}

function idOf(prefix: string, name: string): string {
  return `${prefix}${digestOf(name).slice(0, 17).toUpperCase()}`;
}
