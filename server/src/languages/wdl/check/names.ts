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
import { isLost } from './lost-names.ts';
import { presentType } from './presence.ts';
import { entryType, lift, lookup, namesIn } from './scope.ts';
import type { Entry, Visible } from './scope.ts';
import { TASK_MEMBERS } from './task-variable.ts';
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
  if (name === 'task' && scope.place !== 'workflow' && atLeast(file.version, '1.2')) {
    return taskMember(file, expr);
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
  // draft-2: inputs and declarations of what is called can be read too.
  if (!atLeast(file.version, '1.0') || isLost(file, name)) return ANY;
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

function taskMember(file: CheckedFile, expr: MemberNode): ValueType {
  if (expr.name === undefined) return ANY;
  const name = textOf(file, expr.name);
  const member = TASK_MEMBERS.get(name);
  if (member !== undefined && atLeast(file.version, member.since)) return member.type;
  const known = [...TASK_MEMBERS.keys()].filter((one) =>
    atLeast(file.version, TASK_MEMBERS.get(one)?.since ?? '1.2'),
  );
  file.problems.push(unknownMember(expr.name, name, known, "'task'"));
  return ANY;
}

function resolve(scope: ExpressionScope, token: SyntaxToken): Visible | undefined {
  const { file } = scope;
  const name = textOf(file, token);
  const visible = lookup(scope.block, name);
  if (visible !== undefined) {
    note(scope, token, visible);
    return visible;
  }
  if (isLost(file, name)) return undefined;
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
