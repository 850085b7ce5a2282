import type { Span } from '../../../text/index.ts';

/** The value of a scalar, which may be written with escapes, folds and indentation, and where its characters stand. */
export interface PlacedText {
  readonly value: string;
  /** The offset in the file of the character at `index` of the value; for `value.length`, that behind the last. */
  offsetOf(index: number): number;
}

/** The place in the file of a stretch of the value. */
export function placeOf(text: PlacedText, start: number, end: number): Span {
  const first = text.offsetOf(start);
  const last = Math.min(end, text.value.length);
  if (last <= start) return { start: first, end: first };
  return { start: first, end: Math.max(first, text.offsetOf(last - 1) + 1) };
}

/** Text that stands in the file as it is, such as that of a script of its own. */
export function plainText(value: string, start = 0): PlacedText {
  return { value, offsetOf: (index) => start + index };
}
