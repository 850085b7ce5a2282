/** What an expression's value is when nothing was run: JSON, or `undefined` where it is not known. */
export type Known = null | boolean | number | string | readonly Known[] | { readonly [name: string]: Known };

/** The value of a name; `undefined` when it is not known. */
export type Environment = (name: string) => Known | undefined;

/**
 * The value of an expression, as far as it follows from names that are known. It reads what workflow languages have in
 * common: literals, names, members, operators, `if then else`, placeholders in text and a few functions. Everything
 * else is unknown, never an error: whoever asks then does what the simulation does by default.
 */
export function evaluate(text: string, environment: Environment): Known | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const reader: Reader = { tokens, at: 0, environment, broken: false };
  const value = readExpression(reader, 0);
  return reader.broken || reader.at < tokens.length ? undefined : value;
}

interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator';
  readonly text: string;
}

interface Reader {
  readonly tokens: readonly Token[];
  readonly environment: Environment;
  at: number;
  broken: boolean;
}

const TOKEN =
  /\s*(?:([A-Za-z_]\w*)|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(&&|\|\||[!=<>]=|[-+*/%!<>()[\]{},.:?]))/;

function tokenize(text: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN, 'y');
  const end = text.trimEnd().length;
  let at = 0;
  while (at < end) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [, name, number, string, operator] = match;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1) });
    else tokens.push({ kind: 'operator', text: operator ?? '' });
    at = pattern.lastIndex;
  }
  return tokens;
}

/** Binary operators by how tightly they bind. */
const STRENGTH: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

function readExpression(reader: Reader, strength: number): Known | undefined {
  let left = readOperand(reader);
  for (;;) {
    const token = reader.tokens[reader.at];
    const own = token?.kind === 'operator' ? STRENGTH[token.text] : undefined;
    if (token === undefined || own === undefined || own <= strength) return left;
    reader.at++;
    left = applyOperator(token.text, left, readExpression(reader, own));
  }
}

function readOperand(reader: Reader): Known | undefined {
  if (take(reader, '!')) {
    const value = readExpression(reader, 7);
    return typeof value === 'boolean' ? !value : undefined;
  }
  if (take(reader, '-')) {
    const value = readExpression(reader, 7);
    return typeof value === 'number' ? -value : undefined;
  }
  return readMembers(reader, readPrimary(reader));
}

function readPrimary(reader: Reader): Known | undefined {
  if (take(reader, '(')) {
    const value = readExpression(reader, 0);
    expect(reader, ')');
    return value;
  }
  if (take(reader, '[')) return allKnown(readList(reader, ']'));
  const token = reader.tokens[reader.at];
  reader.at++;
  switch (token?.kind) {
    case 'number':
      return Number(token.text);
    case 'string':
      return fillPlaceholders(token.text, reader.environment);
    case 'name':
      return readName(reader, token.text);
    case 'operator':
    case undefined:
      reader.broken = true;
      return undefined;
  }
}

function readName(reader: Reader, name: string): Known | undefined {
  switch (name) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'None':
    case 'null':
      return null;
    case 'if':
      return readChoice(reader);
  }
  if (!take(reader, '(')) return reader.environment(name);
  return callFunction(name, readList(reader, ')'));
}

function readChoice(reader: Reader): Known | undefined {
  const condition = readExpression(reader, 0);
  expectName(reader, 'then');
  const yes = readExpression(reader, 0);
  expectName(reader, 'else');
  const no = readExpression(reader, 0);
  if (condition === true) return yes;
  return condition === false ? no : undefined;
}

function readMembers(reader: Reader, start: Known | undefined): Known | undefined {
  let value = start;
  for (;;) {
    if (take(reader, '.')) {
      const member = reader.tokens[reader.at++];
      value = member?.kind === 'name' ? memberOf(value, member.text) : undefined;
    } else if (take(reader, '[')) {
      const index = readExpression(reader, 0);
      expect(reader, ']');
      value = elementOf(value, index);
    } else return value;
  }
}

function readList(reader: Reader, close: string): readonly (Known | undefined)[] {
  const values: (Known | undefined)[] = [];
  while (!take(reader, close)) {
    values.push(readExpression(reader, 0));
    if (!take(reader, ',') && reader.tokens[reader.at]?.text !== close) {
      reader.broken = true;
      return [];
    }
  }
  return values;
}

