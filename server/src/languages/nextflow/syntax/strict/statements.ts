import { isNode } from '../../../../syntax/tree.ts';
import type {
  ClassNode,
  EnumNode,
  ForNode,
  FunctionNode,
  ImportNode,
  LabeledNode,
  NextflowNode,
  TryNode,
  VariablesNode,
} from '../ast.ts';
import { checkCommas, checkType } from './expressions.ts';
import type { Ancestors, Strict } from './finding.ts';
import { forbid, refuse } from './finding.ts';

const LOOP_NOTE = 'Call a closure for each element instead: `samples.each { sample -> … }`.';

/** What the strict language does not have of Groovy's statements. */
export function checkStatement(strict: Strict, node: NextflowNode, above: Ancestors | undefined): void {
  switch (node.kind) {
    case 'import':
      return checkImport(strict, node);
    case 'package':
      return forbid(strict, node, 'A script of the strict language is in no package.');
    case 'class':
      return checkClass(strict, node);
    case 'enum':
      return checkEnum(strict, node);
    case 'function':
      return checkFunction(strict, node, above);
    case 'variables':
      return checkVariables(strict, node);
    case 'for':
      return checkFor(strict, node);
    case 'while':
      return (node.body?.kind === 'block' ? forbid : refuse)(
        strict,
        firstOf(node),
        'The strict language has no loops.',
        LOOP_NOTE,
      );
    case 'doWhile':
      return refuse(strict, firstOf(node), 'The strict language has no loops.', LOOP_NOTE);
    case 'switch':
      return refuse(
        strict,
        firstOf(node),
        "The strict language has no 'switch'.",
        'Write `if` and `else if`.',
      );
    case 'break':
    case 'continue':
      return forbid(strict, node, 'The strict language has no loops to leave.', LOOP_NOTE);
    case 'try':
      return checkTry(strict, node);
    case 'assert':
      if (
        node.message !== undefined &&
        strict.text.slice(node.condition?.end, node.message.start).includes(',')
      ) {
        refuse(strict, node.message, "The message of 'assert' stands behind a colon.");
      }
      return;
    case 'labeled':
      return checkLabel(strict, node, above);
    default:
      return;
  }
}

/** The keyword of a statement: the whole of it would be much to underline. */
function firstOf(node: NextflowNode): { readonly start: number; readonly end: number } {
  return node.children[0] ?? node;
}

function checkImport(strict: Strict, node: ImportNode): void {
  const note = 'Write the full name of the class where it is used.';
  const isPlain = !node.isStatic && node.wildcard === undefined && node.alias === undefined;
  (isPlain ? forbid : refuse)(strict, node, 'The strict language imports no classes.', note);
}

function checkClass(strict: Strict, node: ClassNode): void {
  const isRead =
    node.parents.length === 0 &&
    node.modifiers.length === 0 &&
    !node.members.some(({ kind }) => kind === 'function');
  (isRead ? forbid : refuse)(
    strict,
    node.name ?? node.keyword,
    'The strict language has no classes in scripts.',
    'A class belongs in a file of its own in `lib`.',
  );
}

function checkEnum(strict: Strict, node: EnumNode): void {
  const extra = node.constants.find(({ args }) => args.length > 0) ?? node.members[0] ?? node.modifiers[0];
  if (extra !== undefined) refuse(strict, extra, 'An enum of the strict language holds names only.');
}

function checkFunction(strict: Strict, node: FunctionNode, above: Ancestors | undefined): void {
  if (above?.node.kind === 'class' || above?.node.kind === 'enum') return;
  if (above !== undefined && above.node.kind !== 'script') {
    return refuse(
      strict,
      node.name,
      'A function stands at the top of a script.',
      above.node.kind === 'config' ? CONFIG_NOTE : undefined,
    );
  }
  const modifier =
    node.modifiers.find((one) => strict.text.slice(one.start, one.end) !== 'def') ?? node.modifiers[1];
  if (modifier !== undefined)
    refuse(
      strict,
      modifier,
      `'${strict.text.slice(modifier.start, modifier.end)}' stands before no function of the strict language.`,
    );
  if (isNode(node.name))
    refuse(strict, node.name, 'The name of a function is a word in the strict language.');
  checkCommas(strict, node.params, node.name.end);
}

const CONFIG_NOTE = 'Configuration of the strict language holds settings and no functions.';

function checkVariables(strict: Strict, node: VariablesNode): void {
  const modifier = node.modifiers.find((one) => strict.text.slice(one.start, one.end) !== 'def');
  if (modifier !== undefined) {
    const word = strict.text.slice(modifier.start, modifier.end);
    return refuse(strict, modifier, `'${word}' declares no variable in the strict language.`, 'Write `def`.');
  }
  const second = node.declarators[1];
  const isDestructuring = node.value !== undefined;
  if (second !== undefined && !isDestructuring) {
    return refuse(strict, second, 'The strict language declares one variable at a time.');
  }
  if (isDestructuring && second === undefined)
    refuse(strict, node, 'Several names are declared in parentheses, not one.');
  checkType(strict, node.type, 'legacy');
}

function checkFor(strict: Strict, node: ForNode): void {
  const isRead = node.variable?.children.length === 1 && node.body?.kind === 'block';
  (isRead ? forbid : refuse)(strict, firstOf(node), 'The strict language has no loops.', LOOP_NOTE);
}

function checkTry(strict: Strict, node: TryNode): void {
  if (node.finallyBlock !== undefined)
    refuse(strict, node.finallyBlock, "The strict language has no 'finally'.");
  if (node.resources.length > 0)
    refuse(strict, firstOf(node), "'try' of the strict language opens no resources.");
}

/** Labels are read only in a closure that a call ends with, as `multiMap` takes it. */
function checkLabel(strict: Strict, node: LabeledNode, above: Ancestors | undefined): void {
  let around = above;
  while (around?.node.kind === 'labeled') around = around.above;
  if (isLastArgument(around)) return;
  refuseLabel(strict, node);
}

/** A closure behind the parentheses of a call, or one that needs none. */
function isLastArgument(around: Ancestors | undefined): boolean {
  const call = around?.above?.node;
  if (around?.node.kind !== 'closure' || call?.kind !== 'call') return false;
  return around.node.start >= (call.close?.end ?? 0);
}

function refuseLabel(strict: Strict, node: LabeledNode): void {
  refuse(
    strict,
    node.label,
    `The label '${strict.text.slice(node.label.start, node.label.end)}' does not belong here in the strict language.`,
  );
}
