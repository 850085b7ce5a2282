import { formatNumber } from '@omics-lens/server/healthomics/limits.ts';
import type { PreflightFactsResult } from '@omics-lens/server/protocol/index.ts';
import type { PreflightContext, PreflightSubject } from './context.ts';
import { factsOfRequest } from './facts-of-request.ts';
import type { Finding } from './finding.ts';

type Input = PreflightFactsResult['inputs'][number];

/** So many objects S3 tells about in half a minute, and HealthOmics storage of so many read sets in one. */
const MOST_OBJECTS = 5_000;
const MOST_STORED = 200;
/** So many runs of a long list are read for what they name. */
const MOST_RUNS = 5_000;

/** What the files state, with what only the request gives: runs of a list that is too long for the editor, and shared parameters. */
export function wholeFacts(facts: PreflightFactsResult, subject: PreflightSubject): PreflightFactsResult {
  const { request, batch } = subject;
  const stated = new Set(facts.inputs.map(({ value }) => value));
  const shared = factsOfRequest(request, facts.place);
  const isInFile = subject.uri !== undefined && facts.parameters.length > 0;
  const runs = batch === undefined || isInFile ? [] : evenly(batch.entries(), MOST_RUNS);
  const inRuns = runs.map(({ item, index }) =>
    factsOfRequest(isRecord(item) ? item : {}, facts.place, `[${index}].`),
  );
  const list: readonly Input[] =
    batch?.list?.written === 'already'
      ? [{ name: 's3UriSettings', value: batch.list.uri, wanted: 'file', place: facts.place }]
      : [];
  return {
    ...facts,
    parameters: firstOfEach([
      ...facts.parameters,
      ...(batch === undefined ? [] : [shared, ...inRuns].flatMap(({ parameters }) => parameters)),
    ]),
    inputs: [
      ...facts.inputs,
      ...shared.inputs.filter(({ value }) => !stated.has(value)),
      ...inRuns.flatMap(({ inputs }) => inputs),
      ...list,
    ],
  };
}

/** A key that a hundred thousand runs give is one key. */
function firstOfEach(parameters: PreflightFactsResult['parameters']): PreflightFactsResult['parameters'] {
  return [...new Map([...parameters].reverse().map((each) => [each.name, each])).values()].reverse();
}

/**
 * The same with no more inputs than can be asked about while somebody waits: of more, evenly spread ones, which is said. An
 * object that many runs read counts once.
 */
export function boundedContext(context: PreflightContext): {
  readonly context: PreflightContext;
  readonly findings: readonly Finding[];
} {
  const { facts, subject } = context;
  const isStored = ({ value }: Input) => value.startsWith('omics://');
  const all = subject.batch === undefined ? facts.inputs : firstOfEachValue(facts.inputs);
  const objects = evenly(
    all.filter((input) => !isStored(input)),
    MOST_OBJECTS,
  ).map(({ item }) => item);
  const stored = evenly(all.filter(isStored), MOST_STORED).map(({ item }) => item);
  const asked = objects.length + stored.length;
  const isOfRequest = facts.parameters.every(({ place }) => place === facts.place);
  const runs = isOfRequest ? (subject.batch?.entries().length ?? 0) : 0;
  const isSampled = runs > MOST_RUNS;
  if (asked === all.length && !isSampled)
    return { context: { ...context, facts: { ...facts, inputs: all } }, findings: [] };
  const chosen = new Set([...objects, ...stored]);
  const of = isSampled
    ? `inputs of ${formatNumber(runs)} runs, evenly spread,`
    : `of ${formatNumber(all.length)} inputs, evenly spread,`;
  return {
    context: { ...context, facts: { ...facts, inputs: all.filter((input) => chosen.has(input)) } },
    findings: [
      {
        code: 'preflight-sampled',
        severity: 'information',
        message: `Only ${formatNumber(asked)} ${of} were looked at.`,
        note: 'Looking at every one would take many minutes. What is wrong with the others, the runs themselves will tell.',
        place: facts.place,
      },
    ],
  };
}

function firstOfEachValue(inputs: readonly Input[]): readonly Input[] {
  const byValue = new Map<string, Input>();
  for (const input of inputs) if (!byValue.has(input.value)) byValue.set(input.value, input);
  return [...byValue.values()];
}

/** At most so many, from the first on at equal distances. */
function evenly<Item>(
  items: readonly Item[],
  most: number,
): readonly { readonly item: Item; readonly index: number }[] {
  const step = Math.max(1, items.length / most);
  const count = Math.min(items.length, most);
  return Array.from({ length: count }, (_, i) => Math.floor(i * step)).flatMap((index) => {
    const item = items[index];
    return item === undefined ? [] : [{ item, index }];
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
