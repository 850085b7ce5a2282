import type { Callable, RegistryMap, Resources, SourceValue } from '../model/index.ts';
import type { Fix, Problem, RuleInfo, Severity, Span } from '../text/index.ts';

/** A rule over the tasks of the workflow model, whatever language they are written in. */
export interface ModelRule extends RuleInfo {
  /** What it says holds wherever the workflow runs; a rule without it is about HealthOmics. */
  readonly targets?: 'all';
  /** It says that something is missing, which in a task that could not be read it may not be. */
  readonly needs?: 'whole task';
  check(context: TaskContext): readonly Finding[];
}

export interface TaskContext {
  readonly task: Callable;
  readonly resources: Resources;
  /** Where runs start, where that is known. */
  readonly region: string | undefined;
  /** Which public images stand for private ones, where a registry map says it. */
  readonly registryMap?: RegistryMap;
}

/** A problem without what the rule says for it. */
export interface Finding extends Omit<Problem, 'code' | 'severity'> {
  /** Where it weighs less than the rule in general. */
  readonly severity?: Severity;
}

/** The value's place; the task's name where the value stands in another file, as configuration can. */
export function placeOf(value: Pick<SourceValue, 'at'>, { task }: TaskContext): Span {
  return isHere(value, task) ? value.at.span : task.at.span;
}

/** A fix that writes a value anew. None where `newText` is undefined, or the value stands in another file. */
export function rewrite(
  value: SourceValue,
  { task }: TaskContext,
  newText: string | undefined,
  title: string,
): readonly Fix[] {
  if (newText === undefined || !isHere(value, task)) return [];
  return [{ title, edits: [{ span: value.at.span, newText }], preferred: true }];
}

/** The new number as text, for a number that stands in the source as such and is no result of a computation. */
export function sameNumber(value: SourceValue, number: number): string | undefined {
  return /^\d+(\.\d+)?$/.test(value.text) ? String(number) : undefined;
}

/** The string literal with other text in it, in the quotes that it has or none; `undefined` for what is no plain literal. */
export function sameQuotes(value: SourceValue, text: string): string | undefined {
  if (value.text === value.constant) return text;
  const [quote] = value.text;
  const isPlain =
    (quote === '"' || quote === "'") && value.text === `${quote}${String(value.constant)}${quote}`;
  return isPlain ? `${quote}${text}${quote}` : undefined;
}

/**
 * The amount of memory as a literal in the way the old one is written; `undefined` for what is no plain literal. Where
 * the source says `GB` and the model `GiB`, as for Nextflow, it stays `GB`: `'500 MB'` and `500.MB` too.
 */
export function sameMemory(value: SourceValue, gib: number): string | undefined {
  const match = /^(["']?)(\d+(?:\.\d+)?)([\s.]*)([KMGT])B\1$/i.exec(value.text);
  const [, quote = '', , between = '', unit = ''] = match ?? [];
  const isBinary = match !== null && String(value.constant).endsWith(`${unit.toUpperCase()}iB`);
  return isBinary ? `${quote}${gib}${between}GB${quote}` : sameQuotes(value, `${gib} GiB`);
}

/** A literal with its number multiplied and its unit and quotes kept; undefined for what is no literal. */
export function scaledLiteral(literal: string, factor: number): string | undefined {
  const match = /^(["']?\s*)(\d+(?:\.\d+)?)([\s.]*[a-zA-Z]*\s*["']?)$/.exec(literal);
  if (match === null) return undefined;
  const [, before, number, after] = match;
  return `${before ?? ''}${Math.floor(Number(number) * factor)}${after ?? ''}`;
}

function isHere(value: Pick<SourceValue, 'at'>, task: Callable): boolean {
  return value.at.uri === task.at.uri;
}
