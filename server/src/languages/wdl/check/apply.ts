import { ANY, assignable, typeLabel } from '../../../model/index.ts';
import type { CoercionRules, ValueType } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { ApplyNode } from '../ast.ts';
import { ENGINE_COERCIONS } from '../coercions.ts';
import { STANDARD_FUNCTIONS } from '../stdlib/index.ts';
import type { FunctionSignature, StandardFunction } from '../stdlib/index.ts';
import { matchPattern, substitute } from '../stdlib/pattern.ts';
import type { Bindings } from '../stdlib/pattern.ts';
import { patternLabel } from '../stdlib/signature.ts';
import { atLeast } from '../versions.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, textOf, tolerated } from './file.ts';
import { checkZip } from './known-elements.ts';
import { mismatchProblem } from './mismatch.ts';
import { checkPattern } from './patterns.ts';

/** The type of a call of a standard function. */
export function inferApply(scope: ExpressionScope, expr: ApplyNode, expected?: ValueType): ValueType {
  const name = textOf(scope.file, expr.name);
  const found = STANDARD_FUNCTIONS.get(name);
  const hint = argumentHint(name, expected);
  const types = expr.args.map((arg) => scope.infer(scope, arg, hint));
  if (found === undefined) return reportUnknown(scope, expr, name);
  checkAvailable(scope, expr, found);
  const known = found.signatures.filter(
    (one) => one.since === undefined || atLeast(scope.file.version, one.since),
  );
  const fitting = known.filter((one) => takes(one, types.length));
  if (fitting.length === 0) {
    reportArgumentCount(scope, expr, found.name, known);
    return returnsOf(found);
  }
  for (const rules of [scope.file.spec, ENGINE_COERCIONS]) {
    for (const signature of fitting) {
      const bindings: Bindings = new Map();
      const wrong = firstMismatch(signature, types, bindings, rules);
      if (wrong >= 0) continue;
      if (rules === ENGINE_COERCIONS) reportArgument(scope, expr, fitting, types, 'tolerated');
      else checkNeeded(scope, expr, name, types);
      checkPattern(scope, expr, name);
      if (name === 'zip') checkZip(scope, expr);
      return (
        enumValue(scope, name, types) ?? linesAs(name, expected) ?? substitute(signature.returns, bindings)
      );
    }
  }
  reportArgument(scope, expr, fitting, types, 'fails');
  return returnsOf(found);
}

/** `select_first([…])` gives what its elements are, so that literals among them are read as what is wanted. */
function argumentHint(name: string, expected: ValueType | undefined): ValueType | undefined {
  if (expected?.kind !== 'struct' || name !== 'select_first') return undefined;
  return { kind: 'array', element: { ...expected, optional: true }, nonEmpty: false, optional: false };
}

/**
 * The lines of a file are read as what they are given to. Source: WDL 1.1 and 1.2 specifications, type coercion,
 * `read_lines`.
 */
function linesAs(name: string, expected: ValueType | undefined): ValueType | undefined {
  if (name !== 'read_lines' || expected?.kind !== 'array' || expected.element.kind !== 'primitive')
    return undefined;
  return { ...expected, nonEmpty: false, optional: false };
}

function takes(signature: FunctionSignature, count: number): boolean {
  return signature.required <= count && count <= signature.parameters.length;
}

/** The index of the first argument that does not fit, or -1. */
function firstMismatch(
  signature: FunctionSignature,
  types: readonly ValueType[],
  bindings: Bindings,
  rules: CoercionRules,
): number {
  for (let i = 0; i < types.length; i++) {
    const type = types[i];
    const parameter = signature.parameters[i];
    if (type === undefined || parameter === undefined) continue;
    if (!matchPattern(parameter.type, type, bindings, rules)) return i;
  }
  return -1;
}

function returnsOf(found: StandardFunction): ValueType {
  const [first] = found.signatures;
  return first === undefined ? ANY : substitute(first.returns, new Map());
}

function enumValue(scope: ExpressionScope, name: string, types: readonly ValueType[]): ValueType | undefined {
  const [choice] = types;
  if (name !== 'value' || choice?.kind !== 'enum') return undefined;
  return scope.file.types.get(choice.name)?.valueType;
}

