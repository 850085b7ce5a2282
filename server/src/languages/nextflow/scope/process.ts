import type { SymbolId, ValueType } from '../../../model/index.ts';
import { ANY, primitive, symbolId } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import { DIRECTIVES, INPUT_QUALIFIERS, OUTPUT_QUALIFIERS } from '../data/index.ts';
import {
  calledIn,
  isNamed,
  keyOf,
  nameOf,
  nameSpan,
  oneLine,
  plainString,
  positional,
  spanOf,
  statementOf,
} from '../words.ts';
import type { InputSignature, OutputSignature, ProcessSignature } from '../exports.ts';
import type { ArgumentNode, EntryNode, ExprNode, ItemNode, ProcessNode, SectionNode } from '../syntax/ast.ts';
import type { Statement } from '../words.ts';

/** A process with its directives, inputs and outputs read. */
export interface ReadProcess {
  readonly node: ProcessNode;
  readonly id: SymbolId;
  readonly name: string;
  readonly nameSpan: Span;
  /** The statements in front of the sections, in `if` blocks too, without the script of a body without sections. */
  readonly directives: readonly Directed[];
  readonly inputs: readonly ReadInput[];
  readonly outputs: readonly ReadOutput[];
  readonly sections: ReadonlyMap<string, SectionNode>;
  /** It runs Groovy inside of the engine and no task. */
  readonly native: boolean;
}

export interface Directed extends Statement {
  /** The conditions around it, each with whether it has to hold. */
  readonly conditions: readonly { readonly condition: ExprNode; readonly holds: boolean }[];
}

export interface ReadInput {
  readonly qualifier: string;
  readonly statement: Statement | undefined;
  readonly span: Span;
  readonly text: string;
  /** The variables that it brings, those of a tuple one by one. */
  readonly variables: readonly InputVariable[];
  /** DSL 1: where it comes from; the name of the input where nothing is said. */
  readonly from: ExprNode | undefined;
}

export interface InputVariable {
  readonly name: string;
  readonly span: Span;
  readonly quoted: boolean;
  readonly type: ValueType;
  readonly qualifier: string;
}

export interface ReadOutput {
  readonly qualifier: string;
  readonly statement: Statement | undefined;
  readonly span: Span;
  readonly text: string;
  readonly emit: { readonly name: string; readonly span: Span; readonly quoted: boolean } | undefined;
  readonly optional: boolean;
  readonly type: ValueType;
  /** DSL 1: the channels that it goes to. */
  readonly into: readonly SyntaxToken[];
}

export function readProcess(text: string, uri: string, node: ProcessNode): ReadProcess {
  const name = nameOf(text, node.name) ?? '';
  const sections = new Map<string, SectionNode>();
  for (const section of node.sections) {
    const label = text.slice(section.label.start, section.label.end);
    if (!sections.has(label)) sections.set(label, section);
  }
  const directives: Directed[] = [];
  readDirectives(bodyWithoutScript(node), [], directives);
  const itemsOf = (label: string) => {
    const items = node.sections
      .filter((section) => text.slice(section.label.start, section.label.end) === label)
      .flatMap((section) => section.items);
    // Directives that stand among inputs and outputs are read as such.
    const misplaced = items.filter((item) => isDirective(text, item));
    readDirectives(misplaced, [], directives);
    return misplaced.length === 0 ? items : items.filter((item) => !misplaced.includes(item));
  };
  return {
    node,
    id: symbolId(uri, name),
    name,
    nameSpan: node.name === undefined ? spanOf(node.keyword) : nameSpan(node.name),
    directives,
    inputs: itemsOf('input').flatMap((item) => readInput(text, item) ?? []),
    outputs: itemsOf('output').flatMap((item) => readOutput(text, item) ?? []),
    sections,
    native: sections.has('exec'),
  };
}

