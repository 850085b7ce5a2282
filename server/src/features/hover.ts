import { formatGiB } from '../healthomics/index.ts';
import type { Occurrence, Resources, SourceValue } from '../model/index.ts';
import { symbolUri } from '../model/index.ts';
import { containerWords } from '../rules/container-words.ts';
import { instanceWords, taskInstance } from '../rules/task-instance.ts';
import type { ServerSettings } from '../settings.ts';
import type { Span } from '../text/index.ts';
import { touches } from '../text/index.ts';
import type { CalledTask } from '../workspace/called-tasks.ts';
import { calledTasks } from '../workspace/called-tasks.ts';
import { occurrenceAt, wordAt } from '../workspace/lookup.ts';
import type { FileSnapshot, SymbolSource } from '../workspace/snapshot.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/**
 * What the name at the offset is and what its author wrote about it, or what the language says about that place; on
 * what a task asks for, also what it gets.
 */
export function hover(
  file: FileSnapshot,
  offset: number,
  symbols: SymbolSource,
  settings: ServerSettings,
): Hover | undefined {
  const occurrence = occurrenceAt(file, offset);
  const words = (occurrence && nameWords(file, occurrence, symbols)) ?? file.analysis.describe(offset);
  const gets = settings.target === 'healthomics' ? whatTaskGets(file, offset, symbols, settings) : undefined;
  if (gets === undefined) return words;
  if (words === undefined) return gets;
  return { span: words.span, markdown: `${words.markdown}\n\n---\n\n${gets.markdown}` };
}

function nameWords(file: FileSnapshot, occurrence: Occurrence, symbols: SymbolSource): Hover | undefined {
  const symbol = symbols.symbol(occurrence.symbol);
  if (symbol === undefined) return undefined;
  const language = symbols.known(symbolUri(symbol.id))?.language.id ?? file.language.id;
  const parts = [`\`\`\`${language}\n${symbol.signature}\n\`\`\``];
  if (symbol.deprecated === true) parts.push('_Deprecated._');
  if (symbol.documentation !== undefined) parts.push(symbol.documentation);
  return { span: occurrence.span, markdown: parts.join('\n\n') };
}

/** On the section that says what a task needs, and on what it says there of CPUs, memory, GPUs and the image. */
function whatTaskGets(
  file: FileSnapshot,
  offset: number,
  symbols: SymbolSource,
  settings: ServerSettings,
): Hover | undefined {
  const { region } = settings;
  const called = calledTasks(file.uri, symbols.modelsWith(file.uri));
  const at = called.filter(({ call }) => call.at.uri === file.uri && touches(call.at.span, offset));
  const [here] = at;
  if (here !== undefined) return hoverOf(waysWords(at, settings), here.call.at.span);
  for (const { id, resources: alone } of file.analysis.callables) {
    const ways = called.filter(({ task }) => task === id);
    const resources = areAlike(ways, settings) ? ways[0]?.resources : alone;
    if (resources?.at.uri !== file.uri) continue;
    const { container } = resources;
    if (container !== undefined && container.text !== '' && isOn(file, container, offset)) {
      return hoverOf(containerWords(container), container.at.span);
    }
    const span = sizeAt(file, resources, offset);
    if (span === undefined) continue;
    if (ways.length > 0 && resources === alone) return hoverOf(waysWords(ways, settings), span);
    const instance = taskInstance(resources, region);
    return hoverOf(instance && instanceWords(instance, region), span);
  }
  return undefined;
}

const MOST_WAYS = 12;

/** The instance behind each way of calls. */
function waysWords(ways: readonly CalledTask[], { region }: ServerSettings): string {
  const lines = ways.slice(0, MOST_WAYS).map(({ name, resources }) => {
    const found = taskInstance(resources, region);
    if (found === undefined) return `- \`${name}\`: known in a run only`;
    const { instance, vcpus, memoryGiB } = found.chosen;
    const assumed = found.assumes === undefined ? '' : ' as long as inputs keep their defaults';
    return `- \`${name}\`: **${instance.name}**, of which ${vcpus} vCPU and ${formatGiB(memoryGiB)}${assumed}`;
  });
  const more = ways.length - lines.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** By what it asks for, as far as it can be told apart before a run. */
function areAlike(ways: readonly CalledTask[], { region }: ServerSettings): boolean {
  const kinds = ways.map(({ resources }) => {
    const found = taskInstance(resources, region)?.chosen;
    return [found?.instance.name, found?.vcpus, found?.memoryGiB, resources.container?.constant].join(' ');
  });
  return new Set(kinds).size === 1;
}

function sizeAt(file: FileSnapshot, resources: Resources, offset: number): Span | undefined {
  if (touches(resources.at.span, offset)) return resources.at.span;
  const { cpu, memory, acceleratorType, acceleratorCount } = resources;
  const values = [cpu, memory, acceleratorType, acceleratorCount];
  return values.find((value) => value !== undefined && isOn(file, value, offset))?.at.span;
}

const LONGEST_KEY = 60;

/** True on the value, and on the key in front of it. */
function isOn(file: FileSnapshot, { at }: SourceValue, offset: number): boolean {
  if (at.uri !== file.uri) return false;
  if (touches(at.span, offset)) return true;
  if (at.span.start < offset || at.span.start - offset > LONGEST_KEY) return false;
  const { end } = wordAt(file.text, offset);
  return end < at.span.start && /^\s*[:=]?\s*$/.test(file.text.slice(end, at.span.start));
}

function hoverOf(markdown: string | undefined, span: Span): Hover | undefined {
  return markdown === undefined ? undefined : { span, markdown };
}
