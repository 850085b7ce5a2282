import { isNode } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import type { AnalyzeContext } from '../../language.ts';
import type { ReadScript } from '../analyze.ts';
import type { ReadConfig } from '../config/read.ts';
import type { NextflowExports } from '../exports.ts';
import { compile } from '../lower/compile.ts';
import type { Around, Evaluated } from '../lower/evaluate.ts';
import { evaluate } from '../lower/evaluate.ts';
import type { ProcessResources } from '../lower/resources.ts';
import { paramsOf, resourcesOf } from '../lower/resources.ts';
import type { ReadProcess } from '../scope/process.ts';
import type { Script } from '../scope/script.ts';
import type { ExprNode, NamedArgumentNode, NextflowNode, NextflowTree } from '../syntax/ast.ts';
import type { EngineVersion } from '../version/engine-version.ts';
import { isNamed, positional, spanOf } from '../words.ts';
import { versionOf } from '../scope/declare.ts';

/** What findings in scripts and in configuration have in common. */
interface FileContext {
  readonly text: string;
  readonly uri: string;
  readonly analyze: AnalyzeContext<NextflowExports>;
  readonly version: EngineVersion;
  /** Defaults of parameters. */
  readonly around: Around;
  /** Directives of processes that count, in processes or in configuration. */
  readonly directives: () => readonly WrittenDirective[];
  /** All nodes of a kind, in the order of the text. */
  readonly nodes: <Kind extends NextflowNode['kind']>(
    kind: Kind,
  ) => readonly Extract<NextflowNode, { readonly kind: Kind }>[];
}

export interface ScriptContext extends FileContext {
  readonly read: ReadScript;
  readonly script: Script;
  /** What a process gets in the end. */
  readonly resources: (process: ReadProcess) => ProcessResources;
}

export interface ConfigContext extends FileContext {
  readonly read: ReadConfig;
  /** It holds what says how a project runs: it is `nextflow.config`, or has a manifest. */
  readonly isMain: boolean;
}

/** A directive where it is written. */
export interface WrittenDirective {
  readonly name: string;
  readonly key: Span;
  /** The first value without a name. */
  readonly value: ExprNode | undefined;
  readonly options: readonly NamedArgumentNode[];
  /** All of it. */
  readonly span: Span;
  /** The process that it stands in; absent in configuration. */
  readonly process?: ReadProcess;
}

export function scriptContext(read: ReadScript): ScriptContext {
  const { script } = read;
  const resources = new Map<ReadProcess, ProcessResources>();
  let directives: readonly WrittenDirective[] | undefined;
  return {
    read,
    script,
    text: script.text,
    uri: script.uri,
    analyze: script.context,
    version: script.version,
    around: { param: paramsOf(script.params, script.config) },
    directives: () => (directives ??= script.processes.flatMap((process) => directivesOf(script, process))),
    nodes: nodesOf(script.tree),
    resources(process) {
      const found = resources.get(process) ?? resourcesOf(script, process);
      resources.set(process, found);
      return found;
    },
  };
}

export function configContext(read: ReadConfig, analyze: AnalyzeContext<NextflowExports>): ConfigContext {
  const { exports, tree, uri } = read;
  let directives: readonly WrittenDirective[] | undefined;
  return {
    read,
    text: tree.text,
    uri,
    analyze,
    version: versionOf(exports, undefined),
    around: { param: (name) => exports.params.get(name)?.formula },
    directives: () => (directives ??= directivesIn(read)),
    nodes: nodesOf(tree),
    isMain: uri.endsWith('/nextflow.config') || hasManifest(read),
  };
}

function hasManifest({ written }: ReadConfig): boolean {
  return written.some(({ path, counts }) => counts && path[0] === 'manifest');
}

function directivesOf({ text }: Script, process: ReadProcess): readonly WrittenDirective[] {
  return process.directives.map(({ name, args, span }) => ({
    name: text.slice(name.start, name.end),
    key: spanOf(name),
    value: positional(args)[0],
    options: args.filter(isNamed),
    span,
    process,
  }));
}

/** Those of profiles, and behind conditions that do not hold, are left out. */
function directivesIn({ written }: ReadConfig): readonly WrittenDirective[] {
  return written.flatMap(({ path, keys, key, value, counts }): readonly WrittenDirective[] => {
    if (path[0] !== 'process' || !counts) return [];
    const isSelected = /^with(?:Name|Label):|^\$/.test(path[1] ?? '');
    const [name, ...rest] = path.slice(isSelected ? 2 : 1);
    if (name === undefined || rest.length > 0) return [];
    return [
      {
        name,
        key: keys.at(-1) ?? key,
        value,
        options: [],
        span: { start: key.start, end: value?.end ?? key.end },
      },
    ];
  });
}

function nodesOf(tree: NextflowTree): ScriptContext['nodes'] {
  let byKind: Map<string, NextflowNode[]> | undefined;
  return <Kind extends NextflowNode['kind']>(kind: Kind) => {
    byKind ??= gather(tree);
    // The map holds under each kind nodes of that kind only.
    return (byKind.get(kind) ?? []) as unknown as readonly Extract<NextflowNode, { readonly kind: Kind }>[];
  };
}

function gather(tree: NextflowTree): Map<string, NextflowNode[]> {
  const found = new Map<string, NextflowNode[]>();
  const visit = (node: NextflowNode): void => {
    const same = found.get(node.kind);
    if (same === undefined) found.set(node.kind, [node]);
    else same.push(node);
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  visit(tree.root);
  return found;
}

/** The value of an expression, where it can be known before a run. */
export function valueOfExpr(context: FileContext, expr: ExprNode | undefined): Evaluated | undefined {
  return expr === undefined ? undefined : evaluate(compile(context.text, expr), context.around);
}

export function wordsAt({ text }: FileContext, { start, end }: Span): string {
  return text.slice(start, end);
}
