import { ServiceError } from '../errors.ts';
import type { Known } from '../simulation/expression.ts';
import type { Parameters } from '../simulation/plan.ts';
import type { ParameterTemplate } from '../store/records.ts';

/**
 * Refuses what StartRun refuses: keys that the template does not have, and required ones that are missing. In WDL the
 * workflow's name may stand in front of a key; `entryName` says which. Returns the values by the template's own names.
 */
export function checkedParameters(
  template: ParameterTemplate,
  given: Readonly<Record<string, unknown>>,
  entryName: string,
): Parameters {
  const prefix = `${entryName}.`;
  const known = (key: string): string | undefined => {
    if (Object.hasOwn(template, key)) return key;
    const bare = key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
    return bare !== undefined && Object.hasOwn(template, bare) ? bare : undefined;
  };
  const values = new Map<string, Known>();
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const name = known(key);
    if (name === undefined) unknown.push(key);
    else values.set(name, value as Known);
  }
  const missing = Object.entries(template)
    .filter(([name, { optional }]) => optional !== true && !values.has(name))
    .map(([name]) => name);
  const problems = [
    ...(missing.length > 0 ? [`required parameters are missing: ${missing.join(', ')}`] : []),
    ...(unknown.length > 0
      ? [`parameters are not in the workflow's parameter template: ${unknown.join(', ')}`]
      : []),
  ];
  if (problems.length > 0) {
    throw new ServiceError('ValidationException', `Invalid run parameters: ${problems.join('; ')}.`);
  }
  return Object.fromEntries(values);
}
