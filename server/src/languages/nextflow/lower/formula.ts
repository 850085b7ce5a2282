import type { Value } from './values.ts';

/**
 * An expression without its tree: small, plain and without positions, so that configuration can tell it to the scripts
 * that it counts for, and that two versions of it can be compared. What we cannot work out is `unknown`.
 */
export type Formula =
  | { readonly kind: 'value'; readonly value: Value }
  /** `params.a.b`, `task.cpus`, `workflow.containerEngine`. */
  | { readonly kind: 'param' | 'task' | 'workflow'; readonly path: readonly string[] }
  | { readonly kind: 'text' | 'list'; readonly parts: readonly Formula[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Formula])[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Formula }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Formula;
      readonly right: Formula;
    }
  | {
      readonly kind: 'choice';
      readonly condition: Formula;
      readonly yes: Formula;
      readonly no: Formula;
    }
  | { readonly kind: 'elvis'; readonly value: Formula; readonly otherwise: Formula }
  | { readonly kind: 'member'; readonly of: Formula; readonly name: string }
  | { readonly kind: 'index'; readonly of: Formula; readonly at: Formula }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly of?: Formula;
      readonly args: readonly Formula[];
    }
  | { readonly kind: 'cast'; readonly of: Formula; readonly type: string }
  | { readonly kind: 'closure'; readonly body: Formula }
  | { readonly kind: 'unknown' };

export const UNKNOWN: Formula = { kind: 'unknown' };

export function valueFormula(value: Value): Formula {
  return { kind: 'value', value };
}
