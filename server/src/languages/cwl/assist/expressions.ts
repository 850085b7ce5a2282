import type { CompletionCandidate } from '../../language.ts';
import type { Span } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import { libraryAt, runtimeMembers } from '../check/expressions.ts';
import { placedText } from '../check/file.ts';
import { allows } from '../check/requirements.ts';
import type { Site } from '../check/sites.ts';
import { scalarPlaces } from '../document/index.ts';
import { placeOf } from '../expressions/placed-text.ts';
import { readReference } from '../expressions/reference.ts';
import { scanString } from '../expressions/scan.ts';
import type { Member } from '../types/members.ts';
import { membersOf, memberType } from '../types/members.ts';
import type { CwlType } from '../types/type.ts';
import { isNull, typeText, UNKNOWN } from '../types/type.ts';

/** The text of an expression up to a place in it. */
export interface ExpressionPrefix {
  readonly site: Site;
  /** Behind the bracket that begins the expression. */
  readonly text: string;
  /** Of the end, in the text of the scalar. */
  readonly index: number;
}

/** The expression around the offset, up to it; `undefined` where none is. */
export function expressionBefore(document: CheckedDocument, offset: number): ExpressionPrefix | undefined {
  const site = document.sites.find(({ node }) => node.start <= offset && offset <= node.end);
  if (site === undefined) return undefined;
  const index = scalarPlaces(document.file.text, site.node).toText(offset);
  const text = site.node.text.slice(0, index);
  const open = scanString(text).unclosed;
  return open === undefined ? undefined : { site, text: text.slice(open.start + 2), index };
}

/** What can stand in an expression at the offset; `undefined` where none is. */
export function expressionCandidates(
  document: CheckedDocument,
  offset: number,
): readonly CompletionCandidate[] | undefined {
  const before = expressionBefore(document, offset);
  if (before === undefined) return undefined;
  const { file } = document;
  const { site, text: inner, index } = before;
  const chain = /([A-Za-z_$][\w$]*(?:\.\w+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])*)(\.|\[['"])(\w*)$/.exec(inner);
  const placed = placedText(file, site.node);
  if (chain !== null) {
    const replace = placeOf(placed, index - (chain[3]?.length ?? 0), index);
    return members(site, chain[1] ?? '', wholeWord(file.text, replace));
  }
  const word = /[\w$]*$/.exec(inner)?.[0] ?? '';
  if (inner.slice(0, inner.length - word.length).endsWith('.')) return [];
  return roots(document, site, wholeWord(file.text, placeOf(placed, index - word.length, index)));
}

function wholeWord(text: string, { start, end }: Span): Span {
  let to = end;
  while (/\w/.test(text[to] ?? '')) to++;
  return { start, end: to };
}

function members(site: Site, chainText: string, replace: Span): readonly CompletionCandidate[] {
  const chain = readReference(chainText, 0, chainText.length);
  if (chain === undefined) return [];
  const [first, ...rest] = chain.steps;
  if (chain.root === 'runtime')
    return first === undefined ? runtimeMembers(site).map(memberItem(replace)) : [];
  if (chain.root === 'inputs' && first === undefined) return inputItems(site, replace);
  if (chain.root !== 'inputs' && chain.root !== 'self') return [];
  const input = site.inputs.names.get(first?.name ?? '')?.type ?? UNKNOWN;
  let type: CwlType = chain.root === 'self' ? site.self : input;
  for (const step of chain.root === 'self' ? chain.steps : rest) {
    type = memberType(type, step.name, step.kind) ?? UNKNOWN;
  }
  return (membersOf(type) ?? []).map(memberItem(replace));
}

function inputItems({ inputs }: Site, replace: Span): readonly CompletionCandidate[] {
  return [...inputs.names].map(([label, { type }]) => ({
    label,
    kind: 'variable',
    detail: typeText(type),
    replace,
    rank: 1,
  }));
}

function memberItem(replace: Span) {
  return ({ name, type, doc }: Member): CompletionCandidate => ({
    label: name,
    kind: 'member',
    detail: typeText(type),
    ...(doc === undefined ? {} : { documentation: doc }),
    replace,
    rank: 1,
  });
}

const SCRIPT_WORDS = ['Math', 'JSON', 'parseInt', 'parseFloat', 'Number', 'String', 'Array', 'Object'];

function roots({ file }: CheckedDocument, site: Site, replace: Span): readonly CompletionCandidate[] {
  const items: CompletionCandidate[] = [
    { label: 'inputs', kind: 'variable', detail: 'the inputs', replace, rank: 1 },
    { label: 'runtime', kind: 'variable', detail: 'cores, ram, folders', replace, rank: 2 },
  ];
  if (!isNull(site.self)) {
    items.push({ label: 'self', kind: 'variable', detail: typeText(site.self), replace, rank: 1 });
  }
  if (!allows(site.allowed, 'InlineJavascriptRequirement')) return items;
  const names = [...libraryAt(file, site).names].map((label) => ({
    label,
    kind: 'function' as const,
    replace,
    rank: 3,
  }));
  const words = SCRIPT_WORDS.map((label) => ({ label, kind: 'function' as const, replace, rank: 6 }));
  return [...items, ...names, ...words];
}
