import type { Unsaid } from '../language.ts';
import { typeLabel } from '../../model/index.ts';
import type { SourceValue } from '../../model/index.ts';
import { isNode } from '../../syntax/tree.ts';
import type { Span } from '../../text/index.ts';
import { overlaps } from '../../text/index.ts';
import type { CheckedDocument } from './analyze.ts';
import type { AttributeSectionNode, DeclNode, EnumNode, ExprNode, ScatterNode, WdlNode } from './ast.ts';
import type { CheckedCallable } from './check/callables.ts';
import { spanOf, textOf } from './check/file.ts';
import { blockAt, entryType } from './check/scope.ts';
import { foldConstant } from './lower/fold.ts';

/** Types of scatter variables, values of expressions that are the same in every run, and what an enum leaves out. */
export function unsaidIn(document: CheckedDocument, range: Span): readonly Unsaid[] {
  const found: Unsaid[] = [];
  for (const item of document.file.tree.root.items) {
    if (!overlaps(item, range)) continue;
    if (item.kind === 'enum') found.push(...enumUnsaid(document, item));
    const callable = document.callables.find(({ node }) => node === item);
    if (callable !== undefined) visit(document, callable, callable.node, range, found);
  }
  return found;
}

function visit(
  document: CheckedDocument,
  callable: CheckedCallable,
  node: WdlNode,
  range: Span,
  found: Unsaid[],
): void {
  if (!overlaps(node, range)) return;
  switch (node.kind) {
    case 'scatter':
      found.push(...scatterUnsaid(document, callable, node));
      break;
    case 'decl':
      found.push(...declUnsaid(document, callable, node));
      return;
    case 'runtime':
    case 'requirements':
      found.push(...attributesUnsaid(document, callable, node));
      return;
    case 'meta':
    case 'parameter_meta':
    case 'hints':
    case 'command':
      return;
    default:
  }
  for (const child of node.children) {
    if (isNode(child)) visit(document, callable, child as WdlNode, range, found);
  }
}

function scatterUnsaid({ bodies }: CheckedDocument, callable: CheckedCallable, node: ScatterNode): Unsaid[] {
  const entry = bodies.get(callable)?.entries.get(node);
  const type = entry === undefined ? undefined : entryType(entry);
  if (entry === undefined || type === undefined || type.kind === 'any') return [];
  return [{ kind: 'type', span: entry.nameSpan, text: typeLabel(type) }];
}

function declUnsaid({ file }: CheckedDocument, callable: CheckedCallable, node: DeclNode): Unsaid[] {
  const { value } = node;
  if (value === undefined || isLiteral(value)) return [];
  const constant = foldConstant(file, blockAt(callable.root, node.start), value);
  const text = literalText(constant);
  return text === undefined ? [] : [{ kind: 'value', span: spanOf(value), text }];
}

/** What a task asks for is worth knowing even when it hangs on an input that is seldom given. */
function attributesUnsaid(
  { file }: CheckedDocument,
  callable: CheckedCallable,
  section: AttributeSectionNode,
): Unsaid[] {
  return section.attributes.flatMap(({ value }): Unsaid[] => {
    if (value === undefined || isLiteral(value)) return [];
    const constant = literalText(foldConstant(file, callable.root, value));
    if (constant !== undefined) return [{ kind: 'value', span: spanOf(value), text: constant }];
    const text = literalText(foldConstant(file, callable.root, value, 'defaults'));
    return text === undefined ? [] : [{ kind: 'value', span: spanOf(value), text, assumes: 'defaults' }];
  });
}

/** The type that all values of an enum share, and the value of a choice that has none: its name. */
function enumUnsaid({ file }: CheckedDocument, node: EnumNode): Unsaid[] {
  const found: Unsaid[] = [];
  const type = node.name === undefined ? undefined : file.types.get(textOf(file, node.name))?.valueType;
  if (node.name !== undefined && node.valueType === undefined && type !== undefined) {
    found.push({ kind: 'type', span: spanOf(node.name), text: typeLabel(type) });
  }
  for (const choice of node.choices) {
    if (choice.value !== undefined) continue;
    found.push({ kind: 'value', span: spanOf(choice.name), text: JSON.stringify(textOf(file, choice.name)) });
  }
  return found;
}

/** Shows its own value: a number, a word, a string without placeholders. */
function isLiteral(expr: ExprNode): boolean {
  switch (expr.kind) {
    case 'int':
    case 'float':
    case 'boolean':
    case 'none':
    case 'null':
      return true;
    case 'unary':
      return isLiteral(expr.operand);
    case 'group':
      return isLiteral(expr.expr);
    case 'string':
      return !expr.parts.some((part) => 'children' in part);
    default:
      return false;
  }
}

const LONGEST = 60;

/** As it would be written; undefined for what is unknown, absent or too long to be read at a glance. */
function literalText(constant: SourceValue['constant']): string | undefined {
  if (constant === undefined || constant === null) return undefined;
  const text = typeof constant === 'string' ? JSON.stringify(constant) : String(constant);
  return text.length > LONGEST ? undefined : text;
}
