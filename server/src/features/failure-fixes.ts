import {
  ACCELERATORS,
  accelerator,
  acceleratorRegions,
  chooseInstance,
  formatGiB,
  staticStorageFor,
} from '../healthomics/index.ts';
import type { LocatedFailure, SourceValue } from '../model/index.ts';
import { scaledLiteral } from '../rules/model-rule.ts';
import { knownRequest } from '../rules/request.ts';
import type { Location, TextEdit } from '../text/index.ts';

/** A change in one file that may let the next run go well. */
export interface FailureFix {
  readonly title: string;
  readonly uri: string;
  readonly edits: readonly TextEdit[];
}

/** The mends of a failure that are known; the text at its place is `text`. */
export function failureFixes(
  failure: LocatedFailure,
  text: string,
  region: string | undefined,
): readonly FailureFix[] {
  const resources = failure.origin?.task.resources;
  switch (failure.about) {
    case 'memory':
      return resources?.memory === undefined ? [] : moreMemory(failure, resources.memory, region);
    case 'accelerator':
      return resources?.acceleratorType === undefined
        ? []
        : otherAccelerators(failure, resources.acceleratorType, region);
    case 'time':
      return twiceTheTime(failure.at, text);
    case 'setting':
      return failure.code === 'FILE_SYSTEM_OUT_OF_SPACE' ? moreStorage(failure.at, text) : [];
    default:
      return [];
  }
}

/** All of the instance that the task has, where it asks for much less; otherwise all of the next larger one. */
function moreMemory(
  { origin, at }: LocatedFailure,
  memory: SourceValue,
  region: string | undefined,
): readonly FailureFix[] {
  if (origin?.task.resources === undefined) return [];
  const request = knownRequest(origin.task.resources);
  const asked = request.memoryGiB;
  if (asked === undefined || asked <= 0) return [];
  const now = chooseInstance(request, region);
  if (now.kind !== 'chosen') return [];
  const isMuchLarger = now.instance.memoryGiB >= MUCH * asked;
  const next = isMuchLarger
    ? now
    : chooseInstance({ ...request, memoryGiB: now.instance.memoryGiB + 1 }, region);
  if (next.kind !== 'chosen') return [];
  const { name, memoryGiB } = next.instance;
  const newText = scaledLiteral(memory.text, memoryGiB / asked);
  if (newText === undefined) return [];
  const title = `Ask for ${newText.replace(/^["']|["']$/g, '')} of memory, all of ${name} (${formatGiB(memoryGiB)})`;
  return [{ title, uri: at.uri, edits: [{ span: at.span, newText }] }];
}

const MUCH = 1.5;

function otherAccelerators(
  { origin, at }: LocatedFailure,
  value: SourceValue,
  region: string | undefined,
): readonly FailureFix[] {
  const quoted = /^(["'])(.*)\1$/.exec(value.text);
  if (region === undefined || quoted === null || origin === undefined) return [];
  const [, quote = '"', current = ''] = quoted;
  const families = accelerator(current)?.families ?? [];
  const offered = ACCELERATORS.rows.filter(
    ({ name }) => name !== current && acceleratorRegions(name).includes(region),
  );
  // Those that may give the same GPU come first: they differ only in what else they accept.
  const closeness = (name: string): number =>
    (accelerator(name)?.families ?? []).some((family) => families.includes(family)) ? 0 : 1;
  return [...offered]
    .sort((a, b) => closeness(a.name) - closeness(b.name))
    .map(({ name }) => ({
      title: `Ask for '${name}', which ${region} has`,
      uri: at.uri,
      edits: [{ span: at.span, newText: `${quote}${name}${quote}` }],
    }));
}

function twiceTheTime(at: Location, text: string): readonly FailureFix[] {
  const newText = scaledLiteral(text, 2);
  return newText === undefined
    ? []
    : [{ title: `Allow twice the time: ${newText}`, uri: at.uri, edits: [{ span: at.span, newText }] }];
}

/** Of static storage: twice as much. The place is the number, or the word `STATIC`. */
function moreStorage(at: Location, text: string): readonly FailureFix[] {
  if (/^\d+$/.test(text)) {
    const newText = String(staticStorageFor(2 * Number(text)));
    return [{ title: `Ask for ${newText} GiB`, uri: at.uri, edits: [{ span: at.span, newText }] }];
  }
  const quoted = /^(["']?)STATIC\1$/.exec(text);
  if (quoted === null) return [];
  const [, quote = ''] = quoted;
  return [
    {
      title: 'Use dynamic storage, which grows with the run',
      uri: at.uri,
      edits: [{ span: at.span, newText: `${quote}DYNAMIC${quote}` }],
    },
  ];
}
