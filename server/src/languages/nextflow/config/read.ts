import type { Occurrence, SymbolId, SymbolInfo } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { AnalyzeContext, FreeName } from '../../language.ts';
import type { NextflowExports } from '../exports.ts';
import { compile } from '../lower/compile.ts';
import { evaluate } from '../lower/evaluate.ts';
import { isTrue } from '../lower/values.ts';
import type {
  ConfigBlockNode,
  ConfigIncludeNode,
  ConfigSelectorNode,
  ExprNode,
  FunctionNode,
  ItemNode,
  NextflowTree,
  StringNode,
} from '../syntax/ast.ts';
import { calledIn, nameOf, nameSpan, plainString, positional } from '../words.ts';
import type { ConfigExports, Setting } from './exports.ts';
import { configTargets, includeTarget } from './include-target.ts';
import { readNestedParam, readParam } from './params.ts';
import type { Place, Reader, WrittenInclude, WrittenSetting } from './reader.ts';
import { locationOf, memberPath, namesOf, note, settingOf } from './reader.ts';

/** A configuration, read as AWS HealthOmics reads it: without profiles, and where it asks whether it runs there, it does. */
export interface ReadConfig {
  readonly tree: NextflowTree;
  readonly uri: string;
  readonly exports: ConfigExports;
  readonly symbols: ReadonlyMap<SymbolId, SymbolInfo>;
  readonly occurrences: Occurrence[];
  readonly names: FreeName[];
  /** Every setting that is written in the file itself, those of profiles and of conditions that do not hold included. */
  readonly written: readonly WrittenSetting[];
  readonly includes: readonly WrittenInclude[];
  readonly functions: ReadonlyMap<string, FunctionNode>;
  readonly selectors: readonly ConfigSelectorNode[];
}

export function readConfig(tree: NextflowTree, context: AnalyzeContext<NextflowExports>): ReadConfig {
  const reader: Reader = {
    tree,
    text: tree.text,
    uri: context.uri,
    context,
    locals: new Map(),
    params: new Map(),
    process: new Map(),
    selectors: [],
    options: new Map(),
    plugins: [],
    symbols: new Map(),
    occurrences: [],
    names: [],
    written: [],
    includes: [],
    functions: new Map(),
    selectorNodes: [],
    isProject: false,
    whole: true,
  };
  readItems(reader, tree.root.items, { path: [], counts: true, profile: undefined });
  const { params, process, selectors, options, plugins, isProject, whole } = reader;
  return {
    tree,
    uri: context.uri,
    exports: {
      language: 'nextflow-config',
      uri: context.uri,
      params,
      process,
      selectors,
      options,
      plugins,
      isProject,
      whole,
    },
    symbols: reader.symbols,
    occurrences: reader.occurrences,
    names: reader.names,
    written: reader.written,
    includes: reader.includes,
    functions: reader.functions,
    selectors: reader.selectorNodes,
  };
}

function readItems(reader: Reader, items: readonly ItemNode[], place: Place): void {
  for (const item of items) readItem(reader, item, place);
}

function readItem(reader: Reader, item: ItemNode, place: Place): void {
  const { text } = reader;
  switch (item.kind) {
    case 'configAssignment':
      return readAssignment(reader, item.path, item.operator, item.value, place);
    case 'configBlock':
      return readBlock(reader, item, place);
    case 'configSelector':
      return readSelector(reader, item, place);
    case 'configInclude':
      return readInclude(reader, item, place);
    case 'if': {
      const truth = place.counts ? conditionOf(reader, item.condition) : undefined;
      if (item.then !== undefined)
        readItem(reader, item.then, { ...place, counts: place.counts && truth === true });
      if (item.otherwise !== undefined) {
        readItem(reader, item.otherwise, { ...place, counts: place.counts && truth === false });
      }
      return;
    }
    case 'block':
      return readItems(reader, item.items, place);
    case 'try':
      if (item.body !== undefined) readItems(reader, item.body.items, place);
      for (const { body } of item.catches) {
        if (body !== undefined) readItems(reader, body.items, { ...place, counts: false });
      }
      return;
    case 'variables':
      for (const { name, value } of item.declarators) {
        reader.locals.set(text.slice(name.start, name.end), compile(text, value, reader.locals));
      }
      return;
    case 'function': {
      const name = nameOf(text, item.name);
      if (name !== undefined) reader.functions.set(name, item);
      return;
    }
    case 'expression':
      return readExpression(reader, item.expr, place);
    default:
  }
}

