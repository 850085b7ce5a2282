import type { Fix } from '../../../text/index.ts';
import type { CwlMapping, Process } from '../document/index.ts';
import { resolved } from '../document/index.ts';

/** Adds a requirement to a process, in the form that its author chose: list or map, YAML or JSON. */
export function addRequirement(text: string, process: Process, name: string): readonly Fix[] {
  const title = `Add ${name}`;
  const { node, fields } = process;
  const entry = fields.get('requirements');
  const list = resolved(entry?.value);
  const edit = (at: number, newText: string): readonly Fix[] => [
    { title, edits: [{ span: { start: at, end: at }, newText }], preferred: true },
  ];
  if (entry !== undefined && list === undefined) return edit(entry.end, ` { ${name}: {} }`);
  if (entry !== undefined && list !== undefined && (list.start < entry.start || list.end > entry.end))
    return [];
  if (list?.kind === 'mapping' || list?.kind === 'sequence') {
    const quote = isJson(text, node) ? '"' : '';
    const isMap = list.kind === 'mapping';
    const element = isMap
      ? `${quote}${name}${quote}: {}`
      : `{ ${quote}class${quote}: ${quote}${name}${quote} }`;
    const first = isMap ? list.entries[0] : list.items[0];
    if (list.flow) return edit(list.start + 1, first === undefined ? element : `${element}, `);
    if (first === undefined) return [];
    return edit(...blockElement(text, list.start, isMap ? `${name}: {}` : `- class: ${name}`));
  }
  if (list !== undefined) return [];
  return newSection(text, node, name, edit);
}

type Edit = (at: number, newText: string) => readonly Fix[];

function newSection(text: string, node: CwlMapping, name: string, edit: Edit): readonly Fix[] {
  const [first] = node.entries;
  const before = node.entries.find(({ key }) => key.text === 'inputs') ?? first;
  if (before === undefined) return [];
  const at = before.key.start;
  if (node.flow) {
    const quote = isJson(text, node) ? '"' : '';
    return edit(at, `${quote}requirements${quote}: { ${quote}${name}${quote}: {} }, `);
  }
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const indent = ' '.repeat(at - lineStart);
  return edit(at, `requirements:\n${indent}  ${name}: {}\n${indent}`);
}

/** In front of the first element, on a line of its own. */
function blockElement(text: string, start: number, element: string): [number, string] {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return [start, `${element}\n${' '.repeat(start - lineStart)}`];
}

function isJson(text: string, node: CwlMapping): boolean {
  const [first] = node.entries;
  return node.flow && first !== undefined && text[first.key.start] === '"';
}
