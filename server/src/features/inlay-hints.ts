import type { Callable, Port, SourceValue, SymbolId, ValueType, WorkflowModel } from '../model/index.ts';
import { symbolUri, typeLabel } from '../model/index.ts';
import type { TaskInstance } from '../rules/task-instance.ts';
import { instanceWords, taskInstance } from '../rules/task-instance.ts';
import type { ServerSettings } from '../settings.ts';
import type { Location, Span } from '../text/index.ts';
import { touches } from '../text/index.ts';
import { calledTasks } from '../workspace/called-tasks.ts';
import { occurrenceAt } from '../workspace/lookup.ts';
import type { FileSnapshot, SymbolSource } from '../workspace/snapshot.ts';

/** Words between the characters of a file. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly kind: 'type' | 'value' | 'instance';
  /** Whether a blank sets it off from the text in front of it. */
  readonly gap: 'before' | 'none';
  /** Markdown. */
  readonly tooltip?: string;
  /** Where the type is declared that the label names. */
  readonly leadsTo?: Location;
}

/** What hints need beside the file. */
export interface HintSources {
  readonly symbols: SymbolSource;
  /** Of a parameter file: its workflow. */
  readonly workflow: WorkflowModel | undefined;
  readonly settings: ServerSettings;
}

/** What the range leaves unsaid, as far as the settings want it said, in the order of the text. */
export function inlayHints(file: FileSnapshot, range: Span, sources: HintSources): readonly InlayHint[] {
  const { inlayHints: wanted, target } = sources.settings;
  const hints = [
    ...(wanted.callInputs ? callInputs(file, range, sources) : []),
    ...(wanted.parameters ? parameters(file, range, sources) : []),
    ...languageHints(file, range, sources.settings),
    ...(wanted.instances && target === 'healthomics' ? instances(file, range, sources) : []),
  ];
  return hints.filter(({ offset }) => touches(range, offset)).sort((a, b) => a.offset - b.offset);
}

/** Behind the name of each input that a call gives a value; where no name is written, before the value. */
function callInputs(file: FileSnapshot, range: Span, { symbols }: HintSources): readonly InlayHint[] {
  return file.analysis.callables.flatMap(({ calls }) =>
    calls.flatMap((call) => {
      const inputs = calleeInputs(call.callee, symbols);
      return [...call.arguments].flatMap(([name, value]) => {
        const port = inputs.get(name);
        if (port === undefined || !touches(range, value.at.span.start)) return [];
        // One channel that fills a tuple of inputs stands for none of them alone.
        if (isShared(call.arguments, value)) return [];
        return [argumentHint(file, port, value, symbols)];
      });
    }),
  );
}

function isShared(values: ReadonlyMap<string, SourceValue>, { at }: SourceValue): boolean {
  return [...values.values()].filter((one) => one.at.span.start === at.span.start).length > 1;
}

/** Where no name is written, the name of the input says more than its type. */
function argumentHint(file: FileSnapshot, port: Port, value: SourceValue, symbols: SymbolSource): InlayHint {
  const named = nameBefore(file, port.symbol, value.at.span.start);
  return named === undefined
    ? { ...typeHint(port.type, symbols), offset: value.at.span.start, label: `${port.name}:` }
    : { ...typeHint(port.type, symbols), offset: named.end };
}

/** The input's name in front of its value; a shorthand is both at once. */
function nameBefore(file: FileSnapshot, input: SymbolId, valueStart: number): Span | undefined {
  const at = occurrenceAt(file, valueStart);
  if (at?.key === input && at.span.start === valueStart) return at.span;
  const equals = blanksBefore(file.text, valueStart) - 1;
  if (!/[=:]/.test(file.text[equals] ?? '')) return undefined;
  const nameEnd = blanksBefore(file.text, equals);
  const name = occurrenceAt(file, nameEnd);
  return name?.symbol === input && name.span.end === nameEnd ? name.span : undefined;
}

/** Where the white space before the offset begins. */
function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /\s/.test(text[start - 1] ?? '')) start--;
  return start;
}

function calleeInputs(callee: SymbolId, symbols: SymbolSource): ReadonlyMap<string, Port> {
  const callables: readonly Callable[] = symbols.known(symbolUri(callee))?.analysis.callables ?? [];
  const inputs = callables.find(({ id }) => id === callee)?.inputs ?? [];
  return new Map(inputs.map((input) => [input.name, input]));
}

