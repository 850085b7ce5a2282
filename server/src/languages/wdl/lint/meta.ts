import type { ExprNode, MetaSectionNode, ObjectEntryNode } from '../ast.ts';
import type { CheckedCallable } from '../check/callables.ts';
import { spanOf, textOf } from '../check/file.ts';
import type { Finding, Lint } from './lint.ts';

export const metaMissing: Lint = {
  code: 'meta-missing',
  severity: 'hint',
  default: 'off',
  needs: 'whole document',
  summary: 'A task or workflow has no meta section, or has inputs and no parameter_meta section.',
  why: 'Readers learn there what it does and what its inputs are. The parameter template of AWS HealthOmics takes its descriptions from there.',
  bad: 'task t {\n  input { File bam }\n  command <<< >>>\n}',
  good: 'task t {\n  meta { description: "Counts reads" }\n  parameter_meta { bam: "Aligned reads" }\n  input { File bam }\n  command <<< >>>\n}',
  callable(callable) {
    const missing = [
      ...(section(callable, 'meta') === undefined ? ["'meta'"] : []),
      ...(callable.inputs.length > 0 && section(callable, 'parameter_meta') === undefined
        ? ["'parameter_meta'"]
        : []),
    ];
    if (missing.length === 0) return undefined;
    return { span: callable.nameSpan, message: `There is no ${missing.join(' and no ')} section.` };
  },
};

export const metaDescription: Lint = {
  code: 'meta-description',
  severity: 'hint',
  default: 'off',
  needs: 'whole document',
  summary: 'A meta section has no description.',
  why: 'The description is what the editor shows for a call, and what catalogues of workflows show.',
  bad: 'meta { author: "Ada" }',
  good: 'meta {\n  author: "Ada"\n  description: "Counts reads"\n}',
  callable(callable, { file }) {
    const meta = section(callable, 'meta');
    if (meta === undefined || entry(meta, 'description', file.text) !== undefined) return undefined;
    return { span: spanOf(meta.keyword), message: "The meta section has no 'description'." };
  },
};

export const descriptionLength: Lint = {
  code: 'description-length',
  severity: 'hint',
  default: 'off',
  summary: 'A description is longer than 140 characters.',
  why: 'Lists cut it off. What is longer belongs into `help` or a README.',
  callable(callable, { file }) {
    const meta = section(callable, 'meta');
    const value = meta === undefined ? undefined : entry(meta, 'description', file.text)?.value;
    if (value?.kind !== 'string' || value.end - value.start - 2 <= 140) return undefined;
    return { span: spanOf(value), message: `The description has ${value.end - value.start - 2} characters.` };
  },
};

export const metaValueKind: Lint = {
  code: 'meta-value-kind',
  severity: 'hint',
  summary: 'A key of meta that tools read as a text has something else.',
  why: 'Catalogues, and the template that AWS HealthOmics makes of a workflow, read `description`, `author`, `email` and the like as texts.',
  bad: 'meta { description: ["Counts", "reads"] }',
  good: 'meta { description: "Counts reads" }',
  callable(callable, { file }) {
    return callable.meta.flatMap((one) =>
      one.kind === 'meta' ? one.entries.flatMap((pair) => wrongKind(pair, file.text)) : [],
    );
  },
};

const TEXT_KEYS: ReadonlySet<string> = new Set([
  ...['description', 'author', 'email', 'title', 'summary', 'help', 'label', 'url', 'category'],
]);

function wrongKind(pair: ObjectEntryNode, text: string): Finding[] {
  const key = text.slice(pair.key.start, pair.key.end);
  if (!TEXT_KEYS.has(key) || pair.value === undefined) return [];
  if (pair.value.kind === 'string' || pair.value.kind === 'null' || pair.value.kind === 'missing') return [];
  // Several authors are a list in many places.
  if ((key === 'author' || key === 'email') && pair.value.kind === 'array') return [];
  return [{ span: spanOf(pair.value), message: `'${key}' is read as a text, and this is none.` }];
}

