/** Zero-based; half-open, as VS Code's. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Text put in the place of a range. */
export interface TextChange {
  readonly range: TextRange;
  readonly text: string;
}

/** Where the range stands after a change; `undefined` when the change touched what it holds. */
export function movedRange(range: TextRange, { range: changed, text }: TextChange): TextRange | undefined {
  if (isBefore(range.end, changed.start)) return range;
  if (isBefore(changed.start, range.end) && isBefore(range.start, changed.end)) return undefined;
  // An insertion at the edge of the range leaves what it holds as it was.
  if (!isBefore(changed.end, range.start) && !isSame(changed.end, range.start)) return range;
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  const byLines = lines.length - 1 - (changed.end.line - changed.start.line);
  if (byLines === 0 && range.start.line > changed.end.line) return range;
  const endOfText = (lines.length === 1 ? changed.start.character : 0) + last.length;
  const move = ({ line, character }: TextPosition): TextPosition => ({
    line: line + byLines,
    character: line === changed.end.line ? character - changed.end.character + endOfText : character,
  });
  return { start: move(range.start), end: move(range.end) };
}

function isBefore(a: TextPosition, b: TextPosition): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function isSame(a: TextPosition, b: TextPosition): boolean {
  return a.line === b.line && a.character === b.character;
}
