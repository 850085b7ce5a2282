import type { PolicyDocument } from './account.ts';

export type Decision = 'allowed' | 'implicitDeny' | 'explicitDeny';

/** What is asked of policies: may this be done to that. */
export interface PolicyQuestion {
  readonly action: string;
  readonly resource: string;
  /** Values of condition keys, by their names in small letters. */
  readonly context: ReadonlyMap<string, readonly string[]>;
}

export interface PolicyAnswer {
  readonly decision: Decision;
  /** Condition keys that statements ask for and the question does not have. */
  readonly missingContext: readonly string[];
}

/** Goes through identity policies as IAM does: a Deny beats every Allow, and nothing is allowed by itself. */
export function decide(policies: readonly PolicyDocument[], question: PolicyQuestion): PolicyAnswer {
  const missing = new Set<string>();
  let decision: Decision = 'implicitDeny';
  for (const statement of policies.flatMap(statementsOf)) {
    if (!covers(statement, 'Action', question.action) || !covers(statement, 'Resource', question.resource))
      continue;
    if (!conditionsHold(statement['Condition'], question, missing)) continue;
    if (statement['Effect'] === 'Deny') return { decision: 'explicitDeny', missingContext: [...missing] };
    decision = 'allowed';
  }
  return { decision, missingContext: [...missing] };
}

/** Whether a pattern with `*` and `?` fits; actions do not care for capitals. */
export function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(policy: PolicyDocument): readonly Statement[] {
  return listOf(policy['Statement']).filter(
    (statement): statement is Statement => typeof statement === 'object' && statement !== null,
  );
}

function covers(statement: Statement, name: 'Action' | 'Resource', text: string): boolean {
  const fits = (patterns: unknown): boolean =>
    listOf(patterns).some((pattern) => typeof pattern === 'string' && matches(pattern, text));
  const not = statement[`Not${name}`];
  if (not !== undefined) return !fits(not);
  // A policy of a repository or a trust policy names no resource: it is about what it belongs to.
  return statement[name] === undefined ? name === 'Resource' : fits(statement[name]);
}

function conditionsHold(conditions: unknown, { context }: PolicyQuestion, missing: Set<string>): boolean {
  if (typeof conditions !== 'object' || conditions === null) return true;
  let hold = true;
  for (const [operator, keys] of Object.entries(conditions as Readonly<Record<string, object>>)) {
    for (const [key, wanted] of Object.entries(keys)) {
      const given = context.get(key.toLowerCase());
      if (given === undefined) {
        missing.add(key);
        hold = operator.endsWith('IfExists') && hold;
        continue;
      }
      const fits = given.some((value) =>
        listOf(wanted).some((pattern) => typeof pattern === 'string' && isMet(operator, pattern, value)),
      );
      if (fits === operator.includes('Not')) hold = false;
    }
  }
  return hold;
}

function isMet(operator: string, pattern: string, value: string): boolean {
  return /Like|Arn/.test(operator) ? matches(pattern, value) : pattern === value;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
