import type { Around, CompletionCandidate } from '../../language.ts';
import { typeLabel } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import type { AttributeSectionNode, CallNode, MemberNode, WdlNode } from '../ast.ts';
import { textOf } from '../check/file.ts';
import { entryType, lookup } from '../check/scope.ts';
import type { Entry } from '../check/scope.ts';
import { OPTION_DOCS } from '../facts/words.ts';
import { STANDARD_FUNCTIONS } from '../stdlib/index.ts';
import { atLeast } from '../versions.ts';
import { attributeCandidates, attributeValueCandidates, hintCandidates } from './attributes.ts';
import {
  callTailCandidates,
  inputCandidates,
  namespaceCandidates,
  targetCandidates,
  waitCandidates,
} from './calls.ts';
import { callableOf, scopeAt, typeOf } from './context.ts';
import {
  expressionCandidates,
  memberCandidates,
  outputCandidates,
  previousMemberCandidates,
  taskMemberCandidates,
} from './expressions.ts';
import {
  keyword,
  taskBodyCandidates,
  topLevelCandidates,
  versionCandidates,
  workflowBodyCandidates,
} from './keywords.ts';
import { placeAt } from './place.ts';
import type { Place } from './place.ts';
import { containerCandidates, stringCandidates } from './strings.ts';
import { typeCandidates } from './types.ts';

/** What can be written at the offset. Nothing in comments, and in strings and commands only inside placeholders. */
export function completionsAt(
  document: CheckedDocument,
  offset: number,
  around?: Around,
): readonly CompletionCandidate[] {
  const place = placeAt(document.file.tree, offset);
  if (place === undefined) return [];
  return afterToken(document, place, around) ?? inContainer(document, place);
}

/** Where the token in front of the cursor alone says what must follow. */
function afterToken(
  document: CheckedDocument,
  place: Place,
  around: Around | undefined,
): readonly CompletionCandidate[] | undefined {
  const { file } = document;
  const { previous } = place;
  const parent = place.path.at(-1);
  if (previous === undefined || parent === undefined) return undefined;
  const text = textOf(file, previous);
  switch (parent.kind) {
    case 'string':
      return place.open.includes(parent) ? stringCandidates(document, place, parent, around) : undefined;
    case 'command':
      return place.open.includes(parent) && text !== 'command' ? [] : undefined;
    case 'version':
      return text === 'version' ? versionCandidates() : undefined;
    case 'member':
      return text === '.' ? afterDot(document, place, parent) : undefined;
    case 'call':
      return inCall(document, place, parent, text);
    case 'placeholder':
      return previous.kind === 'placeholderOpen'
        ? [...placeholderOptions(), ...expression(document, place, undefined)]
        : undefined;
    case 'placeholderOption':
      return [];
    case 'decl':
      return text === '=' ? expression(document, place, declaredType(document, parent)) : undefined;
    case 'callInput':
      return text === '=' ? expression(document, place, inputType(document, place, parent)) : undefined;
    case 'attribute':
      return text === ':'
        ? [
            ...attributeValueCandidates(textOf(file, parent.key), sectionOf(place)),
            ...containerCandidates(textOf(file, parent.key), around),
            ...expression(document, place, undefined),
          ]
        : undefined;
    case 'objectEntry':
      return text === ':' && !isInMeta(place)
        ? expression(document, place, memberType(document, place, parent))
        : undefined;
    case 'structLiteral':
    case 'object':
      return text === '{' || text === ',' ? memberKeys(document, place, parent) : undefined;
    case 'type':
      return text === '[' || text === ',' ? typeCandidates(file) : undefined;
    case 'scatter':
      if (text === 'in') return expression(document, place, undefined);
      return text === '(' ? [] : undefined;
    case 'conditionalClause':
      return text === '(' ? expression(document, place, BOOLEAN) : undefined;
    case 'import':
      return parent.uri === undefined
        ? undefined
        : [
            ...(parent.namespace === undefined ? [{ ...keyword('as'), rank: 1 }] : []),
            { ...keyword('alias'), rank: 2 },
            ...nextLine(document, place),
          ];
    case 'apply':
    case 'array':
    case 'map':
    case 'mapEntry':
    case 'pair':
    case 'group':
    case 'index':
    case 'binary':
    case 'unary':
    case 'ternary':
      return OPENS_VALUE.has(text) ? expression(document, place, undefined) : undefined;
    default:
      return undefined;
  }
}

