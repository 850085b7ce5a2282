import { setMaxListeners } from 'node:events';
import { formatNumber } from '@omics-lens/server/healthomics/limits.ts';
import { Cancelled, throwIfAborted, type Explanation } from '../../infrastructure/errors.ts';
import { checkAccess } from './check-access.ts';
import { checkImages } from './check-images.ts';
import { checkInputs } from './check-inputs.ts';
import { checkOutput } from './check-output.ts';
import { checkPersonal } from './check-personal.ts';
import { checkQuotas } from './check-quotas.ts';
import { checkRole } from './check-role.ts';
import { checkStored } from './check-stored.ts';
import { checkConfiguration, checkWorkflow } from './check-workflow.ts';
import type { PreflightContext } from './context.ts';
import type { CheckResult, Finding, Need } from './finding.ts';
import { boundedContext } from './whole-facts.ts';

export interface PreflightResult {
  /** Errors first; each place once for each code and message. */
  readonly findings: readonly Finding[];
  readonly needs: readonly Need[];
}

type Check = (context: PreflightContext) => Promise<CheckResult>;

/** Each finishes the sentence "Could not check …". */
const CHECKS: readonly (readonly [what: string, check: Check])[] = [
  ['the workflow', checkWorkflow],
  ['the configuration', checkConfiguration],
  ['the role', checkRole],
  ['what the role may do', checkAccess],
  ['the place for the outputs', checkOutput],
  ['the inputs', checkInputs],
  ['the read sets', checkStored],
  ['the images', checkImages],
  ['the quotas', checkQuotas],
  ['names and tags', checkPersonal],
];

export interface ExplainPorts {
  /** The words for a failure, and whether it stands in the way of every question. */
  readonly explain: (
    error: unknown,
  ) => Promise<{ readonly explanation: Explanation; readonly hopeless: boolean }>;
}

/**
 * Asks everything at once. A check that fails is said and ends none of the others; where none can succeed, such as with
 * credentials that have expired, that one failure is thrown.
 */
export async function preflight(
  whole: PreflightContext,
  { explain }: ExplainPorts,
): Promise<PreflightResult> {
  const { context, findings: bounds } = boundedContext(whole);
  // Every question listens for a change of mind, and there may be thousands.
  setMaxListeners(0, context.signal);
  const results = await Promise.all(
    CHECKS.map(async ([what, check]): Promise<CheckResult> => {
      try {
        return await check(context);
      } catch (error) {
        throwIfAborted(context.signal);
        if (error instanceof Cancelled) throw error;
        const { explanation, hopeless } = await explain(error);
        if (hopeless) throw error;
        return {
          findings: [
            {
              code: 'preflight-unchecked',
              severity: 'information',
              message: `Could not check ${what}: ${explanation.sentence}`,
              place: context.facts.place,
            },
          ],
        };
      }
    }),
  );
  throwIfAborted(context.signal);
  return {
    findings: bounded(distinct([...bounds, ...results.flatMap(({ findings }) => findings)])),
    needs: results.flatMap(({ needs = [] }) => needs),
  };
}

/** Of one kind; a list of a hundred thousand runs may have as many. */
const MOST_OF_A_KIND = 100;

function bounded(findings: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>();
  const kept = findings.filter(({ code, severity }) => {
    const key = `${severity} ${code}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= MOST_OF_A_KIND;
  });
  return kept.flatMap((finding, index) => {
    const { code, severity, place } = finding;
    const more = (counts.get(`${severity} ${code}`) ?? 0) - MOST_OF_A_KIND;
    const isLast = kept.findLastIndex((each) => each.code === code && each.severity === severity) === index;
    if (more <= 0 || !isLast) return [finding];
    const message = `${formatNumber(more)} more of this kind are not shown.`;
    return [finding, { code, severity, message, place }];
  });
}

const ORDER = ['error', 'warning', 'information'];

function distinct(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map(
    findings.map((finding) => [JSON.stringify([finding.code, finding.message, finding.place]), finding]),
  );
  return [...byKey.values()].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
