import type { Around, CompletionCandidate } from '../../language.ts';
import type { ReadScript } from '../analyze.ts';
import { includeTarget } from '../config/include-target.ts';
import type { ParamSetting } from '../config/exports.ts';
import {
  CHANNEL_FACTORIES,
  DIRECTIVES,
  FEATURE_FLAGS,
  INPUT_QUALIFIERS,
  OPERATORS,
  OUTPUT_QUALIFIERS,
  isIn,
} from '../data/index.ts';
import { outputsOf } from '../exports.ts';
import type { Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import type { Scope } from '../scope/names.ts';
import { contentSpan, isNamed, keyOf, statementOf } from '../words.ts';
import {
  componentCandidate,
  directiveCandidates,
  globalCandidates,
  namespaceCandidates,
  operatorCandidates,
  optionCandidates,
  paramCandidates,
  qualifierCandidates,
  valueCandidates,
} from './candidates.ts';
import { includableCandidates } from './auto-include.ts';
import { pathCandidates } from './paths.ts';
import type { Place } from './place.ts';
import { enclosing, isStatementStart, placeAt } from './place.ts';
import { TOP_LEVEL, sectionCandidates } from './snippets.ts';

/** What may stand at the cursor of a script. */
export function scriptCompletions(
  read: ReadScript,
  offset: number,
  around: Around | undefined,
): readonly CompletionCandidate[] {
  const { script } = read;
  const place = placeAt(script.tree, offset);
  if (place === undefined) return [];
  if (place.string !== undefined && !isInInterpolation(script, place)) return inString(script, place, around);
  if (place.chain !== undefined) return afterPoint(script, place, place.chain);
  const include = enclosing(place, 'include');
  if (include !== undefined && isInBraces(script, place)) return includedNames(script, place);
  const statement = namedArguments(script, place);
  if (statement !== undefined) return statement;
  const process = enclosing(place, 'process');
  if (process !== undefined) return inProcess(read, place, process);
  const workflow = enclosing(place, 'workflow');
  if (workflow !== undefined) return inWorkflow(read, place, around);
  if (place.nodes.length <= 2 && isStatementStart(place)) return [...TOP_LEVEL, ...inScope(read, place)];
  return inScope(read, place);
}

function isInInterpolation(script: Script, { word, nodes }: Place): boolean {
  return (
    nodes.at(-1)?.kind === 'interpolation' ||
    /\$\{?[\w.]*$/.test(script.text.slice(Math.max(0, word.start - 60), word.end))
  );
}

function inString(script: Script, place: Place, around: Around | undefined): readonly CompletionCandidate[] {
  const { string } = place;
  if (string === undefined) return [];
  const content = contentSpan(string);
  const include = enclosing(place, 'include');
  if (include !== undefined)
    return pathCandidates(
      script.uri,
      around?.files() ?? [],
      script.text.slice(content.start, place.offset),
      content,
      'module',
    );
  const item = place.nodes.findLast((node) => node.kind === 'expression');
  const directive = item?.kind === 'expression' ? statementOf(item) : undefined;
  if (directive === undefined || enclosing(place, 'process') === undefined) return [];
  const name = textOf(script, directive.name);
  if (name === 'container') {
    return (around?.containers() ?? []).map((image) => ({
      label: image,
      kind: 'value',
      insert: image,
      replace: content,
    }));
  }
  if (name === 'label') {
    const known = new Set(
      script.config?.selectors
        .filter(({ kind, pattern }) => kind === 'withLabel' && /^\w+$/.test(pattern))
        .map(({ pattern }) => pattern),
    );
    return [...known].map((label) => ({ label, kind: 'value', insert: label, replace: content }));
  }
  const argument = place.nodes.findLast((node) => node.kind === 'namedArgument');
  const known = DIRECTIVES.get(name);
  const key = argument?.kind === 'namedArgument' ? keyOf(script.text, argument) : undefined;
  const values = key === undefined ? known?.values : known?.options?.find((one) => one.name === key)?.values;
  return values === undefined ? [] : valueCandidates(values, 'bare', content);
}

function afterPoint(script: Script, place: Place, chain: string): readonly CompletionCandidate[] {
  const { line } = script.version;
  const parts = chain.split('.');
  const [first = '', second] = parts;
  if (chain === 'params') return paramCandidates(paramsOf(script));
  if (chain === 'channel' || chain === 'Channel') return operatorCandidates(line, CHANNEL_FACTORIES);
  if (chain === 'nextflow.enable' || chain === 'nextflow.preview') {
    return [...FEATURE_FLAGS.values()]
      .filter((flag) => flag.name.startsWith(`${chain}.`) && isIn(line, flag))
      .map(({ name, doc }) => ({
        label: name.slice(chain.length + 1),
        kind: 'key',
        documentation: doc,
        insert: `${name.slice(chain.length + 1)} = `,
      }));
  }
  if (chain === 'task') {
    const directives = [...DIRECTIVES.values()].filter((one) => isIn(line, one));
    return [
      ...namespaceCandidates('task'),
      ...directives.map(({ name, doc }) => ({ label: name, kind: 'member' as const, documentation: doc })),
    ];
  }
  const namespace = namespaceCandidates(chain);
  if (namespace.length > 0) return namespace;
  const component = script.components.get(first)?.component;
  if (component !== undefined && component.kind !== 'function') {
    if (second === undefined)
      return [{ label: 'out', kind: 'member', documentation: 'The channels that come out of it.' }];
    if (second === 'out' && parts.length === 2) {
      const outputs = outputsOf(component).map(({ name, text }) => ({
        label: name,
        kind: 'member' as const,
        detail: text,
        rank: 1,
      }));
      return [...outputs, ...(outputs.length <= 1 ? operatorCandidates(line) : [])];
    }
  }
  return enclosing(place, 'process') !== undefined ? [] : operatorCandidates(line);
}

/** Parameters by name, those of the schema too. */
function paramsOf(script: Script): ReadonlyMap<string, Pick<ParamSetting, 'text' | 'documentation'>> {
  const found = new Map<string, Pick<ParamSetting, 'text' | 'documentation'>>();
  for (const { name, description, default: preset } of script.schema?.params ?? []) {
    found.set(name, {
      text: preset === undefined ? '' : JSON.stringify(preset),
      ...(description === undefined ? {} : { documentation: description }),
    });
  }
  for (const params of [script.params, script.config?.params]) {
    for (const [name, param] of params ?? []) found.set(name, { ...found.get(name), ...param });
  }
  return found;
}

function isInBraces(script: Script, { word }: Place): boolean {
  const open = script.text.lastIndexOf('{', word.start);
  return (
    open > script.text.lastIndexOf('}', word.start - 1) &&
    open > script.text.lastIndexOf('include', word.start) - 1
  );
}

function includedNames(script: Script, place: Place): readonly CompletionCandidate[] {
  const node = enclosing(place, 'include');
  if (node === undefined || includeTarget(script.text, node.source) === undefined) return [];
  const found = script.includes.find((one) => one.node === node);
  const exports = found?.uri === undefined ? undefined : script.loaded.get(found.uri)?.exports;
  if (exports?.language !== 'nextflow') return [];
  const taken = new Set(
    node.members.filter(({ end }) => end < place.offset).map(({ name }) => textOf(script, name)),
  );
  return [...exports.components]
    .filter(([name]) => !taken.has(name))
    .map(([name, component]) => componentCandidate(name, component, 'named'));
}

/** Options of the directive, qualifier or operator whose arguments the cursor stands in. */
function namedArguments(script: Script, place: Place): readonly CompletionCandidate[] | undefined {
  const { line } = script.version;
  const isBehind = /[,(]\s*$/.test(place.before) || /^\s*\w+\s+$/.test(place.before);
  const call = place.nodes.findLast((node) => node.kind === 'call' || node.kind === 'command');
  const value = /(\w+)\s*:\s*$/.exec(place.before)?.[1];
  if (call?.kind !== 'call' && call?.kind !== 'command') return behindComma(script, place);
  const { callee } = call;
  const token = callee.kind === 'name' ? callee.token : callee.kind === 'member' ? callee.name : undefined;
  if (token === undefined || place.word.start <= token.end - 1) return undefined;
  const name = textOf(script, token);
  const section = enclosing(place, 'section');
  const label = section === undefined ? undefined : textOf(script, section.label);
  const inProcess = enclosing(place, 'process') !== undefined;
  const options = inProcess
    ? label === 'input'
      ? INPUT_QUALIFIERS.get(name)?.options
      : label === 'output'
        ? OUTPUT_QUALIFIERS.get(name)?.options
        : section === undefined
          ? DIRECTIVES.get(name)?.options
          : undefined
    : callee.kind === 'member'
      ? (OPERATORS.get(name) ?? CHANNEL_FACTORIES.get(name))?.options
      : undefined;
  if (value !== undefined) {
    const values = options?.find((one) => one.name === value)?.values;
    return values === undefined ? undefined : valueCandidates(values, 'quoted');
  }
  if (options === undefined || !isBehind) return undefined;
  const given = new Set(call.args.filter(isNamed).flatMap((one) => keyOf(script.text, one) ?? []));
  const values =
    inProcess && section === undefined && /^\s*\w+\s+$/.test(place.before)
      ? DIRECTIVES.get(name)?.values
      : undefined;
  return [...valueCandidates(values ?? [], 'quoted'), ...optionCandidates(line, options, given)];
}

/** A statement of a process that ends with a comma: what follows is not there yet, and belongs to no node. */
function behindComma(script: Script, place: Place): readonly CompletionCandidate[] | undefined {
  const match = /^\s*(\w+)\b.*,\s*(?:(\w+)\s*:\s*)?$/.exec(place.before);
  const [, name, key] = match ?? [];
  const process = enclosing(place, 'process');
  if (name === undefined || process === undefined) return undefined;
  const section = process.sections.findLast((one) => one.label.start <= place.offset);
  const label = section === undefined ? undefined : textOf(script, section.label);
  const tables = label === 'input' ? INPUT_QUALIFIERS : label === 'output' ? OUTPUT_QUALIFIERS : undefined;
  const options = (label === undefined ? DIRECTIVES : tables)?.get(name)?.options;
  if (options === undefined) return undefined;
  if (key !== undefined)
    return valueCandidates(options.find((one) => one.name === key)?.values ?? [], 'quoted');
  const given = new Set([...place.before.matchAll(/(\w+)\s*:/g)].map((match) => match[1] ?? ''));
  return optionCandidates(script.version.line, options, given);
}

function inProcess(
  read: ReadScript,
  place: Place,
  process: Place['nodes'][number] & { kind: 'process' },
): readonly CompletionCandidate[] {
  const { script } = read;
  const { line } = script.version;
  const section = process.sections.findLast((one) => one.label.start <= place.offset);
  const label = section === undefined ? undefined : textOf(script, section.label);
  const isStart = isStatementStart(place) || /^\s*$/.test(place.before);
  if (isStart && (label === undefined || label === 'input' || label === 'output')) {
    const sections = sectionCandidates(
      'process',
      new Set(process.sections.map((one) => textOf(script, one.label))),
    );
    if (label === undefined) return [...directiveCandidates(line, 'called'), ...sections];
    return [
      ...qualifierCandidates(line, label === 'input' ? INPUT_QUALIFIERS : OUTPUT_QUALIFIERS),
      ...sections,
    ];
  }
  const parts = /\b(?:tuple|each|set)\b[^;]*[(,\s]\s*$/.test(place.before);
  if (parts && label !== undefined && (label === 'input' || label === 'output')) {
    return [
      ...qualifierCandidates(line, label === 'input' ? INPUT_QUALIFIERS : OUTPUT_QUALIFIERS).map(part),
      ...(label === 'output' ? inScope(read, place) : []),
    ];
  }
  const directive = section === undefined ? /^\s*(\w+)\s+$/.exec(place.before)?.[1] : undefined;
  const values = directive === undefined ? undefined : DIRECTIVES.get(directive)?.values;
  if (values !== undefined) return valueCandidates(values, 'quoted');
  const starts = isStart
    ? sectionCandidates('process', new Set(process.sections.map((one) => textOf(script, one.label))))
    : [];
  return [...inScope(read, place), ...starts];
}

/** Inside of a tuple, qualifiers have parentheses. */
function part(candidate: CompletionCandidate): CompletionCandidate {
  return {
    ...candidate,
    insert:
      candidate.label === 'stdin' || candidate.label === 'stdout'
        ? candidate.label
        : `${candidate.label}($1)`,
  };
}

function inWorkflow(
  read: ReadScript,
  place: Place,
  around: Around | undefined,
): readonly CompletionCandidate[] {
  const { script } = read;
  const { line } = script.version;
  const isPiped = /\|\s*$/.test(place.before);
  const components = [...script.components].map(([name, { component }]) =>
    componentCandidate(name, component, isPiped ? 'named' : 'called'),
  );
  const more = includableCandidates(script, place, around, isPiped ? 'named' : 'called');
  if (isPiped) return [...components, ...operatorCandidates(line), ...more];
  const workflow = enclosing(place, 'workflow');
  const labels = new Set(workflow?.sections.map((one) => textOf(script, one.label)) ?? []);
  const sections = /^\s*$/.test(place.before)
    ? sectionCandidates(workflow?.name === undefined ? 'entry' : 'workflow', labels)
    : [];
  return [...components, ...inScope(read, place, 'without components'), ...sections, ...more];
}

function inScope(
  read: ReadScript,
  place: Place,
  which?: 'without components',
): readonly CompletionCandidate[] {
  const { script, names } = read;
  const inner = names.scopes.findLast(({ span }) => span.start <= place.offset && place.offset <= span.end);
  const found = new Map<string, CompletionCandidate>();
  let depth = 0;
  for (let at: Scope | undefined = inner; at !== undefined; at = at.parent, depth++) {
    for (const { name, symbol, span } of at.names.values()) {
      // What is just being typed is no name yet.
      if (found.has(name) || (span.start <= place.offset && place.offset <= span.end)) continue;
      const detail = script.symbols.get(symbol)?.signature;
      found.set(name, {
        label: name,
        kind: 'variable',
        rank: Math.min(1 + depth, 4),
        ...(detail === undefined ? {} : { detail }),
      });
    }
  }
  const components =
    which === undefined
      ? [...script.components].flatMap(([name, { component }]) =>
          component.kind === 'function' ? [componentCandidate(name, component, 'called')] : [],
        )
      : [];
  return [...found.values(), ...components, ...globalCandidates(script.version.line)];
}
