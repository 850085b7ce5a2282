import type { Span } from '../../../../text/index.ts';
import type {
  ArgumentNode,
  AssignNode,
  BinaryNode,
  CastNode,
  ClosureNode,
  CommandNode,
  ExprNode,
  IndexNode,
  InterpolationNode,
  MapEntryNode,
  MapNode,
  MemberNode,
  NamedArgumentNode,
  NewNode,
  NextflowNode,
  ParameterNode,
  StringNode,
  TypeNode,
} from '../ast.ts';
import type { SyntaxToken } from '../../../../syntax/tree.ts';
import { isNode } from '../../../../syntax/tree.ts';
import type { Ancestors, Strict } from './finding.ts';
import { forbid, hasLineBreak, refuse } from './finding.ts';

/** What the strict language does not have of Groovy's expressions. */
export function checkExpression(strict: Strict, node: NextflowNode, above: Ancestors | undefined): void {
  switch (node.kind) {
    case 'assign':
      return checkAssign(strict, node, above);
    case 'command':
      return checkCommand(strict, node, above);
    case 'postfix':
      return refuse(
        strict,
        node,
        `'${textOf(strict, node.operator)}' is no operator of the strict language.`,
        'Write `x += 1`.',
      );
    case 'unary':
      if (node.operator.end - node.operator.start === 2) {
        forbid(
          strict,
          node,
          `'${textOf(strict, node.operator)}' is no operator of the strict language.`,
          'Write `x += 1`.',
        );
      }
      return;
    case 'binary':
      return checkBinary(strict, node);
    case 'typeTest':
      return checkType(strict, node.type, 'plain');
    case 'cast':
      return checkCast(strict, node);
    case 'member':
      return checkMember(strict, node, above);
    case 'index':
      return checkIndex(strict, node);
    case 'spread':
    case 'spreadMap':
      return refuse(strict, node, 'The strict language spreads no lists or maps into arguments.');
    case 'new':
      return checkNew(strict, node);
    case 'lambda':
      return refuse(strict, node, 'The strict language has no lambdas.', 'Write a closure: `{ x -> … }`.');
    case 'map':
      return checkMap(strict, node);
    case 'mapEntry':
    case 'namedArgument':
      return checkKey(strict, node);
    case 'string':
      return checkString(strict, node);
    case 'interpolation':
      return checkInterpolation(strict, node);
    case 'closure':
      return checkClosure(strict, node);
    case 'parameter':
      return checkParameter(strict, node);
    case 'annotation':
      return refuse(strict, node, 'The strict language has no annotations.');
    default:
      return;
  }
}

function textOf({ text }: Strict, { start, end }: Span): string {
  return text.slice(start, end);
}

function checkAssign(strict: Strict, node: AssignNode, above: Ancestors | undefined): void {
  if (above?.node.kind !== 'expression') {
    refuse(strict, node, 'The strict language assigns only in a statement of its own.');
  }
  if (node.target.kind !== 'tuple') return;
  const isPlain = node.target.elements.every(({ kind }) => kind === 'name');
  if (!isPlain || textOf(strict, node.operator) !== '=')
    refuse(strict, node.target, 'Several values are assigned to names only.');
}

function checkCommand(strict: Strict, node: CommandNode, above: Ancestors | undefined): void {
  if (above?.node.kind !== 'expression') {
    refuse(strict, node, 'A call that is part of an expression needs parentheses in the strict language.');
  } else if (node.links.length > 0 || node.callee.kind === 'call') {
    refuse(
      strict,
      node.links[0] ?? node,
      'The strict language has no chains of calls without parentheses.',
      DSL1_NOTE,
    );
  }
}

const DSL1_NOTE =
  'In DSL 2, `from` and `into` are gone: channels are passed to a process where it is called.';

function checkBinary(strict: Strict, { left, operator }: BinaryNode): void {
  const sign = textOf(strict, operator);
  switch (sign) {
    case '===':
    case '!==':
    case '<..':
    case '<..<':
      return refuse(strict, operator, `'${sign}' is no operator of the strict language.`);
    case '+':
    case '-':
    case '**':
      if (hasLineBreak(strict.text, left.end, operator.start)) {
        refuse(strict, operator, `'${sign}' stands at the end of a line, not at the beginning of the next.`);
      }
  }
}

