import { contentSpan, plainString, positional } from '../words.ts';
import type { StringNode } from '../syntax/ast.ts';
import type { Statement } from '../words.ts';
import { calledIn } from '../words.ts';
import type { Finding, NextflowFinding } from './finding.ts';

export const processWithoutOutputs: NextflowFinding = {
  code: 'process-without-outputs',
  severity: 'hint',
  target: 'healthomics',
  needs: 'whole document',
  summary: 'A process has no outputs.',
  why: 'What it makes stays in its work folder: no other process gets it, and nothing of it can be published.',
  bad: "process REPORT {\n  script:\n  'make_report > report.html'\n}",
  good: "process REPORT {\n  output:\n  path 'report.html'\n\n  script:\n  'make_report > report.html'\n}",
  script: ({ script }) =>
    (script.isPart ? [] : script.processes)
      .filter(
        ({ outputs, native, name, sections }) =>
          outputs.length === 0 && !native && name !== '' && !sections.has('topic'),
      )
      .map(({ name, nameSpan }) => ({
        span: nameSpan,
        message: `Process '${name}' has no outputs.`,
        note: 'What it makes goes nowhere: no process gets it, and nothing of it is published.',
      })),
};

export const processWithoutInputs: NextflowFinding = {
  code: 'process-without-inputs',
  severity: 'hint',
  default: 'off',
  needs: 'whole document',
  summary: 'A process has no inputs.',
  why: 'It runs once, and at the very beginning. Files that it names by paths of its own are not there on another machine: they have to come in as inputs.',
  script: ({ script }) =>
    script.processes
      .filter(
        ({ inputs, native, name, sections }) =>
          inputs.length === 0 && !native && name !== '' && !sections.has('input'),
      )
      .map(({ name, nameSpan }) => ({
        span: nameSpan,
        message: `Process '${name}' has no inputs.`,
        note: 'It runs once. Files that it reads have to come in as inputs.',
      })),
};

export const outputEverything: NextflowFinding = {
  code: 'output-everything',
  severity: 'hint',
  summary: 'An output takes every file that is there.',
  why: 'Logs, temporary files and folders come along, each is looked at and moved on its own, and every consumer gets all of them. Where a whole folder is wanted, give the folder: AWS HealthOmics moves it faster than its files one by one.',
  bad: "output:\npath 'results/**'",
  good: "output:\npath 'results/'",
  script({ script }) {
    return script.processes.flatMap(({ outputs }) =>
      outputs.flatMap(({ statement }) => (statement === undefined ? [] : globs(script.text, statement))),
    );
  },
};

const EVERYTHING = /^(?:\.\/)?(?:(.+)\/)?\*\*?(?:\/\*)?$/;

function globs(text: string, { name, args }: Statement): readonly Finding[] {
  const qualifier = text.slice(name.start, name.end);
  if (qualifier === 'tuple' || qualifier === 'set') {
    return positional(args).flatMap((arg) => {
      const inner = calledIn(arg, arg);
      return inner === undefined ? [] : globs(text, inner);
    });
  }
  const [pattern] = positional(args);
  if ((qualifier !== 'path' && qualifier !== 'file') || pattern?.kind !== 'string') return [];
  const plain = plainString(text, pattern);
  const match = plain === undefined ? null : EVERYTHING.exec(plain);
  // One level of a folder is a choice; all of the work folder, or all levels, are seldom meant.
  if (match === null || (match[1] !== undefined && !(plain ?? '').includes('**'))) return [];
  return [everything(pattern, plain ?? '', match[1])];
}

function everything(pattern: StringNode, plain: string, folder: string | undefined): Finding {
  const span = contentSpan(pattern);
  return {
    span,
    message: `'${plain}' takes every file that is there.`,
    note:
      folder === undefined
        ? 'Name what is wanted, such as *.bam.'
        : `Give the folder '${folder}/' as a whole: it is moved faster than its files one by one.`,
    fixes:
      folder === undefined || folder.includes('*')
        ? []
        : [{ title: `Give the folder '${folder}/'`, edits: [{ span, newText: `${folder}/` }] }],
  };
}
