import { ANY, NEVER, typeLabel } from '../../../model/index.ts';
import type { StructType, ValueType } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import type {
  ArrayNode,
  ExprNode,
  MapNode,
  ObjectEntryNode,
  ObjectNode,
  PairNode,
  StringNode,
  StructLiteralNode,
} from '../ast.ts';
import { ENGINE_COERCIONS } from '../coercions.ts';
import { commonType } from '../common-type.ts';
import { atLeast } from '../versions.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { refer, spanOf, textOf, tolerated } from './file.ts';
import { reportMisplacedHints } from './hints.ts';
import { expectType } from './mismatch.ts';
import { unknownMember } from './names.ts';
import { lookup } from './scope.ts';
import { OBJECT } from './types.ts';

export function inferArray(scope: ExpressionScope, expr: ArrayNode, expected?: ValueType): ValueType {
  const nonEmpty = expr.elements.length > 0;
  if (expected?.kind === 'array' && isKnown(expected.element)) {
    for (const element of expr.elements) expectType(scope, element, expected.element);
    return { kind: 'array', element: expected.element, nonEmpty, optional: false };
  }
  const element = commonOf(scope, expr.elements, 'elements of an array');
  return { kind: 'array', element, nonEmpty, optional: false };
}

export function inferMap(scope: ExpressionScope, expr: MapNode, expected?: ValueType): ValueType {
  if (expected?.kind === 'struct') return structFromMap(scope, expr, expected);
  checkKeys(scope, expr);
  if (expected?.kind === 'map' && isKnown(expected.value)) {
    for (const entry of expr.entries) {
      expectType(scope, entry.key, expected.key);
      expectType(scope, entry.value, expected.value);
    }
    return { kind: 'map', key: expected.key, value: expected.value, optional: false };
  }
  const keys = expr.entries.map((entry) => entry.key);
  const values = expr.entries.map((entry) => entry.value);
  if (expected?.kind === 'object' || expected?.kind === 'any') {
    for (const one of [...keys, ...values]) scope.infer(scope, one);
    return OBJECT;
  }
  return {
    kind: 'map',
    key: commonOf(scope, keys, 'keys of a map'),
    value: commonOf(scope, values, 'values of a map'),
    optional: false,
  };
}

/** A key that may be missing tells nothing apart. */
function checkKeys(scope: ExpressionScope, expr: MapNode): void {
  for (const { key } of expr.entries) {
    if (key.kind !== 'none') continue;
    scope.file.problems.push({
      span: spanOf(key),
      severity: tolerated(scope.file),
      code: 'map-key-type',
      message: 'A key of a map cannot be missing.',
      note: 'Only values that are there can be told apart.',
    });
  }
}

export function inferObject(scope: ExpressionScope, expr: ObjectNode, expected?: ValueType): ValueType {
  if (expected?.kind === 'struct') {
    checkMembers(scope, expr, expr.entries, expected, 'lenient');
    return expected.optional ? { ...expected, optional: false } : expected;
  }
  const valueType = expected?.kind === 'map' ? expected.value : undefined;
  for (const { value } of expr.entries) {
    if (value === undefined) continue;
    if (valueType === undefined) scope.infer(scope, value);
    else expectType(scope, value, valueType);
  }
  return OBJECT;
}

export function inferStructLiteral(scope: ExpressionScope, expr: StructLiteralNode): ValueType {
  const { file } = scope;
  const name = textOf(file, expr.name);
  const named = file.types.get(name);
  if (named !== undefined) {
    file.usedTypes.add(name);
    refer(file, expr.name, named.symbol);
  }
  if (named?.type.kind === 'struct') {
    checkMembers(scope, expr, expr.entries, named.type, 'strict');
    return named.type;
  }
  for (const { value } of expr.entries) if (value !== undefined) scope.infer(scope, value);
  if (named !== undefined || reportMisplacedHints(scope, expr) || file.incomplete) return ANY;
  file.problems.push({
    span: spanOf(expr.name),
    severity: 'error',
    code: 'unknown-type',
    message: `Unknown struct '${name}'.`,
    note: 'Declare the struct in this document, or import the document that does.',
  });
  return ANY;
}

export function inferPair(scope: ExpressionScope, expr: PairNode, expected?: ValueType): ValueType {
  const wanted = expected?.kind === 'pair' ? expected : undefined;
  return {
    kind: 'pair',
    left: scope.infer(scope, expr.left, wanted?.left),
    right: scope.infer(scope, expr.right, wanted?.right),
    optional: false,
  };
}

