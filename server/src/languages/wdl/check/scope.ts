import { ANY, withOptional } from '../../../model/index.ts';
import type { SymbolId, ValueType } from '../../../model/index.ts';
import type { Span } from '../../../text/index.ts';
import type { CallNode, DeclNode, ScatterNode } from '../ast.ts';
import type { CallableSignature } from '../exports.ts';

/** Something that has a value and a name in a task or workflow. */
export interface Entry {
  readonly kind: 'input' | 'declaration' | 'output' | 'scatter' | 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly symbol: SymbolId;
  readonly node: DeclNode | ScatterNode | CallNode;
  /** Where it is declared; a scatter variable lies in the block of its scatter. */
  readonly block: Block;
  /** Of one element where the entry is declared; see `Visible` for what others see. `Any` for a call. */
  type: ValueType;
  /** Of a call; absent when what it calls could not be resolved. */
  readonly callee?: CallableSignature | undefined;
  /** Works out `type` where it is not written down; done when it is first asked for. */
  infer?: (() => ValueType) | undefined;
  /** Of a scatter variable, known after `infer`: the collection cannot be empty. */
  nonEmpty?: true;
  used: boolean;
  /** What its value is computed from. */
  readonly needs: Set<Entry>;
}

/** What becomes of a value on its way out of a block: optional out of a conditional, an array out of a scatter. */
export type Lift = 'optional' | Entry;

export interface Visible {
  readonly entry: Entry;
  /** From the innermost block outwards. */
  readonly lifts: readonly Lift[];
}

/** A body in braces: names declared in it are seen in all of it and, lifted, in the blocks around it. */
export interface Block {
  readonly span: Span;
  readonly parent: Block | undefined;
  readonly names: Map<string, Visible>;
  /** Of a scatter: seen inside only. */
  readonly variable: Entry | undefined;
  /** Source texts of what is known to be there inside. */
  readonly present: ReadonlySet<string> | undefined;
  /** What decides whether and how often the body runs. */
  readonly guard: Set<Entry>;
  readonly children: Block[];
}

export function lookup(block: Block, name: string): Visible | undefined {
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) {
    const visible = at.names.get(name);
    if (visible !== undefined) return visible;
    if (at.variable?.name === name) return { entry: at.variable, lifts: [] };
  }
  return undefined;
}

/** Every name that can be used in the block; inner ones hide outer ones. */
export function namesIn(block: Block): Map<string, Visible> {
  const names = new Map<string, Visible>();
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) {
    for (const [name, visible] of at.names) if (!names.has(name)) names.set(name, visible);
    if (at.variable !== undefined && !names.has(at.variable.name)) {
      names.set(at.variable.name, { entry: at.variable, lifts: [] });
    }
  }
  return names;
}

/** The innermost block around the offset. */
export function blockAt(root: Block, offset: number): Block {
  for (const child of root.children) {
    if (child.span.start < offset && offset < child.span.end) return blockAt(child, offset);
  }
  return root;
}

export function entryType(entry: Entry): ValueType {
  const infer = entry.infer;
  if (infer === undefined) return entry.type;
  entry.infer = undefined;
  entry.type = ANY;
  entry.type = infer();
  return entry.type;
}

export function lift(type: ValueType, lifts: readonly Lift[]): ValueType {
  let result = type;
  for (const one of lifts) {
    if (one === 'optional') {
      result = withOptional(result, true);
      continue;
    }
    entryType(one);
    result = { kind: 'array', element: result, nonEmpty: one.nonEmpty === true, optional: false };
  }
  return result;
}
