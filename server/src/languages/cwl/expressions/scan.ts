/** What a string holds beside plain text; `start` and `end` are indices of the string, brackets and `$` included. */
export interface ExpressionPart {
  /** `$(…)` holds one expression or a reference, `${…}` the body of a function. */
  readonly form: 'expression' | 'body';
  readonly start: number;
  readonly end: number;
}

export interface ScannedString {
  readonly parts: readonly ExpressionPart[];
  /** Where an expression begins that never ends. */
  readonly unclosed?: ExpressionPart;
  /** The string is one expression, blanks around it aside, so that the value keeps its type. */
  readonly whole: boolean;
}

type State = 'paren' | 'brace' | 'single' | 'double';

/** True for what engines look into: everything else is plain text. */
export function mayHoldExpression(text: string): boolean {
  return text.includes('$(') || text.includes('${');
}

/**
 * Finds `$(…)` and `${…}` in a string. Brackets nest, quotes hide brackets, a backslash in front of `$` makes plain text
 * of what follows. Comments and regular expressions hide nothing, since no engine looks for them at this point.
 * Source: CWL v1.2 specification, parameter references and expressions.
 */
export function scanString(text: string): ScannedString {
  const parts: ExpressionPart[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '\\') {
      at += 2;
      continue;
    }
    const open = text[at + 1];
    if (char !== '$' || (open !== '(' && open !== '{')) {
      at++;
      continue;
    }
    const form = open === '(' ? 'expression' : 'body';
    const end = endOf(text, at + 1);
    if (end === undefined) {
      return { parts, unclosed: { form, start: at, end: text.length }, whole: false };
    }
    parts.push({ form, start: at, end });
    at = end;
  }
  return { parts, whole: isWhole(text, parts) };
}

function isWhole(text: string, parts: readonly ExpressionPart[]): boolean {
  const [only, second] = parts;
  if (only === undefined || second !== undefined) return false;
  return text.slice(0, only.start).trim() === '' && text.slice(only.end).trim() === '';
}

/** The index behind the bracket that closes the one at `open`. */
function endOf(text: string, open: number): number | undefined {
  const stack: State[] = [text[open] === '(' ? 'paren' : 'brace'];
  for (let i = open + 1; i < text.length; i++) {
    const char = text[i];
    const state = stack.at(-1);
    if (state === 'single' || state === 'double') {
      if (char === '\\') i++;
      else if (char === (state === 'single' ? "'" : '"')) stack.pop();
      continue;
    }
    if (char === "'") stack.push('single');
    else if (char === '"') stack.push('double');
    else if (char === (state === 'paren' ? '(' : '{')) stack.push(state ?? 'paren');
    else if (char === (state === 'paren' ? ')' : '}')) {
      stack.pop();
      if (stack.length === 0) return i + 1;
    }
  }
  return undefined;
}
