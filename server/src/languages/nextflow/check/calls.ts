import type { ReadScript } from '../analyze.ts';
import type { Component } from '../exports.ts';
import { isUnseen } from '../scope/declare.ts';
import { textOf } from '../scope/script.ts';
import type { Script } from '../scope/script.ts';
import type { ExprNode } from '../syntax/ast.ts';
import { spanOf } from '../words.ts';

/** Calls of processes and workflows with too few or too many channels. */
export function checkCalls({ script, flows }: ReadScript): void {
  const seen = new Set<number>();
  for (const { calls } of flows.values()) {
    for (const { visible, token, args, piped } of calls) {
      if (piped || isUnseen(visible) || seen.has(token.start)) continue;
      seen.add(token.start);
      // A call of several outputs stands for as many channels.
      if (args.some((arg) => mayBeSeveral(script, arg))) continue;
      const wanted = inputsOf(visible.component);
      if (wanted === undefined || wanted.length === args.length) continue;
      const name = textOf(script, token);
      const few = args.length < wanted.length;
      script.problems.push({
        span: spanOf(token),
        severity: 'error',
        code: 'wrong-input-count',
        message: `'${name}' takes ${count(wanted.length)}, not ${args.length}.`,
        note: few
          ? `What is missing: ${wanted.slice(args.length).join('; ')}.`
          : wanted.length === 0
            ? 'It has no inputs.'
            : `Its inputs are: ${wanted.join('; ')}.`,
      });
    }
  }
}

function count(n: number): string {
  return n === 0 ? 'no channels' : n === 1 ? '1 channel' : `${n} channels`;
}

function inputsOf(component: Component): readonly string[] | undefined {
  switch (component.kind) {
    case 'process':
      return component.inputs.map(({ text }) => text);
    case 'workflow':
      return component.takes;
    case 'function':
      return undefined;
  }
}

/** True for `PROC.out`, calls, and variables that may hold what a call gave. */
function mayBeSeveral(script: Script, arg: ExprNode): boolean {
  switch (arg.kind) {
    case 'member': {
      if (arg.name === undefined || textOf(script, arg.name) !== 'out') return false;
      const found =
        arg.target.kind === 'name' ? script.components.get(textOf(script, arg.target)) : undefined;
      if (found === undefined || isUnseen(found)) return true;
      const { component } = found;
      return outputCount(component) !== 1;
    }
    case 'call':
    case 'command':
      return arg.callee.kind === 'name';
    case 'name':
      return true;
    case 'group':
      return mayBeSeveral(script, arg.expr);
    case 'binary':
      return true;
    default:
      return false;
  }
}

function outputCount(component: Component): number | undefined {
  if (component.kind === 'process') return component.outputs.length;
  return component.kind === 'workflow' ? component.emits.length : undefined;
}
