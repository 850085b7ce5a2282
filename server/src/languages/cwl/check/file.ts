import type { AnalyzeSettings, DocumentLink, Imported } from '../../language.ts';
import type { Occurrence, SymbolId, SymbolInfo } from '../../../model/index.ts';
import type { Problem, RuleInfo, Severity, Span } from '../../../text/index.ts';
import type { CwlDocument, CwlScalar, CwlTree } from '../document/index.ts';
import { scalarPlaces } from '../document/index.ts';
import type { CwlExports } from '../exports.ts';
import type { PlacedText } from '../expressions/placed-text.ts';
import { MEANING_RULES } from '../findings/index.ts';

/** A document while it is checked: what is found out about it is gathered here. */
export interface CheckedFile {
  readonly tree: CwlTree;
  readonly text: string;
  readonly uri: string;
  readonly document: CwlDocument;
  readonly settings: AnalyzeSettings;
  readonly imported: (target: string) => Imported<CwlExports>;
  readonly problems: Problem[];
  readonly symbols: Map<SymbolId, SymbolInfo>;
  readonly occurrences: Occurrence[];
  readonly links: DocumentLink[];
}

/** A problem without what the rule says for it. */
export interface Finding extends Omit<Problem, 'code' | 'severity' | 'span'> {
  readonly severity?: Severity;
}

const RULES: ReadonlyMap<string, RuleInfo> = new Map(MEANING_RULES.map((rule) => [rule.code, rule]));

export function report(file: CheckedFile, code: string, place: Span, finding: Finding): void {
  const severity = finding.severity ?? RULES.get(code)?.severity ?? 'error';
  file.problems.push({ ...finding, code, severity, span: { start: place.start, end: place.end } });
}

/** True where somebody wants to hear of it, for what costs more than a look. */
export function isOn({ settings }: CheckedFile, code: string): boolean {
  return (settings.rules?.[code] ?? RULES.get(code)?.default) !== 'off';
}

export function refer(
  file: CheckedFile,
  place: Span,
  symbol: SymbolId,
  role: Occurrence['role'] = 'reference',
): void {
  if (place.end > place.start) {
    file.occurrences.push({ span: { start: place.start, end: place.end }, symbol, role });
  }
}

/** A name that is declared here. */
export function declare(file: CheckedFile, info: SymbolInfo): void {
  if (!file.symbols.has(info.id)) file.symbols.set(info.id, info);
  refer(file, info.span, info.id, 'definition');
}

/** The text of a scalar, with where its characters stand. */
export function placedText(file: CheckedFile, scalar: CwlScalar): PlacedText {
  let places: ReturnType<typeof scalarPlaces> | undefined;
  return {
    value: scalar.text,
    offsetOf: (index) => (places ??= scalarPlaces(file.text, scalar)).toFile(index),
  };
}

/** `'a', 'b' and 'c'`. */
export function quoted(names: readonly string[]): string {
  const all = names.map((name) => `'${name}'`);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}
