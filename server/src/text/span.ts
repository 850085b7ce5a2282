/** A half-open range `[start, end)` of UTF-16 offsets in one file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a named file. */
export interface Location {
  readonly uri: string;
  readonly span: Span;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** True when `offset` lies in the span or directly after it, which is where a cursor still belongs to a word. */
export function touches(range: Span, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