function sectionOf(place: Place): AttributeSectionNode['kind'] {
  for (const { kind } of place.path) {
    if (kind === 'runtime' || kind === 'requirements' || kind === 'hints') return kind;
  }
  return 'runtime';
}

const BOOLEAN: ValueType = { kind: 'primitive', name: 'Boolean', optional: false };

/** Tokens of expressions behind which a value must stand. */
const OPENS_VALUE: ReadonlySet<string> = new Set([
  ...['(', '[', '{', ',', ':', '+', '-', '*', '/', '%', '**', '!'],
  ...['==', '!=', '<', '<=', '>', '>=', '&&', '||', 'if', 'then', 'else'],
]);

/** Where only the block around the cursor says what may come. */
function inContainer(document: CheckedDocument, place: Place): readonly CompletionCandidate[] {
  if (!startsItem(document.file.text, place)) return [];
  const { file } = document;
  const container = [...place.open].reverse().find((node) => CONTAINERS.has(node.kind));
  switch (container?.kind) {
    case undefined:
    case 'document':
      return topLevelCandidates(file);
    case 'task':
      return [...taskBodyCandidates(file, container), ...typeCandidates(file)];
    case 'workflow':
    case 'scatter':
    case 'conditionalClause':
      return [...workflowBodyCandidates(file, container), ...typeCandidates(file)];
    case 'input':
    case 'output':
    case 'struct':
      return typeCandidates(file);
    case 'runtime':
    case 'requirements':
    case 'hints':
      return attributeCandidates(file, container);
    case 'parameter_meta':
      return parameterKeys(document, place);
    case 'structLiteral':
      return hintKeys(document, place, container);
    default:
      return [];
  }
}

const CONTAINERS: ReadonlySet<string> = new Set([
  ...['document', 'task', 'workflow', 'scatter', 'conditionalClause', 'input', 'output', 'struct', 'enum'],
  ...[
    'runtime',
    'requirements',
    'hints',
    'meta',
    'parameter_meta',
    'call',
    'command',
    'object',
    'structLiteral',
  ],
  ...['array', 'map', 'pair', 'apply', 'string', 'placeholder'],
]);

/** An item starts on a line of its own, or behind a brace. */
function startsItem(text: string, place: Place): boolean {
  const { previous } = place;
  if (previous === undefined) return true;
  const between = text.slice(previous.end, place.wordStart);
  if (between.includes('\n')) return true;
  const last = text.slice(previous.start, previous.end);
  return last === '{' || last === '}' || last === '>>>';
}

function nextLine(document: CheckedDocument, place: Place): readonly CompletionCandidate[] {
  const { previous } = place;
  const between = document.file.text.slice(previous?.end ?? 0, place.wordStart);
  return between.includes('\n') ? topLevelCandidates(document.file) : [];
}

function afterDot(document: CheckedDocument, place: Place, node: MemberNode): readonly CompletionCandidate[] {
  const scope = scopeAt(document, place.path);
  if (scope === undefined) return [];
  if (node.target.kind === 'name') {
    const name = textOf(document.file, node.target.token);
    const visible = lookup(scope.block, name);
    if (visible?.entry.kind === 'call') return outputCandidates(visible);
    const named = document.file.types.get(name);
    if (visible === undefined && named?.type.kind === 'enum') return memberCandidates(named.type);
    if (visible === undefined && name === 'task' && atLeast(document.file.version, '1.2')) {
      return taskMemberCandidates(scope);
    }
  }
  if (isPrevious(document, node) && lookup(scope.block, 'task') === undefined) {
    return previousMemberCandidates(scope);
  }
  return memberCandidates(typeOf(scope, node.target));
}

