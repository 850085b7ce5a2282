import type { Around, CompletionCandidate } from '../../language.ts';
import type { CheckedDocument } from '../analyze.ts';
import type { CheckedProcess } from '../check/processes.ts';
import type { CheckedWorkflow } from '../check/sources.ts';
import type { CheckedStep } from '../check/steps.ts';
import type { PortSignature } from '../exports.ts';
import { fits } from '../types/compatible.ts';
import type { CwlType } from '../types/type.ts';
import { arrayOf, typeText, UNKNOWN } from '../types/type.ts';
import type { Place } from './place.ts';
import { outputAt, stepAt, stepNamedAt } from './place.ts';

/** Names of ports and steps, and paths, where steps and outputs of a workflow link to them. */
export function linkCandidates(
  document: CheckedDocument,
  place: Place,
  offset: number,
  around: Around | undefined,
): readonly CompletionCandidate[] {
  const { keys, slot } = place;
  const last = keys.at(-1)?.text;
  if (slot === 'value' && (last === 'run' || last === '$import'))
    return runTargets(document, place, around, last);
  if (slot === 'value' && last === 'outputSource') return outputSources(document, place, offset);
  const at = keys.findLastIndex(({ text }) => text === 'in' || text === 'out' || text === 'scatter');
  const section = keys[at];
  const found = stepFor(document, place, at, offset);
  if (section === undefined || found === undefined) return [];
  const { step, process } = found;
  const below = keys.slice(at + 1).map(({ text }) => text);
  switch (section.text) {
    case 'scatter':
      return slot === 'value'
        ? step.inputs.map(({ input, port }) => nameItem(input.name.text, port, place))
        : [];
    case 'out':
      return slot === 'value' && below.length === 0 ? outputItems(step, place) : [];
    default:
      if (slot === 'key' && below.length === 0) return inputItems(step, place);
      if (slot === 'value' && (below.length === 1 || below.at(-1) === 'source')) {
        return sources(document, process, place, inputType(step, below[0] ?? ''), step);
      }
      return [];
  }
}

/** By the key of the step in the map form, else by what stands around. */
function stepFor(document: CheckedDocument, { keys }: Place, section: number, offset: number) {
  const named = keys[section - 1];
  return (named === undefined ? undefined : stepNamedAt(document, named.start)) ?? stepAt(document, offset);
}

function inputType(step: CheckedStep, name: string): CwlType {
  const input = step.inputs.find((one) => one.input.name.text === name);
  const type = (input?.port ?? step.callee?.inputs.get(name))?.type ?? UNKNOWN;
  return input?.scattered === true ? arrayOf(type) : type;
}

function nameItem(label: string, port: PortSignature | undefined, { word }: Place): CompletionCandidate {
  return {
    label,
    kind: 'variable',
    ...(port === undefined ? {} : { detail: typeText(port.type) }),
    replace: word,
    rank: 1,
  };
}

function inputItems(step: CheckedStep, place: Place): readonly CompletionCandidate[] {
  const given = new Set(step.inputs.map(({ input }) => input.name.text));
  return [...(step.callee?.inputs.values() ?? [])]
    .filter(({ name }) => !given.has(name))
    .map((port) => ({
      ...nameItem(port.name, port, place),
      kind: 'key',
      insert: `${port.name}: `,
      ...documented(port),
      rank: port.required ? 1 : 2,
    }));
}

function outputItems(step: CheckedStep, place: Place): readonly CompletionCandidate[] {
  const listed = new Set(step.outputs.keys());
  return [...(step.callee?.outputs.values() ?? [])]
    .filter(({ name }) => !listed.has(name))
    .map((port) => ({ ...nameItem(port.name, port, place), ...documented(port) }));
}

function documented({ label, doc }: PortSignature): { readonly documentation?: string } {
  const text = doc ?? label;
  return text === undefined ? {} : { documentation: text };
}

function outputSources(
  document: CheckedDocument,
  place: Place,
  offset: number,
): readonly CompletionCandidate[] {
  const key = place.keys.at(-2);
  const found = outputAt(document, key?.start ?? offset) ?? outputAt(document, offset);
  const process = found?.process ?? document.processes.find((one) => document.workflows.has(one));
  return process === undefined
    ? []
    : sources(document, process, place, found?.port.signature.type ?? UNKNOWN, undefined);
}

/** Inputs of the workflow and outputs of its other steps; what fits comes first, what never does is left out. */
function sources(
  document: CheckedDocument,
  process: CheckedProcess,
  place: Place,
  wanted: CwlType,
  step: CheckedStep | undefined,
): readonly CompletionCandidate[] {
  const workflow: CheckedWorkflow | undefined = document.workflows.get(process)?.around;
  const found: { readonly label: string; readonly type: CwlType; readonly near: number }[] = [];
  for (const { signature } of process.inputs)
    found.push({ label: signature.name, type: signature.type, near: 0 });
  for (const other of workflow?.steps ?? []) {
    if (other === step) continue;
    for (const [name, { type }] of other.outputs) {
      found.push({ label: `${other.step.name.text}/${name}`, type, near: 0.5 });
    }
  }
  const wantedName = place.keys.at(-1)?.text === 'source' ? place.keys.at(-2)?.text : place.keys.at(-1)?.text;
  return found.flatMap(({ label, type, near }) => {
    const fit = fits(type, wanted);
    const element =
      wanted.kind === 'array' ? 'never' : type.kind === 'array' ? fits(type.items, wanted) : 'never';
    if (fit === 'never' && element === 'never' && wanted.kind !== 'array') return [];
    const rank = (fit === 'always' ? 1 : fit === 'sometimes' ? 2 : 3) + near;
    const isNamesake = label === wantedName || label.endsWith(`/${wantedName ?? ''}`);
    return [
      {
        label,
        kind: 'variable' as const,
        detail: typeText(type),
        replace: place.word,
        rank: isNamesake ? rank - 0.9 : rank,
      },
    ];
  });
}

function runTargets(
  document: CheckedDocument,
  place: Place,
  around: Around | undefined,
  key: string,
): readonly CompletionCandidate[] {
  const { uri } = document.file;
  const replace = place.word;
  const local = document.processes
    .filter((one) => key === 'run' && one.around === undefined && one.process.id !== undefined)
    .filter(({ process }) => document.file.document.packed && process !== document.file.document.main)
    .map(({ process, signature }) => ({
      label: `#${process.id?.text ?? ''}`,
      kind: 'task' as const,
      ...(signature.class === undefined ? {} : { detail: signature.class }),
      replace,
      rank: 1,
    }));
  const files = (around?.files() ?? []).flatMap((other): readonly CompletionCandidate[] => {
    const path = other === uri ? undefined : relativePath(uri, other);
    if (path === undefined) return [];
    return [{ label: path, kind: 'file', replace, rank: 1 + path.split('/').length / 10 }];
  });
  return [...local, ...files];
}

/** How `from` writes the path of `to`; undefined where there is no way from the one to the other. */
export function relativePath(from: string, to: string): string | undefined {
  const [fromParts, toParts] = [from.split('/'), to.split('/')];
  // The scheme and the authority are the first three parts.
  if (fromParts.slice(0, 3).join('/') !== toParts.slice(0, 3).join('/')) return undefined;
  const last = Math.min(fromParts.length, toParts.length) - 1;
  let shared = 3;
  while (shared < last && fromParts[shared] === toParts[shared]) shared++;
  const up = fromParts.slice(shared, -1).map(() => '..');
  try {
    return [...up, ...toParts.slice(shared).map(decodeURIComponent)].join('/');
  } catch {
    return undefined;
  }
}