function readExpression(reader: Reader, expr: ExprNode, place: Place): void {
  if (expr.kind === 'assign') {
    const path = memberPath(expr.target);
    if (path !== undefined) readAssignment(reader, path, expr.operator, expr.value, place);
    return;
  }
  if (place.path[0] !== 'plugins') return;
  const call = calledIn(expr, expr);
  if (call === undefined || reader.text.slice(call.name.start, call.name.end) !== 'id') return;
  const [first] = positional(call.args);
  const named = plainString(reader.text, first);
  if (named === undefined || first === undefined || !place.counts) return;
  const [id = '', version] = named.split('@');
  reader.isProject = true;
  reader.plugins.push({ id, version, at: locationOf(reader, first) });
}

function readBlock(reader: Reader, block: ConfigBlockNode, place: Place): void {
  const name = nameOf(reader.text, block.name) ?? '';
  if (place.path.length === 0 && name === 'manifest') reader.isProject = true;
  if (place.path.length === 0 && name === 'profiles') {
    reader.isProject = true;
    for (const item of block.items) {
      if (item.kind !== 'configBlock') readItem(reader, item, { ...place, counts: false });
      else {
        const profile = nameOf(reader.text, item.name) ?? '';
        readItems(reader, item.items, { path: [], counts: place.counts && profile === 'standard', profile });
      }
    }
    return;
  }
  const path = [...place.path, name];
  if (place.path[0] === 'params') return readNestedParam(reader, block, place);
  if (place.path[0] === 'process' && name.startsWith('$') && place.path.length === 1) {
    const settings = new Map<string, Setting>();
    if (place.counts) reader.selectors.push({ kind: 'withName', pattern: name.slice(1), settings });
    return readSelected(reader, block.items, [...place.path, `withName:${name.slice(1)}`], settings, place);
  }
  readItems(reader, block.items, { ...place, path });
}

function readSelector(reader: Reader, node: ConfigSelectorNode, place: Place): void {
  // Newer versions than those of the service have selectors of agents too.
  if (place.path[0] !== undefined && place.path[0] !== 'process') return;
  const { text } = reader;
  const whole = node.selector === undefined ? '' : (nameOf(text, node.selector) ?? '');
  const keyword = node.keyword === undefined ? undefined : text.slice(node.keyword.start, node.keyword.end);
  const match = keyword === undefined ? /^(withName|withLabel):(.*)$/s.exec(whole) : undefined;
  const kind = (keyword ?? match?.[1]) === 'withLabel' ? 'withLabel' : 'withName';
  const pattern = match?.[2] ?? whole;
  reader.selectorNodes.push(node);
  if (node.selector !== undefined && kind === 'withName') {
    const span = nameSpan(node.selector);
    const offset = match === undefined || match === null ? 0 : whole.length - pattern.length;
    noteNames(reader, text.slice(span.start + offset, span.end), span.start + offset);
  }
  const settings = new Map<string, Setting>();
  if (place.counts) reader.selectors.push({ kind, pattern, settings });
  readSelected(reader, node.items, [...place.path, `${kind}:${pattern}`], settings, place);
}

/** The names in a selector that may be those of processes and workflows: `A:B:ALIGN_.*|SORT` has `A`, `B` and `SORT`. */
function noteNames(reader: Reader, pattern: string, start: number): void {
  for (const match of pattern.matchAll(/[A-Za-z_]\w*/g)) {
    const before = pattern[match.index - 1];
    const after = pattern[match.index + match[0].length];
    const isWhole = (char: string | undefined) => char === undefined || /[:|()!\s]/.test(char);
    if (!isWhole(before) || !isWhole(after)) continue;
    const at = start + match.index;
    reader.names.push({ span: { start: at, end: at + match[0].length }, path: match[0] });
  }
}

