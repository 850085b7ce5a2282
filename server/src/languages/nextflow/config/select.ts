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

/**
 * The directives of a process in the order of precedence: those of all processes in configuration, then the process
 * itself, then selectors by label, then selectors by name; of equal ones the later wins. Source: ProcessConfig of Nextflow
 * and the AWS HealthOmics User Guide, 2026-03-20, directive precedence.
 */
export function resolveDirectives(
  own: ReadonlyMap<string, Setting>,
  config: ConfigExports | undefined,
  process: { readonly name: string; readonly labels: readonly string[] },
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
  { name, labels }: { readonly name: string; readonly labels: readonly string[] },
): readonly Selector[] {
  const byLabel = selectors.filter(
    ({ kind, pattern }) => kind === 'withLabel' && matchesLabel(pattern, labels),
  );
  const byName = selectors.filter(({ kind, pattern }) => kind === 'withName' && matchesName(pattern, name));
  // The bare name first, then patterns with the names of workflows around it.
  const qualified = (selector: Selector) => selector.pattern.includes(':');
  return [...byLabel, ...byName.filter((one) => !qualified(one)), ...byName.filter(qualified)];
}

/** `!` in front means all others. */
export function matchesLabel(pattern: string, labels: readonly string[]): boolean {
  const negated = pattern.startsWith('!');
  const test = patternOf(negated ? pattern.slice(1).trim() : pattern);
  return labels.some(test) !== negated;
}

/**
 * True where a pattern may mean a process of that name. Which workflows it is called through is not known where it is
 * declared, so that `A:B:NAME` and `.*:NAME` mean `NAME`.
 */
export function matchesName(pattern: string, name: string): boolean {
  const negated = pattern.startsWith('!');
  const bare = negated ? pattern.slice(1).trim() : pattern;
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