/** Behind each key of a parameter file that names an input or a member of a struct. */
function parameters(
  file: FileSnapshot,
  range: Span,
  { workflow, symbols }: HintSources,
): readonly InlayHint[] {
  if (workflow === undefined || file.link === undefined) return [];
  const types = new Map<SymbolId, ValueType>();
  for (const { symbol, type } of workflow.entry.inputs) {
    types.set(symbol, type);
    addMembers(type, types);
  }
  return file.analysis.occurrences.flatMap(({ span, symbol, form }) => {
    const type = types.get(symbol);
    if (type === undefined || !touches(range, span.end)) return [];
    // The name inside of `"Workflow.input"` ends before the quote.
    const isInside = form !== 'quoted' && file.text[span.end] === '"';
    const offset = isInside ? span.end + 1 : span.end;
    return [{ ...typeHint(type, symbols), label: typeLabel(type), gap: 'before' as const, offset }];
  });
}

function addMembers(type: ValueType, types: Map<SymbolId, ValueType>): void {
  switch (type.kind) {
    case 'array':
      return addMembers(type.element, types);
    case 'map':
      return addMembers(type.value, types);
    case 'pair':
      addMembers(type.left, types);
      return addMembers(type.right, types);
    case 'union':
      return type.members.forEach((member) => addMembers(member, types));
    case 'struct':
      for (const member of type.members) {
        if (member.symbol === undefined || types.has(member.symbol)) continue;
        types.set(member.symbol, member.type);
        addMembers(member.type, types);
      }
      return;
    default:
  }
}

function typeHint(type: ValueType, symbols: SymbolSource): Omit<InlayHint, 'offset'> {
  const leadsTo = declarationOf(type, symbols);
  return {
    label: `: ${typeLabel(type)}`,
    kind: 'type',
    gap: 'none',
    ...(leadsTo === undefined ? {} : { leadsTo }),
  };
}

/** The struct that the type is, or holds; its members say where it stands. */
function declarationOf(type: ValueType, symbols: SymbolSource): Location | undefined {
  if (type.kind === 'array') return declarationOf(type.element, symbols);
  if (type.kind !== 'struct') return undefined;
  const member = type.members.find(({ symbol }) => symbol !== undefined)?.symbol;
  const info = member === undefined ? undefined : symbols.symbol(member);
  return info === undefined ? undefined : { uri: symbolUri(info.id), span: info.span };
}

function languageHints(
  file: FileSnapshot,
  range: Span,
  { inlayHints: wanted }: ServerSettings,
): readonly InlayHint[] {
  if (!wanted.inferredTypes && !wanted.values) return [];
  return (file.analysis.unsaid?.(range) ?? []).flatMap(({ kind, span, text, assumes }): InlayHint[] => {
    const offset = span.end;
    if (kind === 'type') {
      return wanted.inferredTypes ? [{ offset, label: `: ${text}`, kind, gap: 'none' }] : [];
    }
    const label = assumes === undefined ? `= ${text}` : `= ${text} by default`;
    return wanted.values ? [{ offset, label, kind, gap: 'before' }] : [];
  });
}

/** At the end of the line on which a task begins to say what it needs. */
function instances(
  file: FileSnapshot,
  range: Span,
  { symbols, settings: { region } }: HintSources,
): readonly InlayHint[] {
  const inSight = file.analysis.callables.some(
    ({ resourcesAt, at }) => resourcesAt !== undefined && touches(range, at.span.end),
  );
  const called = inSight ? calledTasks(file.uri, symbols.modelsWith(file.uri)) : [];
  return file.analysis.callables.flatMap(({ id, resources }): InlayHint[] => {
    if (resources?.at.uri !== file.uri) return [];
    const { line } = file.lines.positionAt(resources.at.span.start);
    const offset = file.lines.lineEnd(line);
    if (!touches(range, offset)) return [];
    const ways = called.filter(({ task }) => task === id).map((way) => way.resources);
    const found = (ways.length === 0 ? [resources] : ways).flatMap((one) => taskInstance(one, region) ?? []);
    const byLabel = new Map(found.map((one) => [instanceLabel(one), one]));
    const [first, ...others] = byLabel.values();
    if (first === undefined) return [];
    return [
      {
        offset,
        label: [...byLabel.keys()].join(' or '),
        kind: 'instance',
        gap: 'before',
        tooltip:
          others.length === 0
            ? instanceWords(first, region)
            : 'It is called in several ways, and configuration gives each of them what it says.',
      },
    ];
  });
}

function instanceLabel({ chosen, assumes }: TaskInstance): string {
  return assumes === undefined ? chosen.instance.name : `${chosen.instance.name} by default`;
}
