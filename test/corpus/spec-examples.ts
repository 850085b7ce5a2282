/** An example that a WDL specification is tested by, as `openwdl/wdl-tests` describes the format. */
export interface SpecExample {
  /** Unique in its document, with the ending. */
  readonly name: string;
  readonly text: string;
  /** What an engine must make of it. `import` is only there for other examples. */
  readonly expected: 'success' | 'failure' | 'import';
}

const EXAMPLE =
  /<summary>\s*Example: *(?<name>\S+)\s+```wdl[^\n]*\n(?<text>[\s\S]*?)\n *```(?<rest>[\s\S]*?)<\/details>/g;

/** The examples of a specification, in the order of the text. */
export function specExamples(markdown: string): readonly SpecExample[] {
  const examples: SpecExample[] = [];
  const lines = markdown.replaceAll('\r\n', '\n');
  for (const { groups } of lines.matchAll(EXAMPLE)) {
    const { name = '', text = '', rest = '' } = groups ?? {};
    const stem = name.replace(/\.wdl$/, '');
    examples.push({
      name: `${stem}.wdl`,
      text: `${withoutIndent(text)}\n`,
      expected: expectedOf(stem, rest),
    });
  }
  return examples;
}

function expectedOf(stem: string, rest: string): SpecExample['expected'] {
  if (/_fail(_task)?$/.test(stem) || /"fail"\s*:\s*true/.test(rest)) return 'failure';
  return stem.endsWith('_resource') ? 'import' : 'success';
}

/** Blocks stand as deep as the Markdown around them. */
function withoutIndent(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const indent = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n');
}
