import type { SymbolId } from '../../../model/index.ts';
import { symbolId } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import { compile } from '../lower/compile.ts';
import type { Formula } from '../lower/formula.ts';
import { UNKNOWN } from '../lower/formula.ts';
import type { ConfigBlockNode, ExprNode, StringNode } from '../syntax/ast.ts';
import { nameOf, nameSpan, oneLine } from '../words.ts';
import type { Place, Reader } from './reader.ts';
import { namesOf, note, settingOf } from './reader.ts';

/** `params.x = 1` and `x = 1` in the block; `rest` are names inside of the parameter. */
export function readParam(
  reader: Reader,
  name: string,
  key: SyntaxToken | StringNode,
  rest: readonly string[],
  value: ExprNode | undefined,
  place: Place,
): void {
  const span = nameSpan(key);
  const id = symbolId(reader.uri, 'params', name);
  const known = reader.params.get(name);
  declareParam(reader, id, name, span, value, key.kind === 'string');
  if (!place.counts) return;
  const nested = rest.length > 0;
  const setting = value === undefined ? undefined : settingOf(reader, value);
  reader.params.set(name, {
    name,
    symbol: id,
    nameAt: { uri: reader.uri, span },
    nested,
    formula: nested
      ? withPart(known?.formula, rest, setting?.formula ?? UNKNOWN)
      : (setting?.formula ?? UNKNOWN),
    text: nested ? '' : (setting?.text ?? ''),
    at: setting?.at ?? { uri: reader.uri, span },
    ...docOf(reader, span),
  });
}

/** `group { delta = 1 }` inside of `params`. */
export function readNestedParam(reader: Reader, block: ConfigBlockNode, place: Place): void {
  const [, ...above] = place.path;
  const name = above[0] ?? nameOf(reader.text, block.name);
  if (name === undefined) return;
  if (above.length === 0) {
    const span = nameSpan(block.name);
    const id = symbolId(reader.uri, 'params', name);
    declareParam(reader, id, name, span, undefined, block.name.kind === 'string');
    if (place.counts) {
      reader.params.set(name, {
        name,
        symbol: id,
        nameAt: { uri: reader.uri, span },
        nested: true,
        formula: blockFormula(reader, block),
        text: '',
        at: { uri: reader.uri, span },
      });
    }
  }
  const path = [...place.path, nameOf(reader.text, block.name) ?? ''];
  for (const item of block.items) {
    if (item.kind === 'configAssignment')
      note(reader, item.path, item.operator, item.value, { ...place, path });
    else if (item.kind === 'configBlock') readNestedParam(reader, item, { ...place, path });
  }
}

function blockFormula(reader: Reader, block: ConfigBlockNode): Formula {
  const entries: [string, Formula][] = [];
  for (const item of block.items) {
    if (item.kind === 'configAssignment') {
      const [key, ...rest] = namesOf(reader, item.path);
      if (key !== undefined && rest.length === 0)
        entries.push([key, compile(reader.text, item.value, reader.locals)]);
    } else if (item.kind === 'configBlock') {
      entries.push([nameOf(reader.text, item.name) ?? '', blockFormula(reader, item)]);
    }
  }
  return { kind: 'map', entries };
}

/** A map in which one more part is known. */
function withPart(before: Formula | undefined, [key, ...rest]: readonly string[], value: Formula): Formula {
  if (key === undefined) return value;
  const entries = before?.kind === 'map' ? before.entries.filter(([name]) => name !== key) : [];
  const old = before?.kind === 'map' ? before.entries.find(([name]) => name === key)?.[1] : undefined;
  return { kind: 'map', entries: [...entries, [key, withPart(old, rest, value)]] };
}

function declareParam(
  reader: Reader,
  id: SymbolId,
  name: string,
  span: Span,
  value: ExprNode | undefined,
  quoted: boolean,
): void {
  const text = value === undefined ? '' : ` = ${oneLine(reader.text.slice(value.start, value.end))}`;
  const isFirst = !reader.symbols.has(id);
  if (isFirst) {
    reader.symbols.set(id, {
      id,
      kind: 'input',
      name,
      span,
      signature: `params.${name}${text}`,
      ...docOf(reader, span),
    });
  }
  if (quoted && span.start === span.end) return;
  reader.occurrences.push({ span, symbol: id, role: isFirst ? 'definition' : 'write' });
}

const LONGEST_COMMENT = 300;

/** The comment behind the value on the same line, which is where authors say what a parameter is. */
function docOf(reader: Reader, span: Span): { documentation?: string } {
  const { text, tree } = reader;
  const lineEnd = text.indexOf('\n', span.start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const comment = tree.comments.find((one) => one.start > span.start && one.start < end && one.end <= end);
  if (comment === undefined || comment.end - comment.start > LONGEST_COMMENT) return {};
  const words = text
    .slice(comment.start, comment.end)
    .replace(/^\/\/+|^\/\*+|\*+\/$/g, '')
    .trim();
  return words === '' ? {} : { documentation: words };
}
