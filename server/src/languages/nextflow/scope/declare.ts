import type { SchemaFacts, SymbolId } from '../../../model/index.ts';
import { symbolId, symbolUri } from '../../../model/index.ts';
import type { Span } from '../../../text/index.ts';
import type { AnalyzeContext, ImportRef, Imported } from '../../language.ts';
import type { ConfigExports, Setting } from '../config/exports.ts';
import { includeTarget, isForeign, moduleTargets } from '../config/include-target.ts';
import { contentSpan, nameOf, oneLine, spanOf } from '../words.ts';
import type { Component, NextflowExports, ScriptExports } from '../exports.ts';
import { signatureLabel } from '../exports.ts';
import { compile } from '../lower/compile.ts';
import { UNKNOWN } from '../lower/formula.ts';
import { evaluate } from '../lower/evaluate.ts';
import type {
  ExprNode,
  FunctionNode,
  IncludeNode,
  ItemNode,
  NextflowTree,
  WorkflowNode,
} from '../syntax/ast.ts';
import { engineVersion } from '../version/engine-version.ts';
import type { EngineVersion } from '../version/engine-version.ts';
import { docAbove } from './docs.ts';
import { processSignature, readProcess } from './process.ts';
import type { Script, Visible } from './script.ts';
import { declare, refer, textOf } from './script.ts';
import { entryToken } from './locals.ts';

/** How far above a script its configuration is looked for. */
const LEVELS = 6;

/** The configurations that may count for a script, the nearest first, and the schema beside it. */
export const IMPLICIT_TARGETS: readonly string[] = [
  ...Array.from({ length: LEVELS }, (_, level) => `${'../'.repeat(level)}nextflow.config`),
  'nextflow_schema.json',
];

/** What a script includes, for the workspace to load first. */
export function scriptImports(tree: NextflowTree): readonly ImportRef[] {
  const found: ImportRef[] = [];
  eachInclude(tree.root.items, (node) => {
    const target = includeTarget(tree.text, node.source);
    if (target === undefined || node.source === undefined) return;
    const span = node.source.kind === 'string' ? contentSpan(node.source) : spanOf(node.source);
    for (const one of moduleTargets(target)) found.push({ target: one, span, oneOf: target });
  });
  return found;
}

function eachInclude(items: readonly ItemNode[], visit: (node: IncludeNode) => void): void {
  for (const item of items) {
    if (item.kind === 'include') visit(item);
    else if (item.kind === 'block') eachInclude(item.items, visit);
    else if (item.kind === 'if')
      eachInclude(
        [item.then, item.otherwise].flatMap((one) => one ?? []),
        visit,
      );
  }
}

