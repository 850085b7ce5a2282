import { isNode } from '../../../syntax/tree.ts';
import { closest } from '../../../text/index.ts';
import type { ReadScript } from '../analyze.ts';
import type { Operator } from '../data/index.ts';
import { CHANNEL_FACTORIES, OPERATORS, isIn } from '../data/index.ts';
import type { Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import type { CallNode, NextflowNode } from '../syntax/ast.ts';
import { isNamed, keyOf, spanOf } from '../words.ts';
import { checkOptions, reportVersion } from './directives.ts';

/** Factories of channels that do not exist, and options that factories and operators do not have. */
export function checkOperators({ script }: ReadScript): void {
  const visit = (node: NextflowNode): void => {
    if (node.kind === 'process' || node.kind === 'class') return;
    if (node.kind === 'call') checkCall(script, node);
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  for (const item of script.tree.root.items) visit(item);
}

function checkCall(script: Script, call: CallNode): void {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.name === undefined) return;
  const name = textOf(script, callee.name);
  const target = callee.target.kind === 'name' ? textOf(script, callee.target) : undefined;
  const isChannel = target === 'channel' || target === 'Channel';
  if (isChannel) return checkFactory(script, call, name);
  const operator = OPERATORS.get(name);
  // Lists and maps have methods of these names too, and those take no named arguments that are nearly right.
  if (operator?.options !== undefined) checkSlips(script, call, operator, operator.options);
}

function checkFactory(script: Script, call: CallNode, name: string): void {
  const span =
    call.callee.kind === 'member' && call.callee.name !== undefined
      ? spanOf(call.callee.name)
      : spanOf(call.callee);
  const factory = CHANNEL_FACTORIES.get(name);
  if (factory === undefined) {
    const suggestion = closest(name, CHANNEL_FACTORIES.keys());
    if (suggestion === undefined) return;
    script.problems.push({
      span,
      severity: 'error',
      code: 'unknown-factory',
      message: `Channels have no factory '${name}'. Did you mean '${suggestion}'?`,
      note: `There are ${[...CHANNEL_FACTORIES.values()]
        .filter((one) => isIn(script.version.line, one) && one.deprecated !== true)
        .map((one) => one.name)
        .join(', ')}.`,
      fixes: [{ title: `Change to '${suggestion}'`, edits: [{ span, newText: suggestion }] }],
    });
    return;
  }
  if (!isIn(script.version.line, factory)) {
    if (factory.since !== undefined) reportVersion(script, span, `channel factory '${name}'`, factory);
    return;
  }
  if (factory.options !== undefined)
    checkOptions(script, call.args.filter(isNamed), factory.options, `channel factory '${name}'`);
}

function checkSlips(
  script: Script,
  call: CallNode,
  { name }: Operator,
  options: NonNullable<Operator['options']>,
): void {
  const names = options.map((one) => one.name);
  const given = call.args.filter(isNamed).filter((argument) => {
    const key = keyOf(script.text, argument);
    return key !== undefined && (names.includes(key) || closest(key, names) !== undefined);
  });
  checkOptions(script, given, options, `operator '${name}'`);
}
