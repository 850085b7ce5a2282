import type { ExprNode, StringNode } from '../syntax/ast.ts';
import { plainString } from '../words.ts';

/**
 * The path that an include means, as far as it can be read without running anything; undefined for what is computed.
 * `"$projectDir/conf/x.config"` is read as beside the file, which is right for the main script and the configuration
 * beside it.
 */
export function includeTarget(text: string, source: ExprNode | undefined): string | undefined {
  if (source?.kind === 'group') return includeTarget(text, source.expr);
  if (source?.kind !== 'string') return undefined;
  const target = plainString(text, source) ?? besideProject(text, source);
  return target === undefined || target.trim() === '' ? undefined : target;
}

function besideProject(text: string, { parts, end, quote }: StringNode): string | undefined {
  const [first] = parts;
  const shown = first !== undefined && 'expr' in first ? first.expr : undefined;
  if (first === undefined || shown?.kind !== 'name') return undefined;
  const name = text.slice(shown.start, shown.end);
  if (!/^(?:projectDir|baseDir|moduleDir)$/.test(name) || parts.slice(1).some(isComputed)) return undefined;
  const tail = text.slice(first.end, end - (quote.startsWith('triple') ? 3 : 1));
  return tail.startsWith('/') ? `.${tail}` : undefined;
}

function isComputed({ kind }: StringNode['parts'][number]): boolean {
  return kind === 'interpolation';
}

/** What an include of a script may mean, the likeliest first: the file, the file with its ending, `main.nf` in the folder. */
export function moduleTargets(target: string): readonly string[] {
  if (isForeign(target)) return [];
  const bare = target.replace(/\/+$/, '');
  return bare.endsWith('.nf') ? [bare] : [`${bare}.nf`, `${bare}/main.nf`];
}

/** Plugins, modules of a registry and whatever else is no path: nothing that a file tells us about. */
export function isForeign(target: string): boolean {
  return target.startsWith('plugin/') || !/^(?:\.{0,2}\/|\.$|\.\.$)/.test(target);
}
