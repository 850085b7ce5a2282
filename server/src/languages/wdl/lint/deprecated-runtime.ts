import type { Fix, Span, TextEdit } from '../../../text/index.ts';
import type { AttributeNode, AttributeSectionNode } from '../ast.ts';
import { spanOf, textOf } from '../check/file.ts';
import type { CheckedFile } from '../check/file.ts';
import { ATTRIBUTES } from '../facts/attributes.ts';
import { atLeast } from '../versions.ts';
import type { Lint } from './lint.ts';

export const deprecatedRuntime: Lint = {
  code: 'deprecated-runtime',
  severity: 'hint',
  summary: "A 'runtime' section in a version that has 'requirements'.",
  why: 'Version 1.2 divides `runtime`: what a task fails without stands in `requirements`, what merely helps in `hints`. AWS HealthOmics, which runs 1.0, 1.1 and `development`, reads `runtime`.',
  bad: 'version 1.2\n…\nruntime {\n  container: image\n}',
  good: 'version 1.2\n…\nrequirements {\n  container: image\n}',
  relevant: ({ file }) => atLeast(file.version, '1.2') && file.target !== 'healthomics',
  callable(callable, { file }) {
    return callable.attributes.flatMap((section) => {
      if (section.kind !== 'runtime') return [];
      const others = callable.attributes.filter((other) => other !== section);
      const hints = others.find(({ kind }) => kind === 'hints');
      const isOnly = others.length === (hints === undefined ? 0 : 1);
      const fix = isOnly ? toRequirements(file, section, hints) : undefined;
      return [
        {
          span: spanOf(section.keyword),
          message: "'runtime' is deprecated since WDL 1.2.",
          note: "Write 'requirements' for what the task fails without, and 'hints' for the rest.",
          tags: ['deprecated' as const],
          ...(fix === undefined ? {} : { fixes: [fix] }),
        },
      ];
    });
  },
};

const REQUIREMENT_NAMES: Readonly<Record<string, string>> = {
  docker: 'container',
  maxRetries: 'max_retries',
  returnCodes: 'return_codes',
};

const HINT_NAMES: Readonly<Record<string, string>> = {
  maxCpu: 'max_cpu',
  maxMemory: 'max_memory',
  shortTask: 'short_task',
  localizationOptional: 'localization_optional',
};

/** What is no requirement goes to `hints`, where engines leave alone what they do not know. */
function toRequirements(
  file: CheckedFile,
  section: AttributeSectionNode,
  hints: AttributeSectionNode | undefined,
): Fix | undefined {
  const { text } = file;
  const isRequirement = ({ key }: AttributeNode) => {
    const name = textOf(file, key);
    const newName = REQUIREMENT_NAMES[name] ?? name;
    return ATTRIBUTES.some((fact) => fact.name === newName && fact.sections.includes('requirements'));
  };
  const renamed = section.attributes.filter(isRequirement).flatMap(({ key }) => {
    const newText = REQUIREMENT_NAMES[textOf(file, key)];
    return newText === undefined ? [] : [{ span: spanOf(key), newText }];
  });
  const foreign = section.attributes.filter((attribute) => !isRequirement(attribute));
  const moved = hintEdit(file, section, hints, foreign);
  if (foreign.length > 0 && moved === undefined) return undefined;
  return {
    title:
      foreign.length === 0
        ? "Change to 'requirements'"
        : "Change to 'requirements', and the others to 'hints'",
    edits: [
      { span: spanOf(section.keyword), newText: 'requirements' },
      ...renamed,
      ...foreign.map((attribute) => ({ span: lineOf(text, attribute), newText: '' })),
      ...(moved === undefined ? [] : [moved]),
    ],
    preferred: true,
  };
}

/** Writes the attributes into the hints, or into hints of their own behind the section. */
function hintEdit(
  file: CheckedFile,
  section: AttributeSectionNode,
  hints: AttributeSectionNode | undefined,
  foreign: readonly AttributeNode[],
): TextEdit | undefined {
  const { text } = file;
  const [first] = foreign;
  if (first === undefined) return undefined;
  const indent = indentOf(text, section.start);
  const inner = text.slice(section.start, first.start).includes('\n')
    ? indentOf(text, first.start)
    : `${indent}${indent === '' ? '    ' : indent}`;
  const lines = foreign.map(({ key, value }) => {
    const name = textOf(file, key);
    return `${inner}${HINT_NAMES[name] ?? name}: ${value === undefined ? '' : text.slice(value.start, value.end)}\n`;
  });
  if (hints === undefined) {
    const newText = `\n\n${indent}hints {\n${lines.join('')}${indent}}`;
    return { span: { start: section.end, end: section.end }, newText };
  }
  const close = hints.end - 1;
  const lineStart = text.lastIndexOf('\n', close - 1) + 1;
  if (text[close] !== '}' || text.slice(lineStart, close).trim() !== '') return undefined;
  return { span: { start: lineStart, end: lineStart }, newText: lines.join('') };
}

function indentOf(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';
}

/** The attribute with its line, where nothing else stands on it. */
export function lineOf(text: string, { start, end }: AttributeNode): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end) + 1;
  const rest = text.slice(lineStart, start) + text.slice(end, lineEnd);
  const isAlone = lineEnd > 0 && /^[\s,]*$/.test(rest);
  return isAlone ? { start: lineStart, end: lineEnd } : { start, end };
}
