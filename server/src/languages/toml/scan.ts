import type { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';

/** `key = value` on one line. */
export interface Entry extends SyntaxNode {
  readonly kind: 'entry';
  readonly key: SyntaxToken;
  /** Without the quotes that it may stand in. */
  readonly name: string;
  /** Absent while it is not written. */
  readonly value?: SyntaxToken;
  /** The text of a value that is a plain string. */
  readonly text?: string;
  /** True for entries above every table, which are those of the file itself. */
  readonly isTop: boolean;
}

export interface Scanned {
  readonly entries: readonly Entry[];
  readonly comments: readonly SyntaxToken[];
  /** Everything, in the order of the text. */
  readonly elements: readonly (Entry | SyntaxToken)[];
}

/**
 * The keys and values of a TOML text with their places, line by line. Values that go over several lines have the place of
 * their first; whether the text is right is for the real parser to say.
 */
export function scan(text: string): Scanned {
  const entries: Entry[] = [];
  const comments: SyntaxToken[] = [];
  const elements: (Entry | SyntaxToken)[] = [];
  let isTop = true;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const content = line.trim();
    const start = index + line.indexOf(content);
    if (content === '') continue;
    if (content.startsWith('#')) {
      const comment = { kind: 'comment', start, end: start + content.length };
      comments.push(comment);
      elements.push(comment);
    } else if (content.startsWith('[')) {
      isTop = false;
      elements.push({ kind: 'table', start, end: start + content.length });
    } else {
      const entry = readEntry(content, start, isTop);
      if (entry === undefined) continue;
      entries.push(entry);
      elements.push(entry);
    }
  }
  return { entries, comments, elements };
}

const ENTRY = /^("[^"]*"|'[^']*'|[\w.-]+)(\s*)(=?)(\s*)(.*)$/;

function readEntry(content: string, start: number, isTop: boolean): Entry | undefined {
  const match = ENTRY.exec(content);
  const [, written = '', before = '', equals = '', behind = '', rest = ''] = match ?? [];
  if (match === null) return undefined;
  const key = { kind: 'key', start, end: start + written.length };
  const raw = withoutComment(rest);
  const valueStart = key.end + before.length + equals.length + behind.length;
  const value =
    raw === '' || equals === ''
      ? undefined
      : { kind: 'value', start: valueStart, end: valueStart + raw.length };
  const plain = /^"((?:[^"\\])*)"$|^'([^']*)'$/.exec(raw);
  return {
    kind: 'entry',
    start,
    end: value?.end ?? key.end + before.length + equals.length,
    children: value === undefined ? [key] : [key, value],
    key,
    name: written.replace(/^["']|["']$/g, ''),
    ...(value === undefined ? {} : { value }),
    ...(plain === null ? {} : { text: plain[1] ?? plain[2] ?? '' }),
    isTop,
  };
}

/** A hash outside of quotes begins a comment. */
function withoutComment(rest: string): string {
  let quote = '';
  for (let i = 0; i < rest.length; i++) {
    const char = rest[i] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '#') return rest.slice(0, i).trimEnd();
  }
  return rest.trimEnd();
}
