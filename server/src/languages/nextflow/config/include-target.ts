import type { ExprNode, StringNode } from '../syntax/ast.ts';
import { plainString } from '../words.ts';

/** Begins a path below the folder of the project, however the source wrote that. */
const PROJECT = '$projectDir/';

/** How far above a file the folder of the project is looked for. */
const LEVELS = 6;

/**
 * The path that an include means, as far as it can be read without running anything; undefined for what is computed.
 * `"${baseDir}/conf/x.config"` gives `$projectDir/conf/x.config`: the functions below say which files that may be.
 */
export function includeTarget(text: string, source: ExprNode | undefined): string | undefined {
  if (source?.kind === 'group') return includeTarget(text, source.expr);
  if (source?.kind !== 'string') return undefined;
  const target = plainString(text, source) ?? belowProject(text, source);
  return target === undefined || target.trim() === '' ? undefined : target;
}

function belowProject(text: string, { parts, end, quote }: StringNode): string | undefined {
  const [first] = parts;
  const shown = first !== undefined && 'expr' in first ? first.expr : undefined;
  if (first === undefined || shown === undefined || parts.slice(1).some(isComputed)) return undefined;
  const name = text.slice(shown.start, shown.end).replace(/^workflow\./, '');
  const tail = text.slice(first.end, end - (quote.startsWith('triple') ? 3 : 1));
  if (!tail.startsWith('/')) return undefined;
  if (name === 'moduleDir') return `.${tail}`;
  return name === 'projectDir' || name === 'baseDir' ? PROJECT + tail.replace(/^\/+/, '') : undefined;
}

/**
 * The folder of the project is that of the main script, which a file does not know: the nearest folder above it that has
 * the path is taken.
 */
function inFolders(target: string): readonly string[] {
  if (!target.startsWith(PROJECT)) return [target];
  const path = target.slice(PROJECT.length);
  return Array.from({ length: LEVELS }, (_, level) => `${level === 0 ? './' : '../'.repeat(level)}${path}`);
}

/** What an include of a configuration may mean, the likeliest first. */
export function configTargets(target: string): readonly string[] {
  return /^https?:/i.test(target) ? [] : inFolders(target);
}

function isComputed({ kind }: StringNode['parts'][number]): boolean {
  return kind === 'interpolation';
}

/** What an include of a script may mean, the likeliest first: the file, the file with its ending, `main.nf` in the folder. */
export function moduleTargets(target: string): readonly string[] {
  if (isForeign(target)) return [];
  const bare = target.replace(/\/+$/, '');
  return inFolders(bare).flatMap((one) => (one.endsWith('.nf') ? [one] : [`${one}.nf`, `${one}/main.nf`]));
}

/** Plugins, modules of a registry and whatever else is no path: nothing that a file tells us about. */
export function isForeign(target: string): boolean {
  if (target.startsWith(PROJECT)) return false;
  return target.startsWith('plugin/') || !/^(?:\.{0,2}\/|\.$|\.\.$)/.test(target);
}
