/**
 * Words that mean something to Groovy or Nextflow in some place. Most are ordinary names elsewhere, so the lexer only
 * says which word it is; the parser decides by position whether it acts as a keyword.
 */
export const W_NONE = 0;
export const W_AS = 1;
export const W_IN = 2;
export const W_INSTANCEOF = 3;
export const W_TRUE = 4;
export const W_FALSE = 5;
export const W_NULL = 6;
export const W_NEW = 7;
export const W_SWITCH = 8;
export const W_IF = 9;
export const W_ELSE = 10;
export const W_FOR = 11;
export const W_WHILE = 12;
export const W_DO = 13;
export const W_TRY = 14;
export const W_CATCH = 15;
export const W_FINALLY = 16;
export const W_RETURN = 17;
export const W_THROW = 18;
export const W_ASSERT = 19;
export const W_BREAK = 20;
export const W_CONTINUE = 21;
export const W_CASE = 22;
export const W_DEFAULT = 23;
export const W_DEF = 24;
export const W_VAR = 25;
/** `final`, `static`, `private` and the like. */
export const W_MODIFIER = 26;
/** `int`, `boolean` and the other words for types. */
export const W_PRIMITIVE = 27;
export const W_CLASS = 28;
export const W_INTERFACE = 29;
export const W_TRAIT = 30;
export const W_ENUM = 31;
export const W_IMPORT = 32;
export const W_PACKAGE = 33;
export const W_INCLUDE = 34;
export const W_PROCESS = 35;
export const W_WORKFLOW = 36;
export const W_OUTPUT = 37;
export const W_PARAMS = 38;
export const W_RECORD = 39;
export const W_INCLUDE_CONFIG = 40;
export const W_WITH_NAME = 41;
export const W_WITH_LABEL = 42;
export const W_FROM = 43;
export const W_TUPLE = 44;
export const W_EXTENDS = 45;
export const W_IMPLEMENTS = 46;

const WORDS: ReadonlyMap<string, number> = new Map([
  ['as', W_AS],
  ['in', W_IN],
  ['instanceof', W_INSTANCEOF],
  ['true', W_TRUE],
  ['false', W_FALSE],
  ['null', W_NULL],
  ['new', W_NEW],
  ['switch', W_SWITCH],
  ['if', W_IF],
  ['else', W_ELSE],
  ['for', W_FOR],
  ['while', W_WHILE],
  ['do', W_DO],
  ['try', W_TRY],
  ['catch', W_CATCH],
  ['finally', W_FINALLY],
  ['return', W_RETURN],
  ['throw', W_THROW],
  ['assert', W_ASSERT],
  ['break', W_BREAK],
  ['continue', W_CONTINUE],
  ['case', W_CASE],
  ['default', W_DEFAULT],
  ['def', W_DEF],
  ['var', W_VAR],
  ...['final', 'static', 'private', 'public', 'protected', 'abstract'].map(
    (word) => [word, W_MODIFIER] as const,
  ),
  ...['synchronized', 'transient', 'volatile'].map((word) => [word, W_MODIFIER] as const),
  ...['int', 'long', 'short', 'byte', 'char', 'float', 'double'].map((word) => [word, W_PRIMITIVE] as const),
  ...['boolean', 'void'].map((word) => [word, W_PRIMITIVE] as const),
  ['class', W_CLASS],
  ['interface', W_INTERFACE],
  ['trait', W_TRAIT],
  ['enum', W_ENUM],
  ['import', W_IMPORT],
  ['package', W_PACKAGE],
  ['include', W_INCLUDE],
  ['process', W_PROCESS],
  ['workflow', W_WORKFLOW],
  ['output', W_OUTPUT],
  ['params', W_PARAMS],
  ['record', W_RECORD],
  ['includeConfig', W_INCLUDE_CONFIG],
  ['withName', W_WITH_NAME],
  ['withLabel', W_WITH_LABEL],
  ['from', W_FROM],
  ['tuple', W_TUPLE],
  ['extends', W_EXTENDS],
  ['implements', W_IMPLEMENTS],
]);

const LONGEST = 13;

/** The code of the word that stands at `[start, end)`; `W_NONE` for an ordinary name. */
export function wordAt(text: string, start: number, end: number): number {
  const length = end - start;
  const first = text.charCodeAt(start);
  if (length < 2 || length > LONGEST || first < 97 || first > 122) return W_NONE;
  return WORDS.get(text.slice(start, end)) ?? W_NONE;
}

/** True for words that begin or go on with a statement and are never a value. */
export function isStatementWord(word: number): boolean {
  return (word >= W_IF && word <= W_DEF) || word === W_MODIFIER || word === W_IMPORT || word === W_PACKAGE;
}