/** `task.previous.`. */
function isPrevious({ file }: CheckedDocument, { target }: MemberNode): boolean {
  if (target.kind !== 'member' || target.name === undefined || target.target.kind !== 'name') return false;
  return textOf(file, target.name) === 'previous' && textOf(file, target.target.token) === 'task';
}

function inCall(
  document: CheckedDocument,
  place: Place,
  node: CallNode,
  text: string,
): readonly CompletionCandidate[] | undefined {
  const { file } = document;
  const callable = callableOf(document, place.path);
  if (callable === undefined) return undefined;
  const entry = document.bodies.get(callable)?.entries.get(node);
  const inBody = node.open !== undefined && node.open.end <= place.wordStart;
  if (inBody) {
    if (node.close !== undefined && node.close.end <= place.wordStart) return undefined;
    const names = inputCandidates(file, node, entry);
    if (text === ':' || text === ',') return names;
    if (text !== '{') return [];
    if (node.inputKeyword !== undefined && node.inputKeyword.start >= place.wordStart) return [];
    const head = { ...keyword('input:', 'input:\n  $0'), filter: 'input', rank: 1 };
    return atLeast(file.version, '1.2') ? names : [head, ...names.map((one) => withKeyword(one))];
  }
  switch (text) {
    case 'call':
      return targetCandidates(file, callable.signature.name);
    case '.': {
      const [first] = node.target;
      return first === undefined ? [] : namespaceCandidates(file, textOf(file, first));
    }
    case 'as':
      return [];
    case 'after': {
      const scope = scopeAt(document, place.path);
      return scope === undefined ? [] : waitCandidates(scope.block, entry);
    }
    default:
      return startsItem(file.text, place) ? undefined : callTailCandidates(file, node);
  }
}

/** Before 1.2 inputs stand behind `input:`; the first one brings it along. */
function withKeyword(candidate: CompletionCandidate): CompletionCandidate {
  return {
    ...candidate,
    insert: `input: ${candidate.insert ?? candidate.label}`,
    rank: (candidate.rank ?? 5) + 1,
  };
}

function expression(
  document: CheckedDocument,
  place: Place,
  expected: ValueType | undefined,
): readonly CompletionCandidate[] {
  if (isInMeta(place)) return [];
  const scope = scopeAt(document, place.path);
  if (scope === undefined) return [];
  return expressionCandidates(scope, expected ?? argumentType(document, place), ownEntry(document, place));
}

/** The type of the parameter that an argument at the cursor would be for, where it is a plain one. */
function argumentType(document: CheckedDocument, place: Place): ValueType | undefined {
  const node = place.path.at(-1);
  if (node?.kind !== 'apply') return undefined;
  const index = node.args.filter((arg) => arg.end <= place.wordStart && arg.end > arg.start).length;
  const found = STANDARD_FUNCTIONS.get(textOf(document.file, node.name));
  const pattern = found?.signatures[0]?.parameters[index]?.type;
  if (pattern?.kind === 'type') return pattern.type;
  return undefined;
}

function placeholderOptions(): CompletionCandidate[] {
  return [...OPTION_DOCS].map(([name, doc]) => ({
    label: `${name}=`,
    kind: 'keyword',
    documentation: doc,
    filter: name,
    insert: name === 'true' ? 'true="$1" false="$2" ' : `${name}="$1" `,
    snippet: true,
    rank: 6,
  }));
}

/** The declaration or call that the expression at the place belongs to. */
function ownEntry(document: CheckedDocument, place: Place): Entry | undefined {
  const node = place.path.findLast(
    (one) => one.kind === 'decl' || one.kind === 'call' || one.kind === 'scatter',
  );
  return node === undefined ? undefined : entryOf(document, node);
}

function entryOf(document: CheckedDocument, node: WdlNode): Entry | undefined {
  for (const callable of document.callables) {
    const entries = [...callable.inputs, ...callable.declarations, ...callable.outputs];
    const found =
      entries.find((entry) => entry.node === node) ??
      document.bodies.get(callable)?.all.find((entry) => entry.node === node);
    if (found !== undefined) return found;
  }
  return undefined;
}

