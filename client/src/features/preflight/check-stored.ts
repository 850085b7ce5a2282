import { parseOmicsUri } from '@omics-lens/server/healthomics/omics-uri.ts';
import { unchecked, type PreflightContext } from './context.ts';
import type { CheckResult } from './finding.ts';

/** Read sets and references of HealthOmics storage exist and are ACTIVE. */
export async function checkStored(context: PreflightContext): Promise<CheckResult> {
  const results = await Promise.all(
    context.facts.inputs.map(async (input): Promise<CheckResult> => {
      const parsed = parseOmicsUri(input.value);
      // Another Region than the run's is said while it is typed.
      if (!parsed.ok || parsed.uri.region !== context.account.region) return { findings: [] };
      const { kind, storeId, id } = parsed.uri;
      const noun = kind === 'readSet' ? 'read set' : 'reference';
      const found = await (kind === 'readSet'
        ? context.api.readSet(storeId, id, context.signal)
        : context.api.reference(storeId, id, context.signal));
      if (found.kind === 'denied') {
        const { finding, need } = unchecked(`whether ${noun} '${id}' is active`, found.action, input.place);
        return { findings: [finding], needs: [need] };
      }
      if (found.kind === 'missing') {
        const message = `'${input.name}': there is no ${noun} '${id}' in store '${storeId}'.`;
        const note = 'The run would fail with INPUT_URI_NOT_FOUND. Correct the URI.';
        return {
          findings: [{ code: 'input-missing', severity: 'error', message, note, place: input.place }],
        };
      }
      if (found.status === 'ACTIVE') return { findings: [] };
      return {
        findings: [
          {
            code: 'input-archived',
            severity: 'error',
            message: `'${input.name}': ${noun} '${id}' is ${found.status}.`,
            note:
              found.status === 'ARCHIVED'
                ? 'An archived read set cannot be read. Activate it first (aws omics start-read-set-activation-job), which takes some minutes.'
                : 'Only an ACTIVE one can be read. The run would fail with INACTIVE_OMICS_STORAGE_RESOURCE.',
            place: input.place,
          },
        ],
      };
    }),
  );
  return {
    findings: results.flatMap(({ findings }) => findings),
    needs: results.flatMap(({ needs = [] }) => needs),
  };
}
