/**
 * Words that the grammar knows. Almost all of them are ordinary names in some place or version, so the lexer only says
 * which word it is; the parser decides by position whether it is meant as a keyword.
 */
export const W_NONE = 0;
export const W_AS = 1;
export const W_IF = 2;
export const W_IN = 3;
export const W_ENV = 4;
export const W_CALL = 5;
export const W_ELSE = 6;
export const W_ENUM = 7;
export const W_META = 8;
export const W_NONE_LITERAL = 9;
export const W_NULL = 10;
export const W_TASK = 11;
export const W_THEN = 12;
export const W_TRUE = 13;
export const W_AFTER = 14;
export const W_ALIAS = 15;
export const W_FALSE = 16;
export const W_HINTS = 17;
export const W_INPUT = 18;
export const W_IMPORT = 19;
export const W_OBJECT = 20;
export const W_OUTPUT = 21;
export const W_STRUCT = 22;
export const W_COMMAND = 23;
export const W_RUNTIME = 24;
export const W_SCATTER = 25;
export const W_VERSION = 26;
export const W_WORKFLOW = 27;
export const W_REQUIREMENTS = 28;
export const W_PARAMETER_META = 29;

/** The code of the word that stands at `[start, end)`; `W_NONE` for a name that the grammar does not know. */
export function wordAt(text: string, start: number, end: number): number {
  const first = text.charCodeAt(start);
  switch (end - start) {
    case 2:
      if (first === 97) return match(text, start, 'as', W_AS);
      if (first === 105) return match(text, start, 'if', W_IF) || match(text, start, 'in', W_IN);
      return W_NONE;
    case 3:
      return first === 101 ? match(text, start, 'env', W_ENV) : W_NONE;
    case 4:
      return fourLetters(text, start, first);
    case 5:
      if (first === 97) return match(text, start, 'after', W_AFTER) || match(text, start, 'alias', W_ALIAS);
      if (first === 102) return match(text, start, 'false', W_FALSE);
      if (first === 104) return match(text, start, 'hints', W_HINTS);
      if (first === 105) return match(text, start, 'input', W_INPUT);
      return W_NONE;
    case 6:
      if (first === 105) return match(text, start, 'import', W_IMPORT);
      if (first === 111)
        return match(text, start, 'output', W_OUTPUT) || match(text, start, 'object', W_OBJECT);
      if (first === 115) return match(text, start, 'struct', W_STRUCT);
      return W_NONE;
    case 7:
      if (first === 99) return match(text, start, 'command', W_COMMAND);
      if (first === 114) return match(text, start, 'runtime', W_RUNTIME);
      if (first === 115) return match(text, start, 'scatter', W_SCATTER);
      if (first === 118) return match(text, start, 'version', W_VERSION);
      return W_NONE;
    case 8:
      return first === 119 ? match(text, start, 'workflow', W_WORKFLOW) : W_NONE;
    case 12:
      return first === 114 ? match(text, start, 'requirements', W_REQUIREMENTS) : W_NONE;
    case 14:
      return first === 112 ? match(text, start, 'parameter_meta', W_PARAMETER_META) : W_NONE;
    default:
      return W_NONE;
  }
}

function fourLetters(text: string, start: number, first: number): number {
  switch (first) {
    case 78:
      return match(text, start, 'None', W_NONE_LITERAL);
    case 99:
      return match(text, start, 'call', W_CALL);
    case 101:
      return match(text, start, 'else', W_ELSE) || match(text, start, 'enum', W_ENUM);
    case 109:
      return match(text, start, 'meta', W_META);
    case 110:
      return match(text, start, 'null', W_NULL);
    case 116:
      return (
        match(text, start, 'true', W_TRUE) ||
        match(text, start, 'task', W_TASK) ||
        match(text, start, 'then', W_THEN)
      );
    default:
      return W_NONE;
  }
}

function match(text: string, start: number, word: string, code: number): number {
  return text.startsWith(word, start) ? code : W_NONE;
}