function declaredType(document: CheckedDocument, node: WdlNode): ValueType | undefined {
  if (node.kind !== 'decl' || node.name === undefined) return undefined;
  const entry = entryOf(document, node);
  return entry === undefined ? undefined : entryType(entry);
}

function inputType(document: CheckedDocument, place: Place, node: WdlNode): ValueType | undefined {
  const call = place.path.findLast((one) => one.kind === 'call');
  const callable = callableOf(document, place.path);
  if (call?.kind !== 'call' || callable === undefined || node.kind !== 'callInput') return undefined;
  const callee = document.bodies.get(callable)?.entries.get(call)?.callee;
  return callee?.inputs.get(textOf(document.file, node.name))?.type;
}

/** The struct that an object or struct literal becomes. */
function literalStruct(document: CheckedDocument, place: Place, literal: WdlNode): ValueType | undefined {
  if (literal.kind === 'structLiteral')
    return document.file.types.get(textOf(document.file, literal.name))?.type;
  const owner = place.path[place.path.indexOf(literal) - 1];
  if (owner?.kind === 'decl') return declaredType(document, owner);
  return owner?.kind === 'callInput' ? inputType(document, place, owner) : undefined;
}

function memberType(document: CheckedDocument, place: Place, entry: WdlNode): ValueType | undefined {
  const literal = place.path[place.path.indexOf(entry) - 1];
  if (entry.kind !== 'objectEntry' || literal === undefined) return undefined;
  const struct = literalStruct(document, place, literal);
  if (struct?.kind !== 'struct') return undefined;
  const name = textOf(document.file, entry.key);
  return struct.members.find((member) => member.name === name)?.type;
}

function memberKeys(
  document: CheckedDocument,
  place: Place,
  literal: Extract<WdlNode, { kind: 'structLiteral' | 'object' }>,
): readonly CompletionCandidate[] {
  const struct = literalStruct(document, place, literal);
  if (struct?.kind !== 'struct') return hintKeys(document, place, literal);
  const given = new Set(literal.entries.map((entry) => textOf(document.file, entry.key)));
  return memberCandidates(struct)
    .filter((one) => !given.has(one.label))
    .map((one) => ({ ...one, insert: `${one.label}: ` }));
}

/** Keys of `hints { … }`, `input { … }` and `output { … }` in a hints section. */
function hintKeys(
  document: CheckedDocument,
  place: Place,
  literal: Extract<WdlNode, { kind: 'structLiteral' | 'object' }>,
): readonly CompletionCandidate[] {
  const { file } = document;
  const callable = callableOf(document, place.path);
  if (literal.kind !== 'structLiteral' || callable === undefined || sectionOf(place) !== 'hints') return [];
  const given = new Set(literal.entries.map((entry) => textOf(file, entry.key)));
  const { inputs, outputs } = callable.signature;
  switch (textOf(file, literal.name)) {
    case 'hints':
      return hintCandidates(file, given);
    case 'input':
    case 'output': {
      const ports = textOf(file, literal.name) === 'input' ? inputs : outputs;
      return [...ports.values()]
        .filter(({ name }) => !given.has(name))
        .map(({ name, type }) => ({
          label: name,
          kind: 'key',
          detail: typeLabel(type),
          insert: `${name}: hints {\n  $0\n}`,
          snippet: true,
          rank: 1,
        }));
    }
    default:
      return [];
  }
}

function parameterKeys(document: CheckedDocument, place: Place): readonly CompletionCandidate[] {
  const callable = callableOf(document, place.path);
  if (callable === undefined) return [];
  const given = new Set(
    callable.meta
      .filter((section) => section.kind === 'parameter_meta')
      .flatMap((section) => section.entries.map((entry) => textOf(document.file, entry.key))),
  );
  return [...callable.signature.inputs.values()]
    .filter((port) => !given.has(port.name))
    .map((port) => ({
      label: port.name,
      kind: 'key',
      detail: 'input',
      insert: `${port.name}: "$0"`,
      snippet: true,
      rank: 1,
    }));
}

function isInMeta(place: Place): boolean {
  return place.path.some((node) => node.kind === 'meta' || node.kind === 'parameter_meta');
}
