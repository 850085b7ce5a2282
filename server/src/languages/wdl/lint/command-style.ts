import type { CommandNode } from '../ast.ts';
import { spanOf } from '../check/file.ts';
import { atLeast } from '../versions.ts';
import type { Lint } from './lint.ts';

export const braceCommand: Lint = {
  code: 'brace-command',
  severity: 'hint',
  summary: "A command stands in braces instead of '<<< … >>>'.",
  why: 'In braces the first `}` of the shell ends the command, and `${…}` is read by WDL instead of the shell. Between `<<<` and `>>>` the script stays as it is, and only `~{…}` is replaced.',
  bad: 'command {\n  samtools index ${bam}\n}',
  good: 'command <<<\n  samtools index ~{bam}\n>>>',
  visits: {
    command(node, { file }) {
      if (node.style !== 'brace' || !atLeast(file.version, '1.0')) return undefined;
      const fix = toHeredoc(node, file.text);
      return {
        span: spanOf(node.keyword),
        message: "This command stands in braces, where '${…}' is not the shell's.",
        note: "Between '<<<' and '>>>' the shell keeps its braces and dollar signs.",
        ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    },
  },
};

/** None where the text would be read in another way between the new marks. */
function toHeredoc(node: CommandNode, source: string) {
  const open = node.children.find(({ kind }) => kind === 'commandOpen');
  const close = node.children.find(({ kind }) => kind === 'commandClose');
  if (open === undefined || close === undefined) return undefined;
  const texts = node.parts.flatMap((part) =>
    'children' in part ? [] : [source.slice(part.start, part.end)],
  );
  if (texts.some((text) => /\\[{}$~>]|~\{|\$\{|>>>/.test(text))) return undefined;
  const sigils = node.parts.flatMap((part) =>
    'children' in part && part.sigil === '$'
      ? [{ span: { start: part.start, end: part.start + 1 }, newText: '~' }]
      : [],
  );
  return {
    title: "Write the command between '<<<' and '>>>'",
    edits: [{ span: spanOf(open), newText: '<<<' }, ...sigils, { span: spanOf(close), newText: '>>>' }],
    preferred: true as const,
  };
}

export const mixedIndentation: Lint = {
  code: 'mixed-indentation',
  severity: 'hint',
  summary: 'Lines of a command are indented with tabs and with spaces.',
  why: 'The engine takes away the indentation that all lines share. Lines that begin differently share none, so that the whole command stays indented: ends of here-documents are not found then, and Python fails.',
  visits: {
    command(node, { file, scripts }) {
      const { text, start } = scripts.of(node);
      if (!text.includes('\t')) return undefined;
      let first: string | undefined;
      for (const { index, 0: indent } of text.matchAll(/(?<=\n)[ \t]+(?=[^\s])/g)) {
        const begin = indent.charAt(0);
        first ??= begin;
        if (begin === first) continue;
        const at = start + index;
        return {
          span: { start: at, end: at + indent.length },
          message: `This line is indented with ${begin === '\t' ? 'tabs' : 'spaces'}, and lines above it with ${begin === '\t' ? 'spaces' : 'tabs'}.`,
          note: 'The engine can then not take away the indentation of the command.',
          related: [
            { location: { uri: file.uri, span: spanOf(node.keyword) }, message: 'The command begins here.' },
          ],
        };
      }
      return undefined;
    },
  },
};
