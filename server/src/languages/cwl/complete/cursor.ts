import type { SyntaxElement, SyntaxToken } from '../../../syntax/tree.ts';
import { leaves, pathTo } from '../../../syntax/walk.ts';
import type { Span } from '../../../text/index.ts';
import { span } from '../../../text/index.ts';
import type { CwlEntry, CwlMapping, CwlTree } from '../document/index.ts';
import type { Step } from './steps.ts';
import { stepsOf } from './steps.ts';

/** Where somebody writes, in the structure of the document. */
export interface Cursor {
  /** To the mapping or list that is written in; for a value, to the value. */
  readonly steps: readonly Step[];
  /** `key`: a key of a mapping; `value`: what stands behind a key; `item`: an element of a list; `any`: either may begin here. */
  readonly slot: 'key' | 'value' | 'item' | 'any';
  /** What is replaced. */
  readonly word: Span;
  /** The mapping that a key goes into, if there is one yet. */
  readonly mapping: CwlMapping | undefined;
  /** Keys that it has, but for the one that is written. */
  readonly siblings: ReadonlySet<string>;
  /** In braces or brackets. */
  readonly flow: boolean;
  /** Keys and texts are quoted here. */
  readonly json: boolean;
  /** A colon stands behind the word already. */
  readonly colon: boolean;
}

/** `undefined` in comments and in texts of several lines. */
export function cursorAt(tree: CwlTree, offset: number): Cursor | undefined {
  const { text } = tree;
  if (tree.comments.some(({ start, end }) => start < offset && offset <= end)) return undefined;
  const path = pathTo(tree.root, offset);
  if (path.some(({ kind, start }) => (kind === 'block-text' || kind === 'block-header') && start < offset))
    return undefined;
  const bracket = openBracket(tree, offset);
  return bracket === undefined ? blockCursor(tree, text, offset) : flowCursor(tree, bracket, offset);
}

/** The innermost bracket that is open at the offset, and the tokens behind it. */
interface OpenBracket {
  readonly token: SyntaxToken;
  /** Between the last comma and the offset, those in inner brackets left out. */
  readonly tokens: readonly SyntaxToken[];
}

function openBracket(tree: CwlTree, offset: number): OpenBracket | undefined {
  const open: { token: SyntaxToken; tokens: SyntaxToken[] }[] = [];
  for (const token of leaves(tree.root)) {
    if (token.start >= offset) break;
    const top = open.at(-1);
    if (token.kind === '{' || token.kind === '[') open.push({ token, tokens: [] });
    else if (token.kind === '}' || token.kind === ']') {
      if (token.end <= offset) open.pop();
    } else if (token.kind === ',') {
      if (top !== undefined) top.tokens = [];
    } else if (top !== undefined) top.tokens.push(token);
    else open.length = 0;
  }
  const found = open.at(-1);
  // Brackets that were never closed end where the library gave them up.
  if (found === undefined) return undefined;
  const node = pathTo(tree.root, found.token.start).findLast(
    ({ start, kind }) => start === found.token.start && kind !== '{' && kind !== '[',
  );
  const given =
    node !== undefined &&
    node.end < offset &&
    /[\r\n]/.test(tree.text.slice(node.end, offset)) &&
    isGivenUp(tree.text, offset);
  return given ? undefined : found;
}

/** The line begins like one of a block. */
function isGivenUp(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*(?:- )?[\w$]+:\s/.test(line);
}