function checkCast(strict: Strict, node: CastNode): void {
  if (node.style === 'as') return checkType(strict, node.type, 'plain');
  const report = isReadAsCall(node) ? forbid : refuse;
  report(strict, node, 'The strict language has no casts in parentheses.', 'Write `x as Type`.');
}

/** `(Map)(x)` and `(List) [1]` look like a call and an index. */
function isReadAsCall({ operand }: CastNode): boolean {
  return (
    operand.kind === 'group' ||
    operand.kind === 'closure' ||
    (operand.kind === 'list' && operand.elements.length > 0)
  );
}

/** Names of types begin with a capital letter; `legacy` ones, before a name, may be arrays. */
export function checkType(strict: Strict, type: TypeNode | undefined, style: 'plain' | 'legacy'): void {
  if (type === undefined) return;
  const name = type.name.at(-1);
  const shown = name === undefined ? '' : textOf(strict, name);
  if (name !== undefined && !/^(?:\p{Lu}.*|boolean|char|byte|short|int|long|float|double)$/u.test(shown)) {
    refuse(strict, name, `'${shown}' is no type of the strict language.`);
  }
  const isArray = type.children.some((child) => !isNode(child) && textOf(strict, child) === '[');
  if (isArray && style === 'plain') refuse(strict, type, 'The strict language has no types of arrays here.');
}

function checkMember(strict: Strict, node: MemberNode, above: Ancestors | undefined): void {
  const { operator, name, dynamic } = node;
  const sign = textOf(strict, operator);
  if (sign !== '.' && sign !== '?.' && sign !== '*.') {
    (sign === '.&' ? forbid : refuse)(strict, operator, `'${sign}' is no operator of the strict language.`);
  } else if (dynamic !== undefined && !isPlainText(dynamic)) {
    refuse(strict, dynamic, 'The name of a member is a word or a plain string in the strict language.');
  } else if (name !== undefined && hasLineBreak(strict.text, operator.end, name.start)) {
    const report = isInBrackets(node, above) ? refuse : forbid;
    report(strict, name, `The name stands on the line of its '${sign}'.`);
  }
}

/** True within arguments and the like, where no statement could end. */
function isInBrackets(node: NextflowNode, above: Ancestors | undefined): boolean {
  let inner = node;
  for (let at = above; at !== undefined; at = at.above) {
    switch (at.node.kind) {
      case 'call':
      case 'index':
        if (inner !== (at.node.kind === 'call' ? at.node.callee : at.node.target)) return true;
        break;
      case 'group':
      case 'list':
      case 'map':
      case 'interpolation':
        return true;
      case 'member':
      case 'binary':
      case 'assign':
        break;
      default:
        return false;
    }
    inner = at.node;
  }
  return false;
}

function isPlainText(node: NextflowNode): boolean {
  return node.kind === 'string' && node.parts.every((part) => !isNode(part));
}

function checkIndex(strict: Strict, node: IndexNode): void {
  const [open, close] = bracketsOf(strict, node);
  const first = node.args[0];
  const last = node.args.at(-1);
  if (strict.text.charAt(node.target.end) === '?' || first === undefined || last === undefined) {
    return refuse(strict, node, 'The strict language has no such index.');
  }
  if (open === undefined || close === undefined) return;
  if (hasLineBreak(strict.text, open.end, first.start) || hasLineBreak(strict.text, last.end, close.start)) {
    refuse(strict, open, 'An index begins and ends on the lines of its brackets.');
  } else if (
    strict.text.slice(last.end, close.start).includes(',') ||
    node.args.some(({ kind }) => kind === 'namedArgument')
  ) {
    refuse(strict, node, 'An index holds values only.');
  }
}

function bracketsOf(
  strict: Strict,
  node: IndexNode,
): readonly [SyntaxToken | undefined, SyntaxToken | undefined] {
  const signs = node.children.filter((child) => !isNode(child) && '[]'.includes(textOf(strict, child)));
  return [signs[0], signs.at(-1)];
}

