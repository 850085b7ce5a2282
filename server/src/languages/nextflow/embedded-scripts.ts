import type { Span } from '../../text/index.ts';
import type { EmbeddedScript } from '../language.ts';
import type { ReadScript } from './analyze.ts';
import { shellTexts } from './findings/shell-text.ts';
import type { ShellText } from './findings/shell-text.ts';
import type { ReadProcess } from './scope/process.ts';
import type { Script } from './scope/script.ts';
import { textOf } from './scope/script.ts';
import type { InterpolationNode, StringNode } from './syntax/ast.ts';
import { contentSpan, readEscape, spanOf } from './words.ts';

/** The scripts of processes that bash runs, as Nextflow writes them: without escapes and shared indentation. */
export function embeddedScripts({ script }: ReadScript): readonly EmbeddedScript[] {
  return shellTexts({ script }).flatMap((text) => embeddedScript(script, text) ?? []);
}

const QUOTES: Readonly<Partial<Record<StringNode['quote'], string>>> = {
  single: "'",
  double: '"',
  tripleSingle: "'''",
  tripleDouble: '"""',
};

function embeddedScript(script: Script, { process, section, node }: ShellText): EmbeddedScript | undefined {
  const quote = QUOTES[node.quote];
  if (quote === undefined || !node.closed || hasOwnShell(script, process)) return undefined;
  const written = unescaped(script.text, node, section === 'shell');
  const lines = dedented(written.characters);
  const text = lines.map(({ characters }) => characters.map(({ char }) => char).join('')).join('\n');
  if (text.trim() === '' || !isShell(text)) return undefined;
  const { end } = contentSpan(node);
  return {
    text,
    lineStarts: lines.map(({ start }) => start),
    offsets: lines.flatMap(({ characters, end: at }) => [...characters.map(({ offset }) => offset), at]),
    dummies: written.dummies,
    variables: [...process.inputs, ...process.outputs].flatMap(environmentIn),
    writeAs: (added, at) => writtenIn(quote, added, at.end >= end),
  };
}

/** `env` brings variables in, and reads variables of the script. */
function environmentIn({ text }: { readonly text: string }): readonly string[] {
  return [...text.matchAll(/\benv\s*\(?\s*['"]?(\w+)/g)].map(([, name = '']) => name);
}

/** A process may have its script run by another program. */
function hasOwnShell(script: Script, { directives }: ReadProcess): boolean {
  return directives.some(
    ({ name, span }) =>
      textOf(script, name) === 'shell' && !/\b(?:ba)?sh\b/.test(textOf(script, span).slice(5)),
  );
}

function isShell(text: string): boolean {
  const first = text.trimStart();
  return !first.startsWith('#!') || /^#!.*\b(?:ba|da|k)?sh\b/.test(first.split('\n', 1)[0] ?? '');
}

/** A UTF-16 unit of the script, and where the source has it. */
interface Character {
  readonly char: string;
  readonly offset: number;
}

function unescaped(source: string, node: StringNode, isShellSection: boolean) {
  const characters: Character[] = [];
  const dummies: Span[] = [];
  const addDummy = (span: Span, fill: string) => {
    dummies.push(spanOf(span));
    for (let offset = span.start; offset < span.end; offset++) characters.push({ char: fill, offset });
  };
  for (const part of node.parts) {
    const written = source.slice(part.start, part.end);
    if (part.kind === 'interpolation' && 'braces' in part) addDummy(part, fillOf(source, part));
    else if (part.kind === 'escape') {
      for (const char of readEscape(written)) characters.push({ char, offset: part.start });
    } else {
      const marks = isShellSection ? [...written.matchAll(/!\{[^}]*\}/g)] : [];
      let at = 0;
      const addPlain = (to: number) => {
        for (; at < to; at++) {
          const char = written[at] ?? '';
          if (char !== '\r') characters.push({ char, offset: part.start + at });
        }
      };
      for (const mark of marks) {
        addPlain(mark.index);
        at = mark.index + mark[0].length;
        addDummy({ start: part.start + mark.index, end: part.start + at }, 'x');
      }
      addPlain(written.length);
    }
  }
  return { characters, dummies };
}

/** A number where a number comes, so that it may be computed with. */
function fillOf(source: string, { expr }: InterpolationNode): string {
  const text = expr === undefined ? '' : source.slice(expr.start, expr.end);
  return /^task\.(?:cpus|attempt|index)\b|\.to(?:Giga|Mega|Kilo|Bytes)|^\d+$/.test(text) ? '1' : 'x';
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly characters: readonly Character[];
}

/** Without blank lines in front, and without the indentation that all lines share: Nextflow takes both away. */
function dedented(characters: readonly Character[]): readonly Line[] {
  const lines: { readonly characters: Character[]; readonly end: number }[] = [];
  let line: Character[] = [];
  for (const character of characters) {
    if (character.char !== '\n') {
      line.push(character);
      continue;
    }
    lines.push({ characters: line, end: character.offset });
    line = [];
  }
  lines.push({ characters: line, end: endOf(characters) });
  const isBlank = (one: readonly Character[]) => one.every(({ char }) => char === ' ' || char === '\t');
  const first = lines.findIndex((one) => !isBlank(one.characters));
  const kept = first < 0 ? [] : lines.slice(first);
  const indents = kept.flatMap((one) =>
    isBlank(one.characters) ? [] : [one.characters.findIndex(({ char }) => char !== ' ' && char !== '\t')],
  );
  const indent = Math.min(...indents);
  return kept.map((one) => {
    const rest = one.characters.slice(indent);
    return { start: rest[0]?.offset ?? one.end, end: one.end, characters: rest };
  });
}

function endOf(characters: readonly Character[]): number {
  const last = characters.at(-1);
  return last === undefined ? 0 : last.offset + 1;
}

/** What has to stand in the source for the script to have the text; undefined where it would end the string. */
function writtenIn(quote: string, added: string, isAtEnd: boolean): string | undefined {
  const isTriple = quote.length === 3;
  const [mark = ''] = quote;
  if (isTriple ? isAtEnd && added.endsWith(mark) : added.includes('\n')) return undefined;
  const escaped = added.replaceAll('\\', '\\\\');
  const plain = mark === '"' ? escaped.replaceAll('$', '\\$') : escaped;
  return isTriple && !plain.includes(quote) ? plain : plain.replaceAll(mark, `\\${mark}`);
}
