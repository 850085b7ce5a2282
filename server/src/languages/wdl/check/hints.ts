import { typeLabel } from '../../../model/index.ts';
import type { Port, ValueType } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { ExprNode, StructLiteralNode } from '../ast.ts';
import type { CheckedCallable } from './callables.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { refer, spanOf, textOf, tolerated } from './file.ts';
import { unknownMember } from './names.ts';

/** Literals that mean something in a hints section only. Source: WDL 1.2 specification, hints-scoped types. */
const SCOPED: ReadonlySet<string> = new Set(['hints', 'input', 'output']);

/**
 * Checks the value of a key of a hints section: an expression, `hints { … }` with more keys, and, for the keys `inputs`
 * and `outputs`, the hints for some of the task's own.
 */
export function checkHint(scope: ExpressionScope, task: CheckedCallable, key: string, value: ExprNode): void {
  const name = scopedName(scope, value);
  if (key === 'inputs' || key === 'outputs') {
    const wanted = key === 'inputs' ? 'input' : 'output';
    if (value.kind !== 'structLiteral' || name !== wanted) {
      reportExpected(scope, value, wanted);
      if (name === undefined || !SCOPED.has(name)) scope.infer(scope, value);
      return;
    }
    const ports = wanted === 'input' ? task.signature.inputs : task.signature.outputs;
    for (const entry of value.entries) {
      checkPath(scope, task, entry.key, wanted, ports);
      if (entry.value === undefined) continue;
      if (scopedName(scope, entry.value) === 'hints') checkNested(scope, entry.value);
      else reportExpected(scope, entry.value, 'hints');
    }
    return;
  }
  if (name === 'hints') checkNested(scope, value);
  else scope.infer(scope, value);
}

/** Reports a `hints`, `input` or `output` literal that stands where it means nothing; false for any other struct. */
export function reportMisplacedHints(scope: ExpressionScope, expr: StructLiteralNode): boolean {
  const name = textOf(scope.file, expr.name);
  if (!SCOPED.has(name)) return false;
  const key = name === 'hints' ? 'a key' : `the key '${name}s'`;
  scope.file.problems.push({
    span: spanOf(expr.name),
    severity: tolerated(scope.file),
    code: 'misplaced-hints',
    message: `'${name} { … }' has no place here.`,
    note: `It is the value of ${key} of a hints section, and holds no further '${name} { … }'.`,
  });
  return true;
}

function checkNested(scope: ExpressionScope, literal: ExprNode): void {
  if (literal.kind !== 'structLiteral') return;
  // What stands inside is an expression like any other, so that a further literal of the kind is misplaced.
  for (const { value } of literal.entries) if (value !== undefined) scope.infer(scope, value);
}

function scopedName({ file }: ExpressionScope, value: ExprNode): string | undefined {
  return value.kind === 'structLiteral' ? textOf(file, value.name) : undefined;
}

function reportExpected(scope: ExpressionScope, value: ExprNode, wanted: string): void {
  scope.file.problems.push({
    span: spanOf(value),
    severity: tolerated(scope.file),
    code: 'misplaced-hints',
    message: `Expected '${wanted} { … }'.`,
    note:
      wanted === 'hints'
        ? "The hints for an input or output stand in braces: 'reads: hints { localization_optional: true }'."
        : `The key '${wanted}s' holds hints by the names of the task's ${wanted}s: '${wanted} { name: hints { … } }'.`,
  });
}

/** `reads` or `sample.bam`: a name of an input or output, and members of structs behind it. */
function checkPath(
  scope: ExpressionScope,
  task: CheckedCallable,
  token: SyntaxToken,
  what: 'input' | 'output',
  ports: ReadonlyMap<string, Port>,
): void {
  const { file } = scope;
  const [first = '', ...rest] = textOf(file, token).split('.');
  const port = ports.get(first);
  if (port === undefined) {
    file.problems.push(unknownMember(token, first, ports.keys(), `task '${task.signature.name}'`, what));
    return;
  }
  refer(file, { start: token.start, end: token.start + first.length }, port.symbol);
  let at = token.start + first.length + 1;
  let type: ValueType = port.type;
  for (const name of rest) {
    const span = { kind: token.kind, start: at, end: at + name.length };
    at = span.end + 1;
    if (type.kind === 'any' || type.kind === 'object') return;
    if (type.kind !== 'struct') {
      file.problems.push({
        span: spanOf(span),
        severity: 'error',
        code: 'no-members',
        message: `A value of type '${typeLabel(type)}' has no members, so no '${name}'.`,
        note: 'Only members of structs can have hints of their own.',
      });
      return;
    }
    const member = type.members.find((one) => one.name === name);
    if (member === undefined) {
      const names = type.members.map((one) => one.name);
      file.problems.push(unknownMember(span, name, names, `struct '${type.name}'`));
      return;
    }
    if (member.symbol !== undefined) refer(file, span, member.symbol);
    type = member.type;
  }
}
