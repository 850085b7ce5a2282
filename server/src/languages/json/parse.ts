import { visit } from 'jsonc-parser';
import type { Parsed } from '../language.ts';
import { span } from '../../text/index.ts';
import { SyntaxProblems } from './syntax-problems.ts';
import type { JsonTree } from './tree.ts';
import { TreeBuilder } from './tree-builder.ts';

/** Deeper than any parameter file; the parser calls itself for every level. */
const MAX_DEPTH = 200;
/** Eighty times what the service takes of parameters; longer files get no tree. */
export const MAX_LENGTH = 4 * 1024 * 1024;

/** Reads any text: what is no JSON becomes problems and `error` tokens. */
export function parseJson(text: string): Parsed<JsonTree> {
  const problems = new SyntaxProblems(text);
  const builder = new TreeBuilder(text);
  if (text.length > MAX_LENGTH) {
    problems.add(span(0, 0), 'This file is too large to be read as parameters.', {
      note: 'HealthOmics takes 50,000 bytes. Lists of files belong into a sample sheet or a folder in S3.',
    });
  } else if (isDeeperThan(text, MAX_DEPTH)) {
    problems.add(span(0, 0), `Objects and arrays are nested more than ${MAX_DEPTH} deep.`);
  } else {
    read(text, builder, problems);
  }
  return { tree: builder.finish(), problems: problems.list };
}

function read(text: string, builder: TreeBuilder, problems: SyntaxProblems): void {
  // A byte order mark is white space in every sense but the parser's.
  visit(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text, {
    onObjectBegin: (offset) => {
      builder.openObject(offset);
    },
    onObjectProperty: (name, offset, length) => {
      builder.key(name, offset, offset + length);
    },
    onObjectEnd: (offset, length) => {
      builder.close(offset, length);
    },
    onArrayBegin: (offset) => {
      builder.openArray(offset);
    },
    onArrayEnd: (offset, length) => {
      builder.close(offset, length);
    },
    onLiteralValue: (value: unknown, offset, length) => {
      builder.scalar(value, offset, offset + length);
    },
    onSeparator: (character, offset, length) => {
      builder.separator(character, offset, offset + length);
    },
    onComment: (offset, length) => {
      builder.comment(offset, offset + length);
      problems.comment(offset, length);
    },
    onError: (code, offset, length) => {
      problems.error(code, offset, length);
    },
  });
}

/** Counts brackets outside of strings; a string that is not closed ends with its line. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"' || char === '\n') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      if (++depth > limit) return true;
    } else if (char === '}' || char === ']') depth--;
  }
  return false;
}