/** Reads what the script declares and includes. */
export function declareScript(tree: NextflowTree, context: AnalyzeContext<NextflowExports>): Script {
  const config = configOf(context);
  const asked = dslOf(tree, config);
  const script: Script = {
    tree,
    text: tree.text,
    uri: context.uri,
    context,
    version: versionOf(config, asked),
    dsl: asked ?? (looksLikeDsl1(tree) ? 1 : 2),
    config,
    isPart:
      config?.isProject !== true &&
      !tree.root.items.some((item) => item.kind === 'workflow' && item.name === undefined),
    schema: schemaOf(context),
    problems: [],
    symbols: new Map(),
    occurrences: [],
    names: [],
    links: [],
    components: new Map(),
    processes: [],
    workflows: [],
    functions: new Map(),
    types: new Map(),
    params: new Map(),
    paramReads: new Map(),
    includes: [],
    loaded: new Map(),
    // Agents came after the versions that we know: what they declare is not seen.
    whole: !/^agent\s+\w+\s*\{/m.test(tree.text),
    taken: new Map(),
  };
  eachInclude(tree.root.items, (node) => {
    resolveInclude(script, node);
  });
  for (const item of tree.root.items) declareItem(script, item);
  return script;
}

/** The configuration of the project: the nearest that is one of a whole project, else the nearest. */
export function configOf(context: AnalyzeContext<NextflowExports>): ConfigExports | undefined {
  let nearest: ConfigExports | undefined;
  for (const target of IMPLICIT_TARGETS) {
    if (!target.endsWith('.config')) continue;
    const found = context.imported(target);
    if (found.kind !== 'loaded' || found.exports.language !== 'nextflow-config') continue;
    if (found.exports.isProject) return found.exports;
    nearest ??= found.exports;
  }
  return nearest;
}

/** What the schema beside the file says, where there is one. */
export function schemaOf(context: AnalyzeContext<NextflowExports>): SchemaFacts | undefined {
  const schema = context.imported('nextflow_schema.json');
  return schema.kind === 'loaded' ? schema.data?.schema : undefined;
}

/** The engine that a configuration chooses. */
export function versionOf(config: ConfigExports | undefined, dsl: 1 | 2 | undefined): EngineVersion {
  const wanted = config?.options.get('manifest.nextflowVersion');
  return engineVersion(wanted === undefined ? undefined : constantText(wanted), dsl);
}

function constantText({ formula, text }: Setting): string {
  const value = evaluate(formula, { param: () => undefined })?.value;
  return typeof value === 'string' ? value : text;
}

function dslOf({ root, text }: NextflowTree, config: ConfigExports | undefined): 1 | 2 | undefined {
  for (const item of root.items) {
    if (item.kind !== 'expression' || item.expr.kind !== 'assign') continue;
    const flag = text.slice(item.expr.target.start, item.expr.target.end);
    if (flag !== 'nextflow.enable.dsl' && flag !== 'nextflow.preview.dsl') continue;
    return dslNumber(text.slice(item.expr.value.start, item.expr.value.end));
  }
  const setting = config?.options.get('nextflow.enable.dsl');
  return setting === undefined ? undefined : dslNumber(setting.text);
}

function dslNumber(text: string): 1 | 2 | undefined {
  const digit = text.replace(/['"]/g, '').trim();
  return digit === '1' ? 1 : digit === '2' ? 2 : undefined;
}

/** What DSL 1 has behind inputs and outputs; `emit: x optional true` is DSL 2. */
const CHANNEL_WORDS: ReadonlySet<string> = new Set(['from', 'into']);

/** `from` and `into` behind inputs and outputs, and no workflow. */
function looksLikeDsl1({ root, text }: NextflowTree): boolean {
  if (root.items.some(({ kind }) => kind === 'workflow')) return false;
  return root.items.some(
    (item) =>
      item.kind === 'process' &&
      item.sections.some(({ items }) =>
        items.some(
          (one) =>
            one.kind === 'expression' &&
            one.expr.kind === 'command' &&
            one.expr.links.some(({ name }) => CHANNEL_WORDS.has(text.slice(name.start, name.end))),
        ),
      ),
  );
}

function resolveInclude(script: Script, node: IncludeNode): void {
  const target = includeTarget(script.text, node.source);
  if (target === undefined) {
    script.includes.push({ node, target, uri: undefined, state: 'computed' });
    noteMembers(script, node, undefined);
    return;
  }
  if (isForeign(target)) {
    script.includes.push({ node, target, uri: undefined, state: 'foreign' });
    noteMembers(script, node, undefined);
    return;
  }
  const tried = moduleTargets(target).map((one): [string, Imported<NextflowExports>] => [
    one,
    script.context.imported(one),
  ]);
  const loaded = tried.find(([, found]) => found.kind === 'loaded');
  const cycle = tried.find(([, found]) => found.kind === 'cycle');
  const exports =
    loaded?.[1].kind === 'loaded' && loaded[1].exports.language === 'nextflow'
      ? loaded[1].exports
      : undefined;
  const uri = (loaded ?? cycle)?.[1].uri;
  const state = exports !== undefined ? 'loaded' : cycle !== undefined ? 'cycle' : 'missing';
  script.includes.push({ node, target, uri, state });
  if (exports !== undefined && uri !== undefined) script.loaded.set(uri, { exports });
  const found = loaded ?? cycle;
  if (found !== undefined && node.source?.kind === 'string') {
    script.links.push({ span: contentSpan(node.source), target: found[0], tooltip: 'Open the module' });
  }
  if (node.members.length === 0) script.whole = false;
  if (node.members.length === 0 && exports !== undefined) includeAll(script, exports);
  noteMembers(script, node, exports);
}

function includeAll(script: Script, exports: ScriptExports): void {
  for (const [name, component] of exports.components) {
    script.components.set(name, { component, symbol: component.id, used: true });
  }
}

function noteMembers(script: Script, node: IncludeNode, exports: ScriptExports | undefined): void {
  for (const member of node.members) {
    const name = textOf(script, member.name);
    const component = exports?.components.get(name);
    const alias = member.alias === undefined ? undefined : textOf(script, member.alias);
    const here = alias ?? name;
    const symbol = alias === undefined ? component?.id : symbolId(script.uri, alias);
    if (component !== undefined) refer(script, member.name, component.id);
    if (alias !== undefined && member.alias !== undefined) {
      const id = symbolId(script.uri, alias);
      const label = component === undefined ? `include { ${name} as ${alias} }` : signatureLabel(component);
      declare(script, {
        id,
        kind:
          component?.kind === 'workflow' ? 'workflow' : component?.kind === 'function' ? 'function' : 'task',
        name: alias,
        span: spanOf(member.alias),
        signature: `${label} as ${alias}`,
      });
    }
    script.components.set(here, {
      component: component ?? unknownComponent(here, symbol ?? symbolId('', here)),
      symbol: symbol ?? symbolId('', here),
      included: member,
      used: false,
    });
  }
}

/** What an include brings of a file that we cannot see: nothing about it is ever wrong. */
function unknownComponent(name: string, id: SymbolId): Component {
  return { kind: 'function', id, name, params: [] };
}

/** True for a component of a file that could not be read. */
export function isUnseen({ component }: Visible): boolean {
  return symbolUri(component.id) === '';
}

function declareItem(script: Script, item: ItemNode): void {
  const { text, uri } = script;
  switch (item.kind) {
    case 'process': {
      const process = readProcess(text, uri, item);
      script.processes.push(process);
      if (process.name === '') return;
      const component = processSignature(process, docAbove(script.tree, item));
      declareComponent(script, component, process.nameSpan, 'task');
      return;
    }
    case 'workflow':
      return declareWorkflow(script, item);
    case 'function':
      return declareFunction(script, item);
    case 'class':
    case 'enum':
    case 'record': {
      const name = nameOf(text, item.name);
      if (name === undefined || item.name === undefined) return;
      const id = symbolId(uri, name);
      script.types.set(name, id);
      declare(script, {
        id,
        kind: item.kind === 'enum' ? 'enum' : 'struct',
        name,
        span: spanOf(item.name),
        signature: `${item.kind} ${name}`,
      });
      return;
    }
    case 'import': {
      const last = item.alias ?? item.path.at(-1);
      if (last !== undefined) script.types.set(textOf(script, last), undefined);
      if (item.wildcard !== undefined && item.isStatic) script.whole = false;
      return;
    }
    case 'params':
      for (const entry of item.entries) {
        const token = entryToken(entry);
        const value = entry.kind === 'entry' ? entry.value : undefined;
        if (token !== undefined) declareParam(script, token, value, false, entry);
      }
      return;
    case 'expression':
      if (item.expr.kind === 'assign') declareAssigned(script, item.expr.target, item.expr.value, item);
      return;
    case 'if':
      for (const branch of [item.then, item.otherwise]) {
        const items = branch === undefined ? [] : branch.kind === 'block' ? branch.items : [branch];
        for (const one of items) if (one.kind !== 'include') declareItem(script, one);
      }
      return;
    default:
  }
}

/** `params.x = 1` and `params.group.x = 1`. */
function declareAssigned(script: Script, target: ExprNode, value: ExprNode, item: Span): void {
  if (target.kind !== 'member' || target.name === undefined) return;
  const owner = target.target;
  if (owner.kind === 'name' && textOf(script, owner) === 'params') {
    declareParam(script, target.name, value, false, item);
    return;
  }
  if (owner.kind !== 'member' || owner.name === undefined || owner.target.kind !== 'name') return;
  if (textOf(script, owner.target) === 'params') declareParam(script, owner.name, undefined, true, item);
}

function declareParam(
  script: Script,
  token: Span,
  value: ExprNode | undefined,
  nested: boolean,
  item: Span,
): void {
  const name = textOf(script, token);
  const known = script.params.get(name);
  // A parameter that the configuration sets keeps that value: the script's is the default of a default.
  const configured = script.config?.params.get(name);
  const id = known?.symbol ?? configured?.symbol ?? symbolId(script.uri, 'params', name);
  if (configured !== undefined && known === undefined) {
    script.params.set(name, { ...configured, nested: configured.nested || nested });
    return;
  }
  if (known !== undefined) return;
  const documentation = docAbove(script.tree, item);
  const text = value === undefined ? '' : textOf(script, value);
  script.params.set(name, {
    name,
    symbol: id,
    nameAt: { uri: script.uri, span: spanOf(token) },
    nested,
    formula: value === undefined ? UNKNOWN : compile(script.text, value),
    text,
    at: { uri: script.uri, span: spanOf(value ?? token) },
    ...(documentation === undefined ? {} : { documentation }),
  });
  script.symbols.set(id, {
    id,
    kind: 'input',
    name,
    span: spanOf(token),
    signature: `params.${name}${text === '' ? '' : ` = ${oneLine(text)}`}`,
    ...(documentation === undefined ? {} : { documentation }),
  });
}

function declareWorkflow(script: Script, node: WorkflowNode): void {
  const { text, uri } = script;
  const name = node.name === undefined ? undefined : textOf(script, node.name);
  const id = symbolId(uri, name ?? '(entry)');
  script.workflows.push({ node, name, id });
  if (name === undefined || node.name === undefined) return;
  const itemsOf = (label: string) =>
    node.sections.filter((section) => textOf(script, section.label) === label).flatMap(({ items }) => items);
  const documentation = docAbove(script.tree, node);
  declareComponent(
    script,
    {
      kind: 'workflow',
      id,
      name,
      takes: itemsOf('take').flatMap((item) => {
        const token = entryToken(item);
        return token === undefined ? [] : [text.slice(token.start, token.end)];
      }),
      emits: itemsOf('emit').map((item) => {
        const token = entryToken(item);
        if (token === undefined) return { name: undefined, symbol: undefined };
        const emit = text.slice(token.start, token.end);
        return { name: emit, symbol: `${id}.out.${emit}` as SymbolId };
      }),
      ...(documentation === undefined ? {} : { documentation }),
    },
    spanOf(node.name),
    'workflow',
  );
}

function declareFunction(script: Script, node: FunctionNode): void {
  const name = nameOf(script.text, node.name);
  if (name === undefined) return;
  script.functions.set(name, node);
  const documentation = docAbove(script.tree, node);
  declareComponent(
    script,
    {
      kind: 'function',
      id: symbolId(script.uri, name),
      name,
      params: node.params.map((param) => ({
        text: oneLine(textOf(script, param)),
        optional: param.value !== undefined,
      })),
      ...(documentation === undefined ? {} : { documentation }),
    },
    spanOf(node.name),
    'function',
  );
}

function declareComponent(
  script: Script,
  component: Component,
  span: Span,
  kind: 'task' | 'workflow' | 'function',
): void {
  const { name, id, documentation } = component;
  const before = script.components.get(name);
  // Functions of one name may differ in their parameters.
  const overloads =
    kind === 'function' && before?.component.kind === 'function' && before.included === undefined;
  if (before !== undefined && !overloads) {
    script.problems.push({
      span,
      severity: 'error',
      code: 'duplicate-declaration',
      message: `'${name}' is declared or included twice in this script.`,
      note: 'Processes, workflows and functions of one script need names of their own. Rename one, or include it under another name with "as".',
    });
  }
  if (before === undefined || before.included !== undefined) {
    script.components.set(name, { component, symbol: id, used: before?.used ?? false });
  }
  declare(script, {
    id,
    kind,
    name,
    span,
    signature: signatureLabel(component),
    ...(documentation === undefined ? {} : { documentation }),
  });
}
