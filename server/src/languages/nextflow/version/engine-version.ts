import { NEXTFLOW_DEFAULT, NEXTFLOW_PREFERENCE } from '../../../healthomics/index.ts';
import type { NextflowLine } from '../data/versions.ts';
import { lineOf } from '../data/versions.ts';

/** The Nextflow that AWS HealthOmics runs a workflow with, and why. */
export interface EngineVersion {
  /** As GetRun reports it: `23.10.0`. */
  readonly version: string;
  readonly line: NextflowLine;
  /**
   * `exact`: the version is asked for. `range`: the most preferred of those that match. `default`: nothing is asked for.
   * `dsl1`: nothing is asked for, and DSL 1 runs with one version only. `unreadable`: what is asked for is no version, or
   * one that is not there. `refused`: the same with a `!`, so that a run fails.
   */
  readonly how: 'exact' | 'range' | 'default' | 'dsl1' | 'unreadable' | 'refused';
  /** What `manifest.nextflowVersion` says. */
  readonly wanted?: string;
  /** The versions of the service that match, the most preferred first; for ranges. */
  readonly matching: readonly string[];
}

/**
 * Works the version out as the service does. Source: AWS HealthOmics User Guide, 2026-03-20, detection of the version of
 * Nextflow workflows.
 */
export function engineVersion(wanted: string | undefined, dsl: 1 | 2 | undefined): EngineVersion {
  if (wanted === undefined) return chosen(dsl === 1 ? 'dsl1' : 'default', fallback(dsl), undefined, []);
  const condition = parseCondition(wanted);
  if (condition === undefined) return chosen('unreadable', fallback(dsl), wanted, []);
  const matching = NEXTFLOW_PREFERENCE.filter((version) => matches(version, condition));
  const [best] = matching;
  if (best === undefined)
    return chosen(condition.strict ? 'refused' : 'unreadable', fallback(dsl), wanted, []);
  return chosen(condition.exact ? 'exact' : 'range', best, wanted, matching);
}

/** Why it is this version; Markdown, whole sentences. */
export function versionWords({ version, how, wanted, matching }: EngineVersion): string {
  const asked = wanted === undefined ? '' : `\`${wanted}\``;
  switch (how) {
    case 'exact':
      return `AWS HealthOmics runs this with **Nextflow ${version}**, as it is asked for.`;
    case 'range': {
      const others = matching.slice(1);
      const among =
        others.length === 0
          ? `, the only version there that matches ${asked}`
          : `: of the versions that match ${asked} (${matching.join(', ')}) it prefers this one`;
      return `AWS HealthOmics runs this with **Nextflow ${version}**${among}.`;
    }
    case 'default':
      return `AWS HealthOmics runs this with **Nextflow ${version}**, its default: \`manifest.nextflowVersion\` asks for none.`;
    case 'dsl1':
      return `AWS HealthOmics runs this with **Nextflow ${version}**, the only version that runs DSL 1.`;
    case 'unreadable':
      return `AWS HealthOmics runs this with **Nextflow ${version}**, its default: it has no version that matches ${asked}.`;
    case 'refused':
      return `AWS HealthOmics does not run this: it has no version that matches ${asked}, and the \`!\` forbids all others. It has ${NEXTFLOW_PREFERENCE.join(', ')}.`;
  }
}

function fallback(dsl: 1 | 2 | undefined): string {
  return dsl === 1 ? NEXTFLOW_DEFAULT.dsl1 : NEXTFLOW_DEFAULT.dsl2;
}

function chosen(
  how: EngineVersion['how'],
  version: string,
  wanted: string | undefined,
  matching: readonly string[],
): EngineVersion {
  return { version, line: lineOf(version), how, matching, ...(wanted === undefined ? {} : { wanted }) };
}

interface Condition {
  /** It begins with `!`. */
  readonly strict: boolean;
  /** It is one version and no range. */
  readonly exact: boolean;
  readonly terms: readonly Term[];
}

interface Term {
  readonly operator: '>=' | '>' | '<=' | '<' | '=' | '!=' | '+';
  readonly version: readonly number[];
}

/** `'!>=23.04.0, <25'` and the like; undefined for what is none. */
function parseCondition(text: string): Condition | undefined {
  const trimmed = text.trim();
  const strict = trimmed.startsWith('!') && !trimmed.startsWith('!=');
  const parts = (strict ? trimmed.slice(1) : trimmed).split(',').map((part) => part.trim());
  const terms: Term[] = [];
  for (const part of parts) {
    const match = /^(>=|<=|!=|<>|==?|>|<)?\s*v?(\d+(?:\.\d+)*)(?:-[\w.-]+)?(\+)?$/.exec(part);
    if (match === null) return undefined;
    const [, operator = '=', version = '', plus] = match;
    terms.push({
      operator: plus === undefined ? operatorOf(operator) : '+',
      version: version.split('.').map(Number),
    });
  }
  const [only] = terms;
  return { strict, exact: terms.length === 1 && only?.operator === '=', terms };
}

function operatorOf(text: string): Term['operator'] {
  switch (text) {
    case '>=':
    case '>':
    case '<=':
    case '<':
      return text;
    case '!=':
    case '<>':
      return '!=';
    default:
      return '=';
  }
}

function matches(version: string, { terms }: Condition): boolean {
  const parts = version.split('.').map(Number);
  return terms.every(({ operator, version: wanted }) => {
    const order = compare(parts, wanted);
    switch (operator) {
      case '>=':
        return order >= 0;
      case '>':
        return order > 0;
      case '<=':
        return order <= 0;
      case '<':
        return order < 0;
      case '=':
        return order === 0;
      case '!=':
        return order !== 0;
      case '+':
        // Up to the next number of the part before the last: `1.2+` is all of 1 from 1.2 on.
        return (
          order >= 0 &&
          compare(
            parts.slice(0, Math.max(1, wanted.length - 1)),
            wanted.slice(0, Math.max(1, wanted.length - 1)),
          ) === 0
        );
    }
  });
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
