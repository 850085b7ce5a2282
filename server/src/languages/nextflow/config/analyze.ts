import type { Analysis, AnalyzeContext, ImportRef, Parsed } from '../../language.ts';
import type { Occurrence } from '../../../model/index.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { NextflowExports } from '../exports.ts';
import { outlineOf } from '../lower/outline.ts';
import type { NextflowNode, NextflowTree } from '../syntax/ast.ts';
import { contentSpan, spanOf } from '../words.ts';
import { versionOf } from '../scope/declare.ts';
import { checkConfig } from '../check/config.ts';
import { unmatchedSelectors } from '../check/selectors.ts';
import { versionWords } from '../version/engine-version.ts';
import { configFingerprint } from './exports.ts';
import { configTargets, includeTarget } from './include-target.ts';
import type { ReadConfig } from './read.ts';

/** What a configuration includes. */
export function configImports(tree: NextflowTree): readonly ImportRef[] {
  const found: ImportRef[] = [];
  const visit = (node: NextflowNode): void => {
    if (node.kind === 'configInclude') {
      const target = includeTarget(tree.text, node.source);
      if (target !== undefined && node.source?.kind === 'string') {
        const span = contentSpan(node.source);
        for (const one of configTargets(target)) found.push({ target: one, span, oneOf: target });
      }
      return;
    }
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  for (const item of tree.root.items) visit(item);
  return found;
}

export function lowerConfigFile(
  parsed: Parsed<NextflowTree>,
  read: ReadConfig,
  context: AnalyzeContext<NextflowExports>,
): Omit<Analysis<NextflowExports>, 'completions' | 'describe' | 'signature'> {
  const { exports, tree } = read;
  referParams(read);
  const version = versionOf(exports, undefined);
  const versionAt = exports.options.get('manifest.nextflowVersion')?.at;
  return {
    problems: checkConfig(read, context, parsed.problems),
    symbols: read.symbols,
    occurrences: sortedOccurrences(read.occurrences),
    outline: outlineOf(tree),
    links: read.includes.flatMap(({ node, path, loaded }) =>
      path === undefined || !loaded || node.source?.kind !== 'string'
        ? []
        : [{ span: contentSpan(node.source), target: path, tooltip: 'Open the configuration' }],
    ),
    callables: [],
    problemsAmong: unmatchedSelectors(read, context.around),
    ...(exports.isProject
      ? {
          engine: 'NEXTFLOW' as const,
          languageVersion: version.version,
          versionReason: versionWords(version),
        }
      : {}),
    ...(versionAt === undefined ? {} : { versionAt }),
    names: read.names,
    exports,
    fingerprint: configFingerprint(exports),
  };
}

/** `params.x` in values and conditions. */
function referParams(read: ReadConfig): void {
  const { tree, exports, occurrences, names } = read;
  const taken = new Set(occurrences.map(({ span }) => span.start));
  const visit = (node: NextflowNode): void => {
    if (node.kind === 'member' && node.name !== undefined && node.target.kind === 'name') {
      const owner = tree.text.slice(node.target.start, node.target.end);
      if (owner === 'params' && !taken.has(node.name.start)) {
        const name = tree.text.slice(node.name.start, node.name.end);
        const known = exports.params.get(name);
        if (known !== undefined)
          occurrences.push({ span: spanOf(node.name), symbol: known.symbol, role: 'reference' });
        else names.push({ span: spanOf(node.name), path: `params.${name}` });
      }
    }
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  for (const item of tree.root.items) visit(item);
}

function sortedOccurrences(occurrences: Occurrence[]): readonly Occurrence[] {
  occurrences.sort((a, b) => a.span.start - b.span.start);
  let end = -1;
  return occurrences.filter((one) => {
    if (one.span.start < end) return false;
    end = one.span.end;
    return true;
  });
}
