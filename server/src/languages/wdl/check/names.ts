import { ANY, typeLabel } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { Problem } from '../../../text/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { MemberNode, NameNode } from '../ast.ts';
import { atLeast } from '../versions.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { refer, spanOf, textOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';
import { hasLostNames, isLost } from './lost-names.ts';
import { presentType } from './presence.ts';
import { entryType, lift, lookup, namesIn } from './scope.ts';
import type { Entry, Visible } from './scope.ts';
import { PREVIOUS_MEMBERS, TASK_MEMBERS } from './task-variable.ts';
import { reportConstruct } from './version.ts';

export function inferName(scope: ExpressionScope, expr: NameNode): ValueType {
  const visible = resolve(scope, expr.token);
  if (visible === undefined) return ANY;
  if (visible.entry.kind !== 'call') {
    return presentType(scope, expr, lift(entryType(visible.entry), visible.lifts));
  }
  if (atLeast(scope.file.version, '1.0') && visible.entry.callee !== undefined) {
    scope.file.problems.push({
      span: spanOf(expr),
      severity: 'error',
      code: 'call-not-a-value',
      message: `'${visible.entry.name}' is a call, which is no value by itself.`,
      note: `Name one of its outputs: '${visible.entry.name}.${firstOutput(visible.entry)}'.`,
    });
  }
  return ANY;
}

export function inferMember(scope: ExpressionScope, expr: MemberNode): ValueType {
  const { file } = scope;
  if (expr.target.kind === 'name') {
    const special = memberOfName(scope, expr, expr.target);
    if (special !== undefined) return special;
  }
  const previous = previousMember(scope, expr);
  if (previous !== undefined) return previous;
  const target = scope.infer(scope, expr.target);
  if (expr.name === undefined) return ANY;
  const name = textOf(file, expr.name);
  switch (target.kind) {
    case 'any':
    case 'object':
      return ANY;
    case 'pair':
      if (name !== 'left' && name !== 'right') break;
      checkPresent(scope, expr, target);
      return name === 'left' ? target.left : target.right;
    case 'struct': {
      checkPresent(scope, expr, target);
      const member = target.members.find((one) => one.name === name);
      if (member === undefined && isLost(file, name)) return ANY;
      if (member === undefined) {
        const names = target.members.map((one) => one.name);
        file.problems.push(unknownMember(expr.name, name, names, `struct '${target.name}'`));
        return ANY;
      }
      if (member.symbol !== undefined) refer(file, expr.name, member.symbol);
      return presentType(scope, expr, member.type);
    }
    default:
  }
  if (target.kind === 'pair') {
    file.problems.push(unknownMember(expr.name, name, ['left', 'right'], 'a pair'));
    return ANY;
  }
  file.problems.push({
    span: spanOf(expr.name),
    severity: 'error',
    code: 'no-members',
    message: `A value of type '${typeLabel(target)}' has no members, so no '${name}'.`,
    note:
      target.kind === 'array'
        ? "Take one element first: '[0]', or go through all of them in a scatter."
        : 'Structs, pairs, objects and calls have members.',
  });
  return ANY;
}

/** Whether the name is the implicit variable of a task. */
function isTaskVariable({ file, place }: ExpressionScope, expr: NameNode): boolean {
  return place !== 'workflow' && textOf(file, expr.token) === 'task' && atLeast(file.version, '1.2');
}

/** `task.previous.memory`, where a task has no declaration `task`. */
function previousMember(scope: ExpressionScope, expr: MemberNode): ValueType | undefined {
  const { file } = scope;
  const { target, name } = expr;
  if (target.kind !== 'member' || target.target.kind !== 'name' || target.name === undefined)
    return undefined;
  if (name === undefined || textOf(file, target.name) !== 'previous') return undefined;
  if (!isTaskVariable(scope, target.target) || lookup(scope.block, 'task') !== undefined) return undefined;
  scope.infer(scope, target);
  const member = PREVIOUS_MEMBERS.get(textOf(file, name));
  if (member !== undefined) return presentType(scope, expr, member.type);
  file.problems.push(unknownMember(name, textOf(file, name), PREVIOUS_MEMBERS.keys(), "'task.previous'"));
  return ANY;
}

/** `call.output`, `Enum.Choice`, `task.name`: where the left side is no value. */
function memberOfName(scope: ExpressionScope, expr: MemberNode, target: NameNode): ValueType | undefined {
  const { file } = scope;
  const name = textOf(file, target.token);
  const visible = lookup(scope.block, name);
  if (visible?.entry.kind === 'call') {
    note(scope, target.token, visible);
    return callOutput(scope, expr, visible);
  }
  if (visible !== undefined) return undefined;
  const named = file.types.get(name);
  if (named?.type.kind === 'enum') {
    file.usedTypes.add(name);
    refer(file, target.token, named.symbol);
    return enumChoice(file, expr, named.type, named.symbol);
  }
  if (isTaskVariable(scope, target)) {
    return taskMember(scope, expr);
  }
  return undefined;
}

function callOutput(scope: ExpressionScope, expr: MemberNode, visible: Visible): ValueType {
  const { file } = scope;
  const { callee } = visible.entry;
  if (callee === undefined || expr.name === undefined) return ANY;
  const name = textOf(file, expr.name);
  const output = callee.outputs.get(name);
  if (output !== undefined) {
    refer(file, expr.name, output.symbol);
    return presentType(scope, expr, lift(output.type, visible.lifts));
  }
  // draft-2: inputs of what is called, which all declarations are, can be read too.
  if (callee.incomplete === true || isLost(file, name)) return ANY;
  const input = atLeast(file.version, '1.0') ? undefined : callee.inputs.get(name);
  if (input !== undefined) return lift(input.type, visible.lifts);
  file.problems.push(
    unknownMember(expr.name, name, callee.outputs.keys(), `${callee.kind} '${callee.name}'`, 'output'),
  );
  return ANY;
}

