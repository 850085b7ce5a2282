import type { ScatterValue } from '../../../model/index.ts';
import { positional, spanOf } from '../words.ts';
import type { Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import type { ExprNode } from '../syntax/ast.ts';

/** What is known of the channels of a workflow while it is read. */
export interface ChannelsRead {
  readonly script: Script;
  /** What the elements of a channel come from, by the channel's name. */
  readonly elements: ReadonlyMap<string, readonly ScatterValue[]>;
  /** What the outputs of the latest call of each component come from. */
  readonly outputs: (component: string) => readonly ScatterValue[];
}

/** Operators behind which a channel has one element, or as many as nobody knows before the run. */
const GATHERING: ReadonlySet<string> = new Set([
  ...['collect', 'collectFile', 'toList', 'toSortedList', 'reduce', 'count', 'sum', 'min', 'max'],
  ...['first', 'last', 'groupTuple', 'buffer', 'collate', 'flatten', 'flatMap', 'splitCsv', 'splitFasta'],
  ...['splitFastq', 'splitText', 'splitJson', 'filter', 'unique', 'distinct', 'take', 'until', 'transpose'],
  ...['mix', 'concat', 'cross', 'combine', 'randomSample', 'branch', 'multiMap'],
]);

/**
 * The list whose elements a channel carries one by one: what runs for each of them is a scatter over the list. Empty for
 * channels of one value, and for those of which the list is not known.
 */
export function elementsOf(read: ChannelsRead, expr: ExprNode): readonly ScatterValue[] {
  const { script } = read;
  switch (expr.kind) {
    case 'group':
      return elementsOf(read, expr.expr);
    case 'assign':
      return elementsOf(read, expr.value);
    case 'name':
      return read.elements.get(textOf(script, expr)) ?? [];
    case 'member': {
      const { target, name } = expr;
      if (target.kind === 'name' && name !== undefined && textOf(script, name) === 'out')
        return read.outputs(textOf(script, target));
      return elementsOf(read, target);
    }
    case 'call': {
      const { callee } = expr;
      if (callee.kind === 'name') return read.outputs(textOf(script, callee));
      if (callee.kind !== 'member' || callee.name === undefined) return [];
      const operator = textOf(script, callee.name);
      const factory = callee.target.kind === 'name' ? textOf(script, callee.target) : '';
      if (factory === 'channel' || factory === 'Channel') {
        const [list] = operator === 'fromList' ? positional(expr.args) : [];
        return list === undefined ? [] : [elementOf(script, list)];
      }
      return GATHERING.has(operator) ? [] : elementsOf(read, callee.target);
    }
    default:
      return [];
  }
}

function elementOf(script: Script, list: ExprNode): ScatterValue {
  const input =
    list.kind === 'member' && list.target.kind === 'name' && textOf(script, list.target) === 'params'
      ? list.name
      : undefined;
  return {
    text: textOf(script, list),
    at: { uri: script.uri, span: spanOf(list) },
    ...(input === undefined ? {} : { input: textOf(script, input) }),
    ...(list.kind === 'list' ? { count: list.elements.length } : {}),
  };
}
