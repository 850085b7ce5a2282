import type { PolicyDocument } from '../../omics/preflight-api.ts';

/** `conditional`: a statement allows it under conditions that cannot be judged from here. */
export type Grant = 'allowed' | 'conditional' | 'denied';

export interface GrantQuestion {
  /** `omics.amazonaws.com`. */
  readonly service: string;
  readonly action: string;
  /** Condition keys in small letters, with the value that a request of the service has. */
  readonly context: Readonly<Record<string, string>>;
}

/** Whether a resource's own policy lets a service do something. */
export function grantOf(document: PolicyDocument, question: GrantQuestion): Grant {
  let grant: Grant = 'denied';
  for (const statement of listOf(document['Statement'])) {
    if (!isRecord(statement) || !names(statement, question)) continue;
    const holds = conditionsHold(statement['Condition'], question.context);
    if (statement['Effect'] === 'Deny') {
      if (holds === 'yes') return 'denied';
      if (holds === 'unknown') grant = grant === 'allowed' ? 'conditional' : grant;
    } else if (holds === 'yes') grant = 'allowed';
    else if (holds === 'unknown' && grant === 'denied') grant = 'conditional';
  }
  return grant;
}

/** Whether any statement allows the principal something: then what its own policies leave open may be allowed here. */
export function mentionsPrincipal(document: PolicyDocument, arn: string): boolean {
  const account = arn.split(':')[4] ?? '';
  return listOf(document['Statement']).some((statement) => {
    if (!isRecord(statement) || statement['Effect'] !== 'Allow') return false;
    const principal = statement['Principal'];
    const listed = isRecord(principal) ? listOf(principal['AWS']) : [principal];
    return listed.some(
      (each) => each === '*' || each === arn || each === account || each === `arn:aws:iam::${account}:root`,
    );
  });
}

type Statement = Readonly<Record<string, unknown>>;

function names(statement: Statement, { service, action }: GrantQuestion): boolean {
  const principal = statement['Principal'];
  const services = isRecord(principal)
    ? [...listOf(principal['Service']), ...listOf(principal['*'])]
    : [principal];
  const isMeant = services.some((each) => each === service || each === '*');
  return isMeant && listOf(statement['Action']).some((pattern) => fits(pattern, action));
}

function conditionsHold(
  conditions: unknown,
  context: Readonly<Record<string, string>>,
): 'yes' | 'no' | 'unknown' {
  if (!isRecord(conditions)) return 'yes';
  let result: 'yes' | 'unknown' = 'yes';
  for (const [operator, keys] of Object.entries(conditions)) {
    const isNegative = operator.includes('Not');
    for (const [key, wanted] of Object.entries(isRecord(keys) ? keys : {})) {
      const value = context[key.toLowerCase()];
      if (value === undefined || !/^(String|Arn)/.test(operator)) result = 'unknown';
      else if (listOf(wanted).some((pattern) => fits(pattern, value)) === isNegative) return 'no';
    }
  }
  return result;
}

function fits(pattern: unknown, text: string): boolean {
  if (typeof pattern !== 'string') return false;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}

function isRecord(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