function structFromMap(scope: ExpressionScope, expr: MapNode, struct: StructType): ValueType {
  if (expr.entries.length > 0 && expr.entries.every(({ key }) => isUnquotedMember(scope, key, struct))) {
    reportUnquoted(scope, expr, struct);
    for (const { value } of expr.entries) scope.infer(scope, value);
    return struct.optional ? { ...struct, optional: false } : struct;
  }
  const keys = expr.entries.map((entry) => constantKey(entry.key));
  if (keys.some((key) => key === undefined)) {
    const exprs = expr.entries.map(({ key }) => key);
    for (const { value } of expr.entries) scope.infer(scope, value);
    return { kind: 'map', key: commonOf(scope, exprs, 'keys of a map'), value: ANY, optional: false };
  }
  const entries: MemberEntry[] = [];
  expr.entries.forEach(({ value }, i) => {
    const key = keys[i];
    if (key !== undefined) entries.push({ key, value });
  });
  checkMembers(scope, expr, entries, struct, 'lenient');
  return struct.optional ? { ...struct, optional: false } : struct;
}

/** A key that names a member and no value in sight: the author meant an object. */
function isUnquotedMember(scope: ExpressionScope, key: ExprNode, struct: StructType): boolean {
  if (key.kind !== 'name') return false;
  const name = textOf(scope.file, key.token);
  return struct.members.some((member) => member.name === name) && lookup(scope.block, name) === undefined;
}

function reportUnquoted(scope: ExpressionScope, expr: MapNode, struct: StructType): void {
  const { file } = scope;
  const word = atLeast(file.version, '1.1') && file.types.has(struct.name) ? struct.name : 'object';
  file.problems.push({
    span: { start: expr.start, end: expr.start + 1 },
    severity: 'error',
    code: 'map-for-struct',
    message: `This is a map, whose keys are values, and no '${struct.name}'.`,
    note: `Write '${word}' in front of the brace, so that the keys are names of members.`,
    fixes: [
      {
        title: `Insert '${word}'`,
        edits: [{ span: { start: expr.start, end: expr.start }, newText: `${word} ` }],
        preferred: true,
      },
    ],
  });
}

/** The text between the quotes, where it is nothing but text. */
function constantKey(key: ExprNode): SyntaxToken | undefined {
  if (key.kind !== 'string' || key.parts.length !== 1) return undefined;
  const [part] = (key satisfies StringNode).parts;
  return part === undefined || 'children' in part ? undefined : part;
}

type MemberEntry = Pick<ObjectEntryNode, 'key' | 'value'>;

/**
 * A member that the struct lacks is always wrong in a struct literal; where a map or an object becomes a struct,
 * some engines drop it.
 */
function checkMembers(
  scope: ExpressionScope,
  literal: Span,
  entries: readonly MemberEntry[],
  struct: StructType,
  form: 'strict' | 'lenient',
): void {
  const { file } = scope;
  const given = new Set<string>();
  for (const { key, value } of entries) {
    const name = textOf(file, key);
    if (given.has(name)) {
      file.problems.push({
        span: spanOf(key),
        severity: 'error',
        code: 'duplicate-name',
        message: `'${name}' is given twice.`,
        note: 'Keep the one that is meant.',
      });
    }
    given.add(name);
    const member = struct.members.find((one) => one.name === name);
    if (member?.symbol !== undefined) refer(file, key, member.symbol);
    if (member === undefined) {
      const names = struct.members.map((one) => one.name);
      const problem = unknownMember(key, name, names, `struct '${struct.name}'`);
      file.problems.push(form === 'lenient' ? { ...problem, severity: tolerated(file) } : problem);
    }
    if (value === undefined) continue;
    if (member === undefined) scope.infer(scope, value);
    else expectType(scope, value, member.type);
  }
  reportMissingMembers(scope, literal, given, struct);
}

function reportMissingMembers(
  scope: ExpressionScope,
  literal: Span,
  given: ReadonlySet<string>,
  struct: StructType,
): void {
  const missing = struct.members.filter((member) => !member.type.optional && !given.has(member.name));
  if (missing.length === 0) return;
  const names = missing.map((member) => `'${member.name}'`).join(', ');
  const end = scope.file.text.indexOf('{', literal.start);
  scope.file.problems.push({
    span: { start: literal.start, end: end < 0 || end > literal.end ? literal.end : end + 1 },
    severity: 'error',
    code: 'missing-member',
    message: `Struct '${struct.name}' also needs ${names}.`,
    note: "Give every member that is not optional, or declare it with '?' in the struct.",
  });
}

function commonOf(scope: ExpressionScope, exprs: readonly ExprNode[], what: string): ValueType {
  let common: ValueType = NEVER;
  let reported = false;
  for (const expr of exprs) {
    const type = scope.infer(scope, expr);
    if (reported) continue;
    const spec = commonType(common, type, scope.file.spec);
    if (spec !== undefined) {
      common = spec;
      continue;
    }
    const lenient = commonType(common, type, ENGINE_COERCIONS);
    scope.file.problems.push({
      span: spanOf(expr),
      severity: tolerated(scope.file),
      code: 'no-common-type',
      message: `This is '${typeLabel(type)}', and the ones before are '${typeLabel(common)}'.`,
      note: `All ${what} must have one type.`,
    });
    common = lenient ?? ANY;
    reported = true;
  }
  return common;
}

function isKnown(type: ValueType): boolean {
  return type.kind !== 'any';
}
