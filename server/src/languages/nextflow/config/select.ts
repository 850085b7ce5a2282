import type { ConfigExports, Selector, Setting } from './exports.ts';

/** A directive of a process as it counts in the end, and who said so. */
export interface Resolved {
  readonly setting: Setting;
  readonly origin: Origin;
}

export type Origin =
  | { readonly kind: 'process' }
  | { readonly kind: 'config' }
  | { readonly kind: 'selector'; readonly selector: Pick<Selector, 'kind' | 'pattern'> };

/** A process as selectors see it. */
export interface SelectedProcess {
  /** As it is declared. */
  readonly name: string;
  readonly labels: readonly string[];
  /**
   * The names of the calls that lead to it in a run, its own last. Where it is absent, nobody knows who calls it, and a
   * selector with names of workflows in front may mean it.
   */
  readonly path?: readonly string[] | undefined;
}

/**
 * The directives of a process in the order of precedence: those of all processes in configuration, then the process
 * itself, then selectors by label, then selectors by name: by the name that it is declared with, by the one that it is
 * called with, and by that with the workflows around it. Of equal ones the later wins. Source: ProcessConfigBuilder and
 * ConfigSelectorResolver of Nextflow, 2026-11, and the AWS HealthOmics User Guide, 2026-03-20, directive precedence.
 */
export function resolveDirectives(
  own: ReadonlyMap<string, Setting>,
  config: ConfigExports | undefined,
  process: SelectedProcess,
): ReadonlyMap<string, Resolved> {
  const found = new Map<string, Resolved>();
  const put = (settings: ReadonlyMap<string, Setting>, origin: Origin) => {
    for (const [name, setting] of settings) {
      // A map that is set as a whole takes the place of its parts.
      for (const key of [...found.keys()]) if (key.startsWith(`${name}.`)) found.delete(key);
      found.set(name, { setting, origin });
    }
  };
  if (config !== undefined) put(config.process, { kind: 'config' });
  put(own, { kind: 'process' });
  for (const selector of matchingSelectors(config?.selectors ?? [], process)) {
    put(selector.settings, { kind: 'selector', selector });
  }
  return found;
}

/** The selectors that count for a process, the weakest first. */
export function matchingSelectors(
  selectors: readonly Selector[],
  { name, labels, path }: SelectedProcess,
): readonly Selector[] {
  const distinct = mergeEqual(selectors);
  const byLabel = distinct.filter(
    ({ kind, pattern }) => kind === 'withLabel' && matchesLabel(pattern, labels),
  );
  if (path !== undefined) {
    const names = new Set([name, path.at(-1) ?? name, path.join(':')]);
    const named = distinct.filter(({ kind }) => kind === 'withName');
    return [
      ...byLabel,
      ...[...names].flatMap((one) => named.filter(({ pattern }) => matchesExactly(pattern, one))),
    ];
  }
  const byName = distinct.filter(({ kind, pattern }) => kind === 'withName' && matchesName(pattern, name));
  // The bare name first, then patterns with the names of workflows around it.
  const qualified = (selector: Selector) => selector.pattern.includes(':');
  return [...byLabel, ...byName.filter((one) => !qualified(one)), ...byName.filter(qualified)];
}

/** A selector that is written twice is one, in the place of the first and with the settings of both. */
function mergeEqual(selectors: readonly Selector[]): readonly Selector[] {
  const merged = new Map<string, Selector>();
  for (const selector of selectors) {
    const key = `${selector.kind}:${selector.pattern.trim()}`;
    const before = merged.get(key);
    merged.set(
      key,
      before === undefined
        ? selector
        : { ...before, settings: new Map([...before.settings, ...selector.settings]) },
    );
  }
  return [...merged.values()];
}

/** `!` in front means all others. A process without labels has an empty one. */
export function matchesLabel(pattern: string, labels: readonly string[]): boolean {
  const { negated, bare } = negation(pattern);
  return (labels.length === 0 ? [''] : labels).some(patternOf(bare)) !== negated;
}

/** True where the pattern is all of the name, which may have workflows in front: `MAIN:SUB:ALIGN`. */
export function matchesExactly(pattern: string, name: string): boolean {
  const { negated, bare } = negation(pattern);
  return patternOf(bare)(name) !== negated;
}

function negation(pattern: string): { readonly negated: boolean; readonly bare: string } {
  const trimmed = pattern.trim();
  const negated = trimmed.startsWith('!');
  return { negated, bare: negated ? trimmed.slice(1).trim() : trimmed };
}

/**
 * True where a pattern may mean a process of that name. Which workflows it is called through is not known where it is
 * declared, so that `A:B:NAME` and `.*:NAME` mean `NAME`.
 */
export function matchesName(pattern: string, name: string): boolean {
  const { negated, bare } = negation(pattern);
  const matched =
    patternOf(bare)(name) ||
    alternatives(bare).some((one) => patternOf(lastPart(one))(name) && one.includes(':'));
  return matched !== negated;
}

/** The parts of `A|B` at the outermost level; a group around all of it is opened. */
function alternatives(pattern: string): readonly string[] {
  const inner = /^\((.*)\)$/.exec(pattern)?.[1];
  const text = inner !== undefined && !inner.includes(')') ? inner : pattern;
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === '|' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part];
}

/** What stands behind the last colon that separates names. */
function lastPart(pattern: string): string {
  let depth = 0;
  for (let i = pattern.length - 1; i >= 0; i--) {
    if (pattern[i] === ')') depth++;
    if (pattern[i] === '(') depth--;
    if (pattern[i] === ':' && depth === 0) return pattern.slice(i + 1);
  }
  return pattern;
}

const LONGEST = 500;

function patternOf(pattern: string): (text: string) => boolean {
  if (/^\w+$/.test(pattern)) return (text) => text === pattern;
  if (pattern.length > LONGEST) return () => false;
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    return (text) => expression.test(text);
  } catch {
    return () => false;
  }
}