function checkNew(strict: Strict, node: NewNode): void {
  checkType(strict, node.type, 'plain');
  const hasParentheses = node.children.some((child) => !isNode(child) && textOf(strict, child) === '(');
  if (!hasParentheses) refuse(strict, node, "The strict language asks for parentheses after 'new'.");
  else if (node.members !== undefined)
    forbid(strict, node, 'The strict language has no classes without a name.');
}

function checkMap(strict: Strict, node: MapNode): void {
  const other = node.entries.find(({ kind }) => kind !== 'mapEntry');
  if (other !== undefined) refuse(strict, other, 'A map holds only keys and their values.');
}

/** Words that Groovy allows as keys and the strict language does not. */
const NO_KEYS: ReadonlySet<string> = new Set([
  'if',
  'else',
  'assert',
  'try',
  'catch',
  'throw',
  'new',
  'enum',
]);

function checkKey(strict: Strict, node: MapEntryNode | NamedArgumentNode): void {
  const { key, value } = node;
  if (isNode(key)) {
    const isFine = node.kind === 'mapEntry' ? isPrimary(key as ExprNode) : isPlainText(key as ExprNode);
    if (!isFine) return refuse(strict, key, 'This is no key in the strict language.');
  } else if (NO_KEYS.has(textOf(strict, key))) {
    return refuse(
      strict,
      key,
      `'${textOf(strict, key)}' is no key in the strict language.`,
      'Put it in quotes.',
    );
  }
  if (value === undefined || value.kind === 'missing') return;
  const colon = strict.text.indexOf(':', key.end);
  if (colon >= 0 && hasLineBreak(strict.text, colon, value.start)) {
    refuse(strict, key, "The value stands on the line of its ':'.");
  }
}

function isPrimary({ kind }: ArgumentNode): boolean {
  switch (kind) {
    case 'name':
    case 'string':
    case 'int':
    case 'float':
    case 'boolean':
    case 'null':
    case 'group':
    case 'list':
    case 'map':
    case 'closure':
      return true;
    default:
      return false;
  }
}

function checkString(strict: Strict, node: StringNode): void {
  if (node.quote === 'dollarSlashy') {
    return refuse(strict, node, 'The strict language has no text between dollar signs and slashes.');
  }
  if (node.quote !== 'slashy') return;
  if (node.parts.some((part) => isNode(part))) {
    refuse(
      strict,
      node,
      'Text between slashes holds no values in the strict language.',
      'Write it in double quotes.',
    );
  } else if (hasLineBreak(strict.text, node.start, node.end)) {
    forbid(strict, node, 'Text between slashes ends on its line in the strict language.');
  }
}

function checkInterpolation(strict: Strict, node: InterpolationNode): void {
  const open = node.children[0];
  const close = node.children.at(-1);
  if (open === undefined || close === undefined || strict.text.charAt(open.start) === '!') return;
  if (node.lazy !== undefined || node.expr === undefined || node.expr.kind === 'missing') {
    return refuse(strict, node, 'A placeholder holds one expression in the strict language.');
  }
  if (!node.braces) return;
  if (
    hasLineBreak(strict.text, open.end, node.expr.start) ||
    hasLineBreak(strict.text, node.expr.end, close.start)
  ) {
    refuse(strict, node, 'The expression of a placeholder begins and ends on the lines of its braces.');
  }
}

function checkClosure(strict: Strict, { params, arrow, start }: ClosureNode): void {
  const last = params.at(-1);
  if (arrow === undefined || last === undefined) return;
  checkCommas(strict, params, start);
}

/** A comma between parameters stands on the line of the one before it. */
export function checkCommas(strict: Strict, params: readonly ParameterNode[], from: number): void {
  let end = from;
  for (const param of params) {
    const comma = strict.text.indexOf(',', end);
    if (end !== from && comma >= 0 && comma < param.start && hasLineBreak(strict.text, end, comma)) {
      refuse(strict, param, 'The comma stands on the line of the parameter before it.');
    }
    end = param.end;
  }
}

function checkParameter(strict: Strict, node: ParameterNode): void {
  for (const child of node.children) {
    const shown = isNode(child) ? '' : textOf(strict, child);
    if (shown === '...' || (child.kind === 'keyword' && shown !== 'def')) {
      refuse(strict, child, `'${shown}' stands before no parameter of the strict language.`);
    }
  }
  checkType(strict, node.type, 'legacy');
}