export function processSignature(process: ReadProcess, documentation: string | undefined): ProcessSignature {
  return {
    kind: 'process',
    id: process.id,
    name: process.name,
    inputs: process.inputs.map(({ text, variables }): InputSignature => ({
      text,
      names: variables.map(({ name }) => name),
    })),
    outputs: process.outputs.map(({ text, emit }): OutputSignature => ({
      text,
      emit: emit?.name,
      symbol: emit === undefined ? undefined : emitId(process, emit.name),
    })),
    ...(documentation === undefined ? {} : { documentation }),
  };
}

function isDirective(text: string, item: ItemNode): boolean {
  const name = statementOf(item)?.name;
  const word = name === undefined ? '' : text.slice(name.start, name.end);
  return DIRECTIVES.has(word) && !INPUT_QUALIFIERS.has(word) && !OUTPUT_QUALIFIERS.has(word);
}

/** The symbol of an output's name. */
export function emitId({ id }: { readonly id: SymbolId }, name: string): SymbolId {
  return `${id}.out.${name}` as SymbolId;
}

/** Of a body without sections, the last expression is the script. */
function bodyWithoutScript({ body, sections }: ProcessNode): readonly ItemNode[] {
  const last = body.at(-1);
  const isScript = sections.length === 0 && last?.kind === 'expression' && last.expr.kind === 'string';
  return isScript ? body.slice(0, -1) : body;
}

function readDirectives(
  items: readonly ItemNode[],
  conditions: Directed['conditions'],
  found: Directed[],
): void {
  for (const item of items) {
    if (item.kind === 'if' && item.condition !== undefined) {
      const { condition } = item;
      const inside = (node: ItemNode | undefined) =>
        node === undefined ? [] : node.kind === 'block' ? node.items : [node];
      readDirectives(inside(item.then), [...conditions, { condition, holds: true }], found);
      readDirectives(inside(item.otherwise), [...conditions, { condition, holds: false }], found);
      continue;
    }
    const statement = statementOf(item);
    if (statement !== undefined) found.push({ ...statement, conditions });
  }
}

function readInput(text: string, item: ItemNode): ReadInput | undefined {
  if (item.kind === 'entry') return typedInput(text, item);
  const statement = statementOf(item);
  if (statement === undefined) return undefined;
  const qualifier = text.slice(statement.name.start, statement.name.end);
  const variables: InputVariable[] = [];
  variablesOf(text, qualifier, statement.args, variables);
  // DSL 1 has words behind the arguments of the last part as well: `set val(x), file(y) from ch`.
  const from = statement.links.find(({ name }) => text.slice(name.start, name.end) === 'from');
  return {
    qualifier,
    statement,
    span: spanOf(item),
    text: oneLine(text.slice(item.start, item.end)),
    variables,
    from: from === undefined ? undefined : positional(from.args)[0],
  };
}

function typedInput(text: string, entry: EntryNode): ReadInput {
  const tokens =
    entry.name !== undefined
      ? [entry.name]
      : (entry.pattern?.entries ?? []).flatMap(({ name }) => name ?? []);
  return {
    qualifier: 'typed',
    statement: undefined,
    span: spanOf(entry),
    text: oneLine(text.slice(entry.start, entry.end)),
    variables: tokens.map((token) => ({
      name: text.slice(token.start, token.end),
      span: spanOf(token),
      quoted: false,
      type: ANY,
      qualifier: 'typed',
    })),
    from: undefined,
  };
}

