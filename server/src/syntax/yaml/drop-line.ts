import type { YAMLError } from 'yaml';
import { span } from '../../text/index.ts';
import { LOSES, wordsOf } from './problems.ts';
import type { Reading } from './read.ts';
import { readYaml } from './read.ts';
import type { Repair } from './repair.ts';

/**
 * What no repair fits is read over: the line where the library lost its place, or the one above, counts as a comment
 * when that leaves fewer errors.
 */
export function dropLine(text: string, reading: Reading): Repair | undefined {
  const error = [...reading.errors].sort((a, b) => a.pos[0] - b.pos[0]).find(isLoss);
  if (error === undefined) return undefined;
  let best: string | undefined;
  let least = reading.errors.length;
  for (const start of lineStarts(text, error.pos[0])) {
    const dropped = commented(text, start);
    const left = dropped === undefined ? Infinity : readYaml(dropped).errors.length;
    if (left >= least) continue;
    least = left;
    best = dropped;
  }
  if (best === undefined) return undefined;
  const at = firstDifference(text, best);
  const { message, note = 'The line is read over.' } = wordsOf(error, text);
  return { text: best, slip: { span: span(at, lineEnd(text, at)), message, note } };
}

function isLoss({ code, message }: YAMLError): boolean {
  return LOSES.test(code) || (code === 'BAD_INDENT' && !message.startsWith('Flow'));
}

/** Of the line at the offset, and of the line with something on it above. */
function lineStarts(text: string, offset: number): readonly number[] {
  const own = text.lastIndexOf('\n', offset - 1) + 1;
  const above = text.slice(0, own).trimEnd();
  return above === '' ? [own] : [own, above.lastIndexOf('\n') + 1];
}

function commented(text: string, start: number): string | undefined {
  const at = start + (/^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0].length ?? 0);
  const char = text.charAt(at);
  return char === '' || char === '#' || char === '\n'
    ? undefined
    : `${text.slice(0, at)}#${text.slice(at + 1)}`;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/[ \t]*(?:\r?\n|$)/);
  return from + end;
}