function enumChoice(
  file: CheckedFile,
  expr: MemberNode,
  type: Extract<ValueType, { kind: 'enum' }>,
  symbol: string,
): ValueType {
  if (expr.name === undefined) return type;
  const name = textOf(file, expr.name);
  if (type.choices.includes(name)) {
    refer(file, expr.name, choiceSymbol(symbol, name));
    return type;
  }
  file.problems.push(unknownMember(expr.name, name, type.choices, `enum '${type.name}'`, 'choice'));
  return type;
}

/** The symbol of an enum's choice follows from that of the enum. */
export function choiceSymbol(enumSymbol: string, choice: string): Entry['symbol'] {
  return `${enumSymbol}.${choice}` as Entry['symbol'];
}

function taskMember(scope: ExpressionScope, expr: MemberNode): ValueType {
  const { file, place } = scope;
  if (expr.name === undefined) return ANY;
  const name = textOf(file, expr.name);
  const member = TASK_MEMBERS.get(name);
  const available = [...TASK_MEMBERS].filter(([, one]) => atLeast(file.version, one.since));
  if (member === undefined || !atLeast(file.version, member.since)) {
    const known = available.map(([key]) => key);
    file.problems.push(unknownMember(expr.name, name, known, "'task'"));
    return ANY;
  }
  if (place === 'attributes' && member.early !== true && atLeast(file.version, '1.3')) {
    const early = available.filter(([, one]) => one.early === true).map(([key]) => `'task.${key}'`);
    file.problems.push({
      span: spanOf(expr.name),
      severity: tolerated(file),
      code: 'unknown-member',
      message: `'task.${name}' is not known before the task has its resources.`,
      note: `Here there are ${early.join(', ')}. What the attempt before had is in 'task.previous'.`,
    });
  }
  if (name === 'return_code' && place !== 'output') {
    file.problems.push({
      span: spanOf(expr.name),
      severity: tolerated(file),
      code: 'unknown-member',
      message: "'task.return_code' is known in the output section only.",
      note: 'Before the command has ended there is no exit code.',
    });
  }
  return member.type;
}

function resolve(scope: ExpressionScope, token: SyntaxToken): Visible | undefined {
  const { file } = scope;
  const name = textOf(file, token);
  const visible = lookup(scope.block, name);
  if (visible !== undefined) {
    note(scope, token, visible);
    return visible;
  }
  if (isLost(file, name) || hasLostNames(file, scope.block)) return undefined;
  if (name === 'None') {
    reportConstruct(file, 'noneLiteral', token);
    return undefined;
  }
  const suggestion = closest(name, namesIn(scope.block).keys());
  const namespace = file.namespaces.get(name);
  if (namespace !== undefined) {
    namespace.used = true;
    refer(file, token, namespace.symbol);
  }
  file.problems.push({
    span: spanOf(token),
    severity: 'error',
    code: 'unknown-name',
    message:
      namespace === undefined
        ? `Unknown name '${name}'.` + (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`)
        : `'${name}' is an imported namespace, which is no value.`,
    note:
      namespace === undefined
        ? unknownNameNote(scope, name)
        : `Call one of its tasks or workflows: 'call ${name}.…', and use the outputs of the call.`,
    ...(suggestion === undefined || namespace !== undefined
      ? {}
      : {
          fixes: [
            { title: `Change to '${suggestion}'`, edits: [{ span: spanOf(token), newText: suggestion }] },
          ],
        }),
  });
  return undefined;
}

function unknownNameNote(scope: ExpressionScope, name: string): string {
  if (scope.file.callables.has(name)) {
    return `There is a task or workflow of this name, but no call of it here: add 'call ${name}'.`;
  }
  return scope.place === 'workflow'
    ? 'No input, declaration or call of the workflow has this name.'
    : 'No input or declaration of the task has this name.';
}

function note(scope: ExpressionScope, token: SyntaxToken, visible: Visible): void {
  visible.entry.used = true;
  scope.needs.add(visible.entry);
  refer(scope.file, token, visible.entry.symbol);
}

function checkPresent(scope: ExpressionScope, expr: MemberNode, target: ValueType): void {
  if (!target.optional) return;
  scope.file.problems.push({
    span: spanOf(expr.target),
    severity: tolerated(scope.file),
    code: 'optional-operand',
    message: `This '${typeLabel(target)}' may be missing, and then it has no members.`,
    note: "Test it with 'defined(…)' first, or give a default with 'select_first([…, default])'.",
  });
}

/** The problem of a name behind a dot, or of a key, that its owner does not have. */
export function unknownMember(
  token: SyntaxToken,
  name: string,
  known: Iterable<string>,
  owner: string,
  what = 'member',
): Problem {
  const names = [...known];
  const suggestion = closest(name, names);
  return {
    span: spanOf(token),
    severity: 'error',
    code: 'unknown-member',
    message:
      `${owner[0]?.toUpperCase() ?? ''}${owner.slice(1)} has no ${what} '${name}'.` +
      (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: names.length === 0 ? `It has no ${what}s.` : `It has: ${names.slice(0, 20).join(', ')}.`,
    ...(suggestion === undefined
      ? {}
      : {
          fixes: [
            {
              title: `Change to '${suggestion}'`,
              edits: [{ span: spanOf(token), newText: suggestion }],
            },
          ],
        }),
  };
}

function firstOutput(entry: Entry): string {
  return entry.callee?.outputs.keys().next().value ?? 'output';
}