function readSelected(
  reader: Reader,
  items: readonly ItemNode[],
  path: readonly string[],
  settings: Map<string, Setting>,
  place: Place,
): void {
  for (const item of items) {
    switch (item.kind) {
      case 'configAssignment':
        note(reader, item.path, item.operator, item.value, { ...place, path });
        if (item.value !== undefined) {
          settings.set(namesOf(reader, item.path).join('.'), settingOf(reader, item.value));
        }
        break;
      case 'configBlock': {
        const name = nameOf(reader.text, item.name) ?? '';
        for (const inner of item.items) {
          if (inner.kind !== 'configAssignment') continue;
          note(reader, inner.path, inner.operator, inner.value, { ...place, path: [...path, name] });
          if (inner.value !== undefined) {
            settings.set([name, ...namesOf(reader, inner.path)].join('.'), settingOf(reader, inner.value));
          }
        }
        break;
      }
      case 'if': {
        const truth = conditionOf(reader, item.condition);
        const branches = [
          [item.then, truth === true],
          [item.otherwise, truth === false],
        ] as const;
        for (const [branch, holds] of branches) {
          const own = branch === undefined ? [] : branch.kind === 'block' ? branch.items : [branch];
          readSelected(reader, own, path, holds ? settings : new Map<string, Setting>(), {
            ...place,
            counts: place.counts && holds,
          });
        }
        break;
      }
      case 'expression': {
        if (item.expr.kind !== 'assign') break;
        const target = memberPath(item.expr.target);
        if (target === undefined) break;
        note(reader, target, item.expr.operator, item.expr.value, { ...place, path });
        settings.set(namesOf(reader, target).join('.'), settingOf(reader, item.expr.value));
        break;
      }
      case 'configSelector':
        readSelector(reader, item, { ...place, path: path.slice(0, 1) });
        break;
      default:
    }
  }
}

function readAssignment(
  reader: Reader,
  path: readonly (SyntaxToken | StringNode)[],
  operator: SyntaxToken | undefined,
  value: ExprNode | undefined,
  place: Place,
): void {
  const own = namesOf(reader, path);
  const full = [...place.path, ...own];
  note(reader, path, operator, value, place);
  const [scope, name, ...rest] = full;
  if (scope === 'profiles') {
    reader.isProject = true;
    return;
  }
  if (scope === 'params') {
    const key = path.at(name === undefined ? 0 : path.length - 1 - rest.length);
    if (name !== undefined && key !== undefined) readParam(reader, name, key, rest, value, place);
    return;
  }
  if (value === undefined || !place.counts) return;
  const setting = settingOf(reader, value);
  if (scope === 'process' && name !== undefined) {
    if (name.startsWith('$') && rest.length > 0) {
      const settings = new Map([[rest.join('.'), setting]]);
      reader.selectors.push({ kind: 'withName', pattern: name.slice(1), settings });
    } else reader.process.set([name, ...rest].join('.'), setting);
    return;
  }
  if (scope === 'manifest') reader.isProject = true;
  if (scope === 'plugins' && own.length === 1) return;
  reader.options.set(full.join('.'), setting);
}

function readInclude(reader: Reader, node: ConfigIncludeNode, place: Place): void {
  const target = includeTarget(reader.text, node.source);
  const tried = (target === undefined ? [] : configTargets(target)).map((path) => ({
    path,
    imported: reader.context.imported(path),
  }));
  const isThere = ({ imported }: (typeof tried)[number]) =>
    imported.kind !== 'missing' || imported.text !== undefined;
  const there = tried.find(isThere);
  const imported = there?.imported;
  const loaded = imported?.kind === 'loaded' && isConfig(imported.exports) ? imported.exports : undefined;
  const missing = tried.length > 0 && there === undefined;
  reader.includes.push({ node, target, path: there?.path, loaded: loaded !== undefined, missing });
  if (!place.counts) return;
  if (loaded === undefined) {
    reader.whole = false;
    return;
  }
  reader.whole &&= loaded.whole;
  reader.isProject ||= loaded.isProject;
  for (const [name, param] of loaded.params) {
    reader.params.set(name, param);
  }
  for (const [name, setting] of loaded.process) reader.process.set(name, setting);
  reader.selectors.push(...loaded.selectors);
  for (const [name, setting] of loaded.options) reader.options.set(name, setting);
  reader.plugins.push(...loaded.plugins);
}

function isConfig(exports: NextflowExports): exports is ConfigExports {
  return exports.language === 'nextflow-config';
}

function conditionOf(reader: Reader, condition: ExprNode | undefined): boolean | undefined {
  if (condition === undefined) return undefined;
  if (/\bAWS_WORKFLOW_RUN\b/.test(reader.text.slice(condition.start, condition.end))) {
    return !/^\s*!/.test(reader.text.slice(condition.start, condition.end));
  }
  const found = evaluate(compile(reader.text, condition, reader.locals), {
    param: (name) => reader.params.get(name)?.formula,
  });
  return found === undefined ? undefined : isTrue(found.value);
}