function reportUnknown(scope: ExpressionScope, expr: ApplyNode, name: string): ValueType {
  const available = [...STANDARD_FUNCTIONS.values()]
    .filter((one) => atLeast(scope.file.version, one.since))
    .map((one) => one.name);
  const suggestion = closest(name, available);
  scope.file.problems.push({
    span: spanOf(expr.name),
    severity: 'error',
    code: 'unknown-function',
    message:
      `Unknown function '${name}'.` + (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: scope.file.callables.has(name)
      ? `'${name}' is a task or workflow: it is run by a 'call' in a workflow, not inside an expression.`
      : 'WDL has the functions of its standard library only; more cannot be declared.',
    ...(suggestion === undefined
      ? {}
      : {
          fixes: [
            {
              title: `Change to '${suggestion}'`,
              edits: [{ span: spanOf(expr.name), newText: suggestion }],
            },
          ],
        }),
  });
  return ANY;
}

function checkAvailable(scope: ExpressionScope, expr: ApplyNode, found: StandardFunction): void {
  const { file } = scope;
  if (!atLeast(file.version, found.since)) {
    const runs = found.toleratedSince !== undefined && atLeast(file.version, found.toleratedSince);
    file.problems.push({
      span: spanOf(expr.name),
      severity: runs ? tolerated(file) : 'error',
      code: 'version-gate',
      message: `'${found.name}' exists since WDL ${found.since}, and this document is WDL ${file.version}.`,
      note: `Write 'version ${found.since}' in the first line, or do without it.`,
    });
  }
  if (found.only === 'task-output' && scope.place !== 'output') {
    file.problems.push({
      span: spanOf(expr.name),
      severity: tolerated(file),
      code: 'function-out-of-place',
      message: `'${found.name}' means something in the output section of a task only.`,
      note: 'Only there the command has run and left its files.',
    });
  }
}

function reportArgumentCount(
  scope: ExpressionScope,
  expr: ApplyNode,
  name: string,
  signatures: readonly FunctionSignature[],
): void {
  const counts = signatures.flatMap((one) => [one.required, one.parameters.length]);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  scope.file.problems.push({
    span: spanOf(expr),
    severity: 'error',
    code: 'wrong-argument-count',
    message: `'${name}' takes ${wanted} argument${wanted === '1' ? '' : 's'}, not ${expr.args.length}.`,
    note: `It is ${signatures.map((one) => `'${one.label}'`).join(' or ')}.`,
  });
}

function reportArgument(
  scope: ExpressionScope,
  expr: ApplyNode,
  signatures: readonly FunctionSignature[],
  types: readonly ValueType[],
  outcome: 'tolerated' | 'fails',
): void {
  const rules = outcome === 'tolerated' ? scope.file.spec : ENGINE_COERCIONS;
  // The overload that most arguments fit is the one that was meant.
  let index = -1;
  let signature = signatures[0];
  for (const one of signatures) {
    const wrong = firstMismatch(one, types, new Map(), rules);
    if (wrong <= index) continue;
    index = wrong;
    signature = one;
  }
  const arg = expr.args[index];
  const type = types[index];
  const parameter = signature?.parameters[index];
  if (arg === undefined || type === undefined || parameter === undefined) return;
  const { file } = scope;
  if (parameter.type.kind === 'type') {
    const mismatch = assignable(type, parameter.type.type, rules);
    if (mismatch !== true) {
      file.problems.push(mismatchProblem(file, arg, type, parameter.type.type, mismatch, 'argument-type'));
      return;
    }
  }
  file.problems.push({
    span: spanOf(arg),
    severity: outcome === 'tolerated' ? tolerated(file) : 'error',
    code: 'argument-type',
    message: `'${parameter.name}' of '${textOf(file, expr.name)}' must be '${patternLabel(parameter.type)}', but this is '${typeLabel(type)}'.`,
    note: `It is ${signatures.map((one) => `'${one.label}'`).join(' or ')}.`,
  });
}

/** `defined(x)` and the like of a value that is always there. */
function checkNeeded(
  scope: ExpressionScope,
  expr: ApplyNode,
  name: string,
  types: readonly ValueType[],
): void {
  const [type] = types;
  if (type === undefined) return;
  const always =
    name === 'defined'
      ? isPresent(type)
      : (name === 'select_first' || name === 'select_all') &&
        type.kind === 'array' &&
        isPresent(type.element) &&
        expr.args[0]?.kind !== 'array';
  if (!always) return;
  scope.file.problems.push({
    span: spanOf(expr),
    severity: 'hint',
    code: 'unnecessary-function',
    message:
      name === 'defined'
        ? "'defined' is always true here."
        : `'${name}' has nothing to leave out here: no value can be missing.`,
    note: 'The type says that the value is always there.',
  });
}

function isPresent(type: ValueType): boolean {
  return !type.optional && type.kind !== 'any' && !(type.kind === 'union' && type.members.length === 0);
}
