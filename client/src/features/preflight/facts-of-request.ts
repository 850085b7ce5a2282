import type { Place, PreflightFactsResult } from '@omics-lens/server/protocol/index.ts';

/** Nowhere: what is found belongs to no file. */
const NOWHERE: Place = {
  uri: '',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};

/**
 * What only an account can judge about a request that no file holds, such as that of an earlier run. `prefix` stands before
 * the names of inputs.
 */
export function factsOfRequest(
  request: Readonly<Record<string, unknown>>,
  place: Place = NOWHERE,
  prefix = '',
): PreflightFactsResult {
  const parameters = request['parameters'];
  const given = isRecord(parameters) ? Object.entries(parameters) : [];
  return {
    place,
    members: [],
    parameters: given.map(([name]) => ({ name, place })),
    inputs: given.flatMap(([name, value]) => urisIn(value, `${prefix}${name}`, place)),
    images: [],
  };
}

function urisIn(value: unknown, name: string, place: Place): PreflightFactsResult['inputs'] {
  if (typeof value === 'string') {
    // What the workflow takes it for is not known here.
    return /^(s3|omics):\/\//.test(value) ? [{ name, value, wanted: 'unknown', place }] : [];
  }
  if (Array.isArray(value)) return value.flatMap((each, index) => urisIn(each, `${name}[${index}]`, place));
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, each]) => urisIn(each, `${name}.${key}`, place))
    : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