function variablesOf(
  text: string,
  qualifier: string,
  args: readonly ArgumentNode[],
  found: InputVariable[],
): void {
  switch (qualifier) {
    case 'tuple':
    case 'set':
    case 'each':
      for (const arg of positional(args)) {
        const inner = calledIn(arg, arg);
        // `tuple x, file(y)` of DSL 1 and `each mode` bring bare names.
        if (inner === undefined || arg.kind === 'name') {
          if (arg.kind === 'name') found.push(variable(text, arg.token, 'val'));
          continue;
        }
        variablesOf(text, text.slice(inner.name.start, inner.name.end), inner.args, found);
      }
      return;
    case 'val':
    case 'path':
    case 'file':
    case 'env': {
      const [first] = positional(args);
      const bare = first?.kind === 'group' ? first.expr : first;
      if (bare?.kind === 'name') found.push(variable(text, bare.token, qualifier));
      if (qualifier !== 'file' && qualifier !== 'path') return;
      // `file(bam: 'bam?')` names the variable by its key.
      for (const { key } of args.filter(isNamed)) {
        if (key.kind !== 'identifier' || KNOWN_FILE_OPTIONS.has(text.slice(key.start, key.end))) continue;
        found.push(variable(text, key, qualifier));
      }
      return;
    }
    default:
  }
}

const KNOWN_FILE_OPTIONS: ReadonlySet<string> = new Set(
  INPUT_QUALIFIERS.get('path')?.options.map(({ name }) => name),
);

function variable(text: string, token: SyntaxToken, qualifier: string): InputVariable {
  return {
    name: text.slice(token.start, token.end),
    span: spanOf(token),
    quoted: false,
    type: qualifier === 'path' || qualifier === 'file' ? primitive('File') : ANY,
    qualifier,
  };
}

function readOutput(text: string, item: ItemNode): ReadOutput | undefined {
  if (item.kind === 'entry') {
    const { name } = item;
    return {
      qualifier: 'typed',
      statement: undefined,
      span: spanOf(item),
      text: oneLine(text.slice(item.start, item.end)),
      emit:
        name === undefined
          ? undefined
          : { name: text.slice(name.start, name.end), span: spanOf(name), quoted: false },
      optional: false,
      type: ANY,
      into: [],
    };
  }
  const statement = statementOf(item);
  if (statement === undefined) return undefined;
  const qualifier = text.slice(statement.name.start, statement.name.end);
  const option = (name: string) => optionOf(text, statement.args, name);
  const emit = option('emit');
  const into = statement.links.filter(({ name }) => text.slice(name.start, name.end) === 'into');
  return {
    qualifier,
    statement,
    span: spanOf(item),
    text: oneLine(text.slice(item.start, item.end)),
    emit: emit === undefined ? undefined : emitName(text, emit),
    optional:
      option('optional')?.kind === 'boolean' &&
      text.slice(option('optional')?.start, option('optional')?.end).includes('true'),
    type: qualifier === 'path' || qualifier === 'file' ? primitive('File') : ANY,
    into: into.flatMap(({ args }) => channelNames(args)),
  };
}

/** Options stand at the end of the statement, or of its last part. */
function optionOf(text: string, args: readonly ArgumentNode[], name: string): ExprNode | undefined {
  const direct = args.filter(isNamed).find((one) => keyOf(text, one) === name)?.value;
  if (direct !== undefined) return direct;
  const last = positional(args).at(-1);
  return last?.kind === 'call'
    ? last.args.filter(isNamed).find((one) => keyOf(text, one) === name)?.value
    : undefined;
}

function emitName(text: string, value: ExprNode): ReadOutput['emit'] {
  if (value.kind === 'name')
    return { name: text.slice(value.start, value.end), span: spanOf(value), quoted: false };
  const plain = plainString(text, value);
  return plain === undefined ? undefined : { name: plain, span: nameSpan(value), quoted: false };
}

/** `into a, b`, `into (a, b)`, `into { a; b }`. */
function channelNames(args: readonly ArgumentNode[]): readonly SyntaxToken[] {
  return positional(args).flatMap((arg): readonly SyntaxToken[] => {
    switch (arg.kind) {
      case 'name':
        return [arg.token];
      case 'group':
        return channelNames([arg.expr]);
      case 'tuple':
      case 'list':
        return channelNames(arg.elements);
      default:
        return [];
    }
  });
}

/** The value type that a channel of an output has where it is one thing. */
export function outputType(output: ReadOutput): ValueType {
  return output.optional && output.type.kind !== 'any' ? { ...output.type, optional: true } : output.type;
}