function take(reader: Reader, operator: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'operator' || token.text !== operator) return false;
  reader.at++;
  return true;
}

function expect(reader: Reader, operator: string): void {
  if (!take(reader, operator)) reader.broken = true;
}

function expectName(reader: Reader, name: string): void {
  const token = reader.tokens[reader.at++];
  if (token?.kind !== 'name' || token.text !== name) reader.broken = true;
}

function applyOperator(
  operator: string,
  left: Known | undefined,
  right: Known | undefined,
): Known | undefined {
  if (operator === '&&' || operator === '||') {
    const deciding = operator === '||';
    if (left === deciding || right === deciding) return deciding;
    return typeof left === 'boolean' && typeof right === 'boolean' ? !deciding : undefined;
  }
  if (left === undefined || right === undefined) return undefined;
  if (operator === '==') return JSON.stringify(left) === JSON.stringify(right);
  if (operator === '!=') return JSON.stringify(left) !== JSON.stringify(right);
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) {
    const [a, b] = [asText(left), asText(right)];
    return a === undefined || b === undefined ? undefined : a + b;
  }
  return typeof left === 'number' && typeof right === 'number' ? calculate(operator, left, right) : undefined;
}

function calculate(operator: string, left: number, right: number): Known | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) return undefined;
      // Two whole numbers divide to a whole number in workflow languages.
      return Number.isInteger(left) && Number.isInteger(right) ? Math.trunc(left / right) : left / right;
    case '%':
      return right === 0 ? undefined : left % right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}

const LONGEST_RANGE = 100_000;

function callFunction(name: string, given: readonly (Known | undefined)[]): Known | undefined {
  const [first, second] = given;
  switch (name) {
    case 'defined':
      return first === undefined ? undefined : first !== null;
    case 'select_first':
      return isList(first) ? first.find((item) => item !== null) : undefined;
    case 'select_all':
      return isList(first) ? first.filter((item) => item !== null) : undefined;
    case 'length':
      return isList(first) || typeof first === 'string' ? first.length : undefined;
    case 'range':
      return typeof first === 'number' && first >= 0 && first <= LONGEST_RANGE
        ? Array.from({ length: first }, (_, index) => index)
        : undefined;
    case 'zip':
      return isList(first) && isList(second)
        ? first.slice(0, second.length).map((left, index) => ({ left, right: second[index] ?? null }))
        : undefined;
    case 'flatten':
      return isList(first) ? first.flatMap((item) => (isList(item) ? item : [item])) : undefined;
    case 'basename':
      if (typeof first !== 'string') return undefined;
      return withoutSuffix(first.slice(first.lastIndexOf('/') + 1), typeof second === 'string' ? second : '');
    case 'ceil':
      return typeof first === 'number' ? Math.ceil(first) : undefined;
    case 'floor':
      return typeof first === 'number' ? Math.floor(first) : undefined;
    case 'round':
      return typeof first === 'number' ? Math.round(first) : undefined;
    default:
      return undefined;
  }
}

/** `~{…}` and `${…}` in text; one that is not known makes the text unknown. */
function fillPlaceholders(text: string, environment: Environment): string | undefined {
  let known = true;
  const filled = text.replace(/[~$]\{([^}]*)\}/g, (_, inner: string) => {
    const value = asText(evaluate(inner, environment));
    if (value === undefined) known = false;
    return value ?? '';
  });
  return known ? filled : undefined;
}

function asText(value: Known | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}

function memberOf(value: Known | undefined, name: string): Known | undefined {
  if (typeof value !== 'object' || value === null || isList(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function elementOf(value: Known | undefined, index: Known | undefined): Known | undefined {
  if (isList(value)) return typeof index === 'number' ? value[index] : undefined;
  return typeof index === 'string' ? memberOf(value, index) : undefined;
}

function allKnown(values: readonly (Known | undefined)[]): readonly Known[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}

function withoutSuffix(text: string, suffix: string): string {
  return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function isList(value: Known | undefined): value is readonly Known[] {
  return Array.isArray(value);
}