function flowCursor(tree: CwlTree, { token, tokens }: OpenBracket, offset: number): Cursor | undefined {
  const { text } = tree;
  const isMap = token.kind === '{';
  const path = pathTo(tree.root, token.start).filter(
    ({ start, kind }) => !(start >= token.start && (kind === '{' || kind === '[')),
  );
  const outer = stepsOf(
    path.filter(
      (element) => element.start < token.start || element.kind === (isMap ? 'mapping' : 'sequence'),
    ),
  );
  const own = path.findLast(({ start }) => start === token.start);
  const mapping = own?.kind === 'mapping' ? (own as CwlMapping) : undefined;
  const colonAt = tokens.findIndex(({ kind }) => kind === ':');
  const json = text.trimStart().startsWith('{') && /^\s*\{\s*(?:"|$|\})/.test(text);
  const word = wordAround(text, offset);
  const base = { word, flow: true, json, colon: /^\s*:/.test(text.slice(word.end, word.end + 20)) };
  const siblings = siblingsOf(mapping, word);
  if (isMap && colonAt >= 0) {
    const key = tokens[colonAt - 1];
    if (key === undefined) return undefined;
    const name = text.slice(key.start, key.end).replace(/^["']|["']$/g, '');
    return {
      ...base,
      slot: 'value',
      steps: [...outer, { kind: 'key', name, mapping }],
      mapping: undefined,
      siblings: new Set(),
    };
  }
  return isMap
    ? { ...base, slot: 'key', steps: outer, mapping, siblings }
    : { ...base, slot: 'item', steps: outer, mapping: undefined, siblings: new Set() };
}

function siblingsOf(mapping: CwlMapping | undefined, word: Span): ReadonlySet<string> {
  const others = (mapping?.entries ?? []).filter(({ key }) => key.end < word.start || key.start > word.end);
  return new Set(others.map(({ key }) => key.text));
}

/** What stands before the cursor on a line of a block. */
const LINE = /^([ \t]*)((?:-[ \t]+)*-?)([^]*)$/;

function blockCursor(tree: CwlTree, text: string, offset: number): Cursor | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const [, indent = '', dashes = '', rest = ''] = LINE.exec(before) ?? [];
  const word = wordAround(text, offset);
  const base = {
    word,
    flow: false,
    json: false,
    colon: /^\s*:(?:\s|$)/.test(text.slice(word.end, word.end + 20)),
  };
  const column = indent.length + dashes.length;
  const keyed = /^("[^"]*"|'[^']*'|[^\s#:][^:]*):[ \t]+[^#]*$/.exec(rest);
  if (keyed !== null) {
    const path = pathTo(tree.root, lineStart + column);
    const steps = stepsOf(throughEntry(path, lineStart + column));
    return { ...base, slot: 'value', steps, mapping: undefined, siblings: new Set() };
  }
  if (!/^["']?[\w.$#:/@-]*$/.test(rest) && rest !== '') return undefined;
  const parent = parentOf(tree, text, lineStart, indent.length, dashes, column);
  if (parent === undefined) return undefined;
  const { mapping, steps } = parent;
  return {
    ...base,
    slot: mapping === undefined || parent.any ? 'any' : 'key',
    steps,
    mapping,
    siblings: siblingsOf(mapping, word),
  };
}

/** The path without what lies behind the entry whose key begins there. */
function throughEntry(path: readonly SyntaxElement[], keyStart: number): readonly SyntaxElement[] {
  const index = path.findLastIndex(
    (element) => element.kind === 'entry' && (element as CwlEntry).key.start === keyStart,
  );
  return index < 0 ? path : path.slice(0, index + 1);
}

interface Parent {
  readonly steps: readonly Step[];
  readonly mapping: CwlMapping | undefined;
  /** The mapping could as well be a list, or a value. */
  readonly any: boolean;
}

/** What a line of a block belongs to, by its column and the lines above: half-typed lines are in no node. */
function parentOf(
  tree: CwlTree,
  text: string,
  lineStart: number,
  indent: number,
  dashes: string,
  column: number,
): Parent | undefined {
  const dashCount = dashes.split('-').length - 1;
  if (dashCount > 0) {
    const owner = ownerAbove(text, lineStart, indent, 'dash');
    const outer = owner === undefined ? [] : stepsTo(tree, owner.start);
    const items = Array.from({ length: dashCount }, (): Step => ({ kind: 'item' }));
    return { steps: [...outer, ...items], mapping: mappingAt(tree, lineStart + column), any: true };
  }
  if (column === 0) return { steps: [], mapping: rootMapping(tree), any: false };
  const owner = ownerAbove(text, lineStart, column, 'key');
  if (owner === undefined) return undefined;
  const outer = stepsTo(tree, owner.start);
  const steps: readonly Step[] = owner.kind === 'dash' ? [...outer, ...owner.items] : outer;
  const sibling = owner.sibling ?? siblingBelow(text, lineStart, column);
  const mapping = sibling === undefined ? undefined : mappingAt(tree, sibling);
  return { steps, mapping, any: mapping === undefined };
}

/** The first key below in the same column, when nothing further left comes before it. */
function siblingBelow(text: string, lineStart: number, column: number): number | undefined {
  for (let start = text.indexOf('\n', lineStart) + 1; start > 0; start = text.indexOf('\n', start) + 1) {
    const line = /[^\r\n]*/.exec(text.slice(start, start + 2000))?.[0] ?? '';
    const [, indent = '', dashes = ''] = LINE.exec(line) ?? [];
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    if (indent.length !== column || dashes !== '') return undefined;
    return start + column;
  }
  return undefined;
}

interface Owner {
  readonly kind: 'key' | 'dash';
  /** Of the key that the block stands behind; of a dash, that of the list. */
  readonly start: number | undefined;
  readonly items: readonly Step[];
  /** A key of the same mapping above the line. */
  readonly sibling: number | undefined;
}

function ownerAbove(
  text: string,
  lineStart: number,
  column: number,
  what: 'key' | 'dash',
): Owner | undefined {
  let limit = column;
  let items: Step[] = [];
  let sibling: number | undefined;
  let looksFor: 'key' | 'dash' = what;
  for (let end = lineStart - 1; end >= 0;) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    end = start - 1;
    if (/^\s*(?:#|$)/.test(line)) {
      if (start === 0) break;
      continue;
    }
    const [, indent = '', dashes = ''] = LINE.exec(line) ?? [];
    const content = indent.length + dashes.length;
    const isKey = /^(?:"[^"]*"|'[^']*'|[^\s#:][^:]*):(?:\s|$)/.test(line.slice(content));
    if (looksFor === 'key' && content === limit) {
      if (isKey) sibling ??= start + content;
      if (dashes !== '') {
        // The mapping is an element of a list that begins here.
        items = Array.from({ length: dashes.split('-').length - 1 }, (): Step => ({ kind: 'item' }));
        limit = indent.length;
        looksFor = 'dash';
      }
    } else if (isKey && (content < limit || (looksFor === 'dash' && dashes === '' && content <= limit))) {
      return { kind: items.length > 0 ? 'dash' : 'key', start: start + content, items, sibling };
    }
    if (start === 0) break;
  }
  return items.length > 0 || what === 'dash' ? { kind: 'dash', start: undefined, items, sibling } : undefined;
}

function stepsTo(tree: CwlTree, keyStart: number | undefined): readonly Step[] {
  return keyStart === undefined ? [] : stepsOf(throughEntry(pathTo(tree.root, keyStart), keyStart));
}

/** The mapping that has a key at the offset. */
function mappingAt(tree: CwlTree, keyStart: number): CwlMapping | undefined {
  const path = pathTo(tree.root, keyStart);
  const index = path.findLastIndex((element) => element.kind === 'entry' && element.start === keyStart);
  const mapping = path[index - 1];
  return index > 0 && mapping?.kind === 'mapping' ? (mapping as CwlMapping) : undefined;
}

function rootMapping({ root }: CwlTree): CwlMapping | undefined {
  return root.value?.kind === 'mapping' ? root.value : undefined;
}

/** Quotes belong to the word. */
function wordAround(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (
    start > 0 &&
    /[\w.$#:/@?[\]-]/.test(text.charAt(start - 1)) &&
    !/^:\s/.test(text.slice(start - 1, start + 1))
  ) {
    if (/[[\]]/.test(text.charAt(start - 1)) && !/[\w\]]/.test(text.charAt(start - 2))) break;
    start--;
  }
  // A dash of a list is no letter of the word.
  if (/^-\s/.test(text.slice(start, start + 2))) start++;
  while (end < text.length && /[\w.$#/@?-]/.test(text.charAt(end))) end++;
  if (/["']/.test(text.charAt(start - 1))) {
    const quote = text.charAt(start - 1);
    start--;
    if (text.charAt(end) === quote) end++;
  }
  return span(start, end);
}