export const unknownOutputDescription: Lint = {
  code: 'unknown-output-description',
  severity: 'hint',
  needs: 'whole document',
  summary: "A key of 'outputs' in meta is no output.",
  why: 'What is described does not exist, most often because the output was renamed.',
  bad: 'meta { outputs: { bma: "Aligned reads" } }\noutput { File bam = "out.bam" }',
  good: 'meta { outputs: { bam: "Aligned reads" } }\noutput { File bam = "out.bam" }',
  callable(callable, { file }) {
    if (callable.references.length > 0) return undefined;
    const names = new Set(callable.outputs.map(({ name }) => name));
    return describedOutputs(callable, file.text).flatMap(({ key }) => {
      const name = unquoted(textOf(file, key));
      if (names.has(name)) return [];
      return [
        {
          span: spanOf(key),
          message: `There is no output '${name}'.`,
          note: 'Remove it, or write the name of an output.',
        },
      ];
    });
  },
};

export const undocumentedOutput: Lint = {
  code: 'undocumented-output',
  severity: 'hint',
  default: 'off',
  needs: 'whole document',
  summary: "An output is not described in 'outputs' of meta.",
  why: 'Whoever finds the file after a run reads there what it is.',
  callable(callable, { file }) {
    const described = new Set(
      describedOutputs(callable, file.text).map(({ key }) => unquoted(textOf(file, key))),
    );
    return callable.outputs.flatMap(({ name, nameSpan }) =>
      described.has(name) ? [] : [{ span: nameSpan, message: `The output '${name}' is not described.` }],
    );
  },
};

export const undocumentedInput: Lint = {
  code: 'undocumented-input',
  severity: 'hint',
  default: 'off',
  needs: 'whole document',
  summary: "An input is not described in 'parameter_meta'.",
  why: 'The parameter template of AWS HealthOmics takes its descriptions from there, and the editor shows them at the keys of parameter files.',
  bad: 'input { File bam }',
  good: 'parameter_meta { bam: "Aligned reads" }\ninput { File bam }',
  callable(callable, { file }) {
    const meta = section(callable, 'parameter_meta');
    const fixAt = meta?.entries.at(-1);
    return callable.inputs.flatMap(({ name, nameSpan }) => {
      if (meta !== undefined && entry(meta, name, file.text) !== undefined) return [];
      return [
        {
          span: nameSpan,
          message: `The input '${name}' is not described.`,
          ...(fixAt === undefined
            ? {}
            : { fixes: [{ title: `Describe '${name}'`, edits: [addEntry(fixAt, name, file.text)] }] }),
        },
      ];
    });
  },
};

export const parameterDescription: Lint = {
  code: 'parameter-description',
  severity: 'hint',
  default: 'off',
  summary: "An entry of 'parameter_meta' has no description.",
  why: 'A text is a description; an object needs a `description` or `help` among its keys.',
  bad: 'parameter_meta { bam: { category: "required" } }',
  good: 'parameter_meta { bam: { description: "Aligned reads", category: "required" } }',
  callable(callable, { file }) {
    const meta = section(callable, 'parameter_meta');
    return (meta?.entries ?? []).flatMap(({ key, value }) => {
      if (value === undefined || value.kind === 'string') return [];
      const keys = value.kind === 'object' ? value.entries.map((pair) => textOf(file, pair.key)) : [];
      if (keys.some((name) => name === 'description' || name === 'help' || name === 'label')) return [];
      return [{ span: spanOf(key), message: `'${textOf(file, key)}' has no description.` }];
    });
  },
};

/** Behind the last entry, as it is indented. */
function addEntry(last: ObjectEntryNode, name: string, text: string) {
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = text.slice(lineStart, last.start);
  const separator = /^[ \t]*$/.test(indent) ? `\n${indent}` : ', ';
  const at = text[last.end] === ',' ? last.end + 1 : last.end;
  return { span: { start: at, end: at }, newText: `${separator}${name}: ""` };
}

function describedOutputs(callable: CheckedCallable, text: string): readonly ObjectEntryNode[] {
  const meta = section(callable, 'meta');
  const outputs: ExprNode | undefined = meta === undefined ? undefined : entry(meta, 'outputs', text)?.value;
  return outputs?.kind === 'object' ? outputs.entries : [];
}

function section({ meta }: CheckedCallable, kind: MetaSectionNode['kind']): MetaSectionNode | undefined {
  return meta.find((one) => one.kind === kind);
}

function entry({ entries }: MetaSectionNode, name: string, text: string): ObjectEntryNode | undefined {
  return entries.find(({ key }) => text.slice(key.start, key.end) === name);
}

function unquoted(key: string): string {
  return key.replace(/^["']|["']$/g, '');
}
