import { spanOf, textOf } from '../check/file.ts';
import type { CommandNode } from '../ast.ts';
import type { CommandScript } from './command-script.ts';
import type { Finding, Lint, LintContext } from './lint.ts';
import { callableAt, indentOf } from './lint.ts';
import { isPath, typeAtSight } from './types.ts';

export const pipeWithoutPipefail: Lint = {
  code: 'pipe-without-pipefail',
  severity: 'hint',
  summary: "A pipe in a command without 'set -o pipefail'.",
  why: 'Bash takes the exit code of the last program of a pipe for that of the pipe. When an aligner dies and the sorter behind it ends well, the task counts as done, with half of its result. `set -euo pipefail` ends the command at the first program that fails.',
  bad: 'command <<<\n  bwa mem ~{ref} ~{reads} | samtools sort -o out.bam\n>>>',
  good: 'command <<<\n  set -euo pipefail\n  bwa mem ~{ref} ~{reads} | samtools sort -o out.bam\n>>>',
  visits: {
    command(node, { file, scripts }) {
      const script = scripts.of(node);
      if (!script.text.includes('|') || script.text.includes('pipefail')) return undefined;
      const offset = firstPipe(script);
      if (offset === undefined) return undefined;
      return {
        span: { start: script.start + offset, end: script.start + offset + 1 },
        message: 'When a program in front of this pipe fails, the task does not notice.',
        note: "Begin the command with 'set -euo pipefail', or with 'set -o pipefail' at least.",
        fixes: addLine(script, file.text, 'set -euo pipefail'),
      };
    },
  },
};

/** The first pipe whose left side can fail in a way that matters. */
function firstPipe({ shell }: CommandScript): number | undefined {
  if (shell === undefined) return undefined;
  for (const { index } of shell.bare.matchAll(/(?<![|>\\])\|(?!\|)/g)) {
    const lineStart = shell.bare.lastIndexOf('\n', index) + 1;
    const left = shell.bare.slice(lineStart, index);
    const right = /^[^\n]*/.exec(shell.bare.slice(index + 1))?.[0] ?? '';
    const isPattern = !left.includes('(') && /^[^(]*\)/.test(right);
    // What a condition asks may well be answered by a failure.
    if (/\b(?:if|elif|while|until)\b|^\s*!/.test(left)) continue;
    if (isPattern || (left.includes('[[') && right.includes(']]'))) continue;
    const [program] =
      /[\w./-]+/.exec(left.split(/;|&&|\|\||[({]|\b(?:do|then|else|if|while|!)\b/).at(-1) ?? '') ?? [];
    if (program === undefined || HARMLESS.has(program)) continue;
    return index;
  }
  return undefined;
}

/** Programs that fail only when the shell itself does. */
const HARMLESS: ReadonlySet<string> = new Set(['echo', 'printf', 'yes', 'true', 'seq', 'ls', 'date']);

/** As the first line of the command, indented like the line behind it. */
function addLine({ text, start }: CommandScript, source: string, line: string) {
  const [blanks = ''] = /^\s*/.exec(text) ?? [];
  if (!blanks.includes('\n') || text.startsWith('#!', blanks.length)) return [];
  const at = start + blanks.length;
  return [
    {
      title: `Begin the command with '${line}'`,
      edits: [{ span: { start: at, end: at }, newText: `${line}\n${indentOf(source, at)}` }],
    },
  ];
}

export const inlineInstall: Lint = {
  code: 'inline-install',
  severity: 'warning',
  summary: 'A command installs software.',
  why: 'Tasks on AWS HealthOmics reach S3 and ECR in their Region and nothing else, unless the run is started in VPC mode: the download fails. Where it works, each task pays for it anew and gets whatever version there is that day. Put the software into the container image.',
  bad: 'command <<<\n  pip install pysam\n  python3 count.py\n>>>',
  visits: {
    command: (node, context) =>
      network(node, context, INSTALLS, INSTALLERS, (what) => ({
        message: `'${what}' installs software while the task runs.`,
        note:
          context.file.target === 'healthomics'
            ? 'Tasks on AWS HealthOmics have no internet unless the run uses a VPC. Put the software into the container image.'
            : 'A later run may get another version. Put the software into the container image.',
      })),
  },
};

export const networkAccess: Lint = {
  code: 'network-access',
  severity: 'information',
  target: 'healthomics',
  summary: 'A command reads something from the internet.',
  why: 'Tasks on AWS HealthOmics reach S3 and ECR in their Region and nothing else, unless the run is started in VPC mode (`networkingMode: VPC` with a configuration). Files can be inputs; what never changes can stand in the container image.',
  bad: 'command <<<\n  wget https://example.org/reference.fa\n>>>',
  good: 'input { File reference }',
  visits: {
    command: (node, context) =>
      network(node, context, LOADS, DOWNLOADS, (what) => ({
        message: `'${what}' needs the internet, which tasks on AWS HealthOmics do not have.`,
        note: 'Make the file an input, or start the run in VPC mode.',
      })),
  },
};

/** At the beginning of a command of the shell. */
const START = String.raw`(?<=^|[\n;&|({]|\b(?:do|then|else|sudo|if|!)\b)[ \t]*`;
const INSTALLERS = new RegExp(
  `${START}(?:(apt-get|apt|yum|dnf|microdnf|apk|conda|mamba|micromamba|pip|pip3|python3? -m pip|npm)\\s+(?:-\\S+\\s+)*(install|add|create)\\b)[^\\n;&|]*`,
  'g',
);
const DOWNLOADS = new RegExp(
  `${START}(?:(wget|curl)\\b(?=[^\\n;|]*(?:https?|ftp):)|(git\\s+clone)\\b|(esearch|efetch|prefetch|fasterq-dump|gsutil|gcloud|azcopy)\\s)[^\\n;&|]*`,
  'g',
);
/** One of these a script must hold at least. */
const INSTALLS = /install|apk|conda|mamba/;
const LOADS = /wget|curl|git\s+clone|esearch|efetch|prefetch|fasterq|gsutil|gcloud|azcopy/;
/** What is installed from here needs no network. */
const LOCAL = /--no-index|--offline|\binstall\s+(?:-\S+\s+)*(?:\.|\/|x{4})/;

function network(
  node: CommandNode,
  { scripts }: LintContext,
  glance: RegExp,
  pattern: RegExp,
  say: (what: string) => Pick<Finding, 'message' | 'note'>,
): readonly Finding[] {
  const script = scripts.of(node);
  if (!glance.test(script.text)) return [];
  if (script.text.search(pattern) < 0 || script.shell === undefined) return [];
  const { active, bare } = script.shell;
  return [...active.matchAll(pattern)].flatMap((match) => {
    const [all, ...words] = match;
    const start = match.index + (/^\s*/.exec(all)?.[0].length ?? 0);
    // Inside of quotes it is a word among others.
    if (bare[start] === ' ' || LOCAL.test(all)) return [];
    const what = words.filter((word) => word !== undefined && word !== '').join(' ');
    const end = match.index + all.trimEnd().length;
    return [{ span: { start: script.start + start, end: script.start + end }, ...say(what) }];
  });
}

export const dollarInHeredoc: Lint = {
  code: 'dollar-in-heredoc',
  severity: 'warning',
  summary: 'A shell variable that is not set has the name of a WDL value.',
  why: 'Between `<<<` and `>>>` a dollar sign belongs to the shell, and WDL values are written `~{…}`. The shell knows nothing of them: the variable is empty, or ends the command under `set -u`.',
  bad: 'command <<<\n  samtools index ${bam}\n>>>',
  good: 'command <<<\n  samtools index ~{bam}\n>>>',
  visits: {
    command(node, context) {
      const { file } = context;
      if (node.style !== 'heredoc') return undefined;
      const script = context.scripts.of(node);
      const callable = callableAt(context, node.start);
      if (callable === undefined || !script.text.includes('$')) return undefined;
      const declared = new Map([...callable.inputs, ...callable.declarations].map((one) => [one.name, one]));
      const findings: Finding[] = [];
      for (const match of script.text.matchAll(/(?<!\\)\$(?:\{([A-Za-z]\w*)\}|([A-Za-z]\w*))/g)) {
        const name = match[1] ?? match[2] ?? '';
        const entry = declared.get(name);
        if (entry === undefined || (entry.node.kind === 'decl' && entry.node.env !== undefined)) continue;
        if (script.shell?.active[match.index] !== '$' || isAssigned(name, script.text)) continue;
        const start = script.start + match.index;
        const span = { start, end: start + match[0].length };
        findings.push({
          span,
          message: `'${match[0]}' is a variable of the shell, which nothing sets. Did you mean '~{${name}}'?`,
          note: "Between '<<<' and '>>>' only '~{…}' is a placeholder.",
          related: [
            {
              location: { uri: file.uri, span: entry.nameSpan },
              message: `The WDL value '${name}' is declared here.`,
            },
          ],
          fixes: [{ title: `Write '~{${name}}'`, edits: [{ span, newText: `~{${name}}` }], preferred: true }],
        });
      }
      return findings;
    },
  },
};

/** Anything that may set a variable of the name, wherever it stands. */
function isAssigned(name: string, script: string): boolean {
  if (script.includes(`\n${name}=`) || script.includes(` ${name}=`)) return true;
  const setting = String.raw`\b${name}\+?=|\bfor\s+${name}\b|\bread\b[^\n;|]*\b${name}\b|\b(?:export|declare|local|typeset|readonly|mapfile|readarray|getopts|printf\s+-v|select)\b[^\n;|]*\b${name}\b`;
  return new RegExp(setting).test(script) || /^\s*(?:source|\.)\s/m.test(script);
}

export const commandInBraces: Lint = {
  code: 'command-in-braces',
  severity: 'warning',
  summary: "A program is called as '${…}' instead of '$(…)'.",
  why: 'Braces are for variables and parentheses for programs: `${date}` is the variable `date`, which is empty, and `${basename x}` is an error of the shell.',
  bad: 'command <<<\n  echo "started ${date}"\n>>>',
  good: 'command <<<\n  echo "started $(date)"\n>>>',
  visits: {
    command(node, context) {
      if (node.style !== 'heredoc') return undefined;
      const script = context.scripts.of(node);
      if (!script.text.includes('${')) return undefined;
      return [...script.text.matchAll(PROGRAM_IN_BRACES)].flatMap((match): Finding[] => {
        const program = match[1] ?? match[2] ?? '';
        if (script.shell?.active[match.index] !== '$' || isAssigned(program, script.text)) return [];
        const start = script.start + match.index;
        const end = start + match[0].length;
        return [
          {
            span: { start, end },
            message: `'${textOf(context.file, { start, end })}' is no call of '${program}' but a variable.`,
            note: "Programs are called in parentheses: '$(…)'.",
            fixes: [
              {
                title: "Write '$(…)'",
                edits: [
                  { span: { start: start + 1, end: start + 2 }, newText: '(' },
                  { span: { start: end - 1, end }, newText: ')' },
                ],
                preferred: true,
              },
            ],
          },
        ];
      });
    },
  },
};

const PROGRAM_IN_BRACES =
  /(?<!\\)\$\{(?:(date|nproc|whoami|uname|pwd)|(date|basename|dirname|cat|wc|grep|cut|awk|sed|head|tail|ls|find|which|uname|readlink|realpath)\s[^{}\n]*)\}/g;

export const unquotedPath: Lint = {
  code: 'unquoted-path',
  severity: 'hint',
  default: 'off',
  summary: 'A file stands in a command without quotes.',
  why: 'A name with a blank in it becomes two words of the shell, and one with `*` may become many. Keys of S3 objects may have both.',
  bad: 'samtools index ~{bam}',
  good: 'samtools index "~{bam}"',
  visits: {
    command(node, context) {
      const script = context.scripts.of(node);
      const findings: Finding[] = [];
      for (const part of node.parts) {
        if (!('children' in part) || part.expr === undefined || part.options.length > 0) continue;
        const type = typeAtSight(context, part.expr);
        if (type?.kind !== 'primitive' || !isPath(type) || script.shell === undefined) continue;
        const from = part.start - script.start;
        const to = part.end - script.start;
        if (script.shell.bare[from] === ' ') continue;
        // An assignment does not split, and part of a longer word is not for us to quote.
        const isWord =
          /^$|[\s=]/.test(script.text[from - 1] ?? '') && /^$|[\s;|)]/.test(script.text[to] ?? '');
        if (script.text[from - 1] === '=' && /(^|\n|;)\s*\w+=$/.test(script.text.slice(0, from))) continue;
        findings.push({
          span: spanOf(part),
          message: `The path '${textOf(context.file, part)}' stands without quotes.`,
          ...(isWord
            ? {
                fixes: [
                  {
                    title: 'Put it in quotes',
                    edits: [
                      { span: { start: part.start, end: part.start }, newText: '"' },
                      { span: { start: part.end, end: part.end }, newText: '"' },
                    ],
                    preferred: true as const,
                  },
                ],
              }
            : {}),
        });
      }
      return findings;
    },
  },
};

export const reservedVariable: Lint = {
  code: 'reserved-variable',
  severity: 'warning',
  target: 'healthomics',
  summary: "A variable whose name begins with 'AWS_WORKFLOW_'.",
  why: 'AWS HealthOmics sets variables of such names in every task: `AWS_WORKFLOW_RUN`, `AWS_WORKFLOW_TASK` and more. They can be read; names of your own begin with something else.',
  bad: 'export AWS_WORKFLOW_SAMPLE=~{sample}',
  good: 'export SAMPLE=~{sample}',
  visits: {
    command(node, { scripts }) {
      const script = scripts.of(node);
      if (!script.text.includes('AWS_WORKFLOW_')) return undefined;
      return [...(script.shell?.active ?? '').matchAll(/\b(AWS_WORKFLOW_\w+)=/g)].map(
        ({ index, 1: name = '' }) => ({
          span: { start: script.start + index, end: script.start + index + name.length },
          message: `Names that begin with 'AWS_WORKFLOW_' belong to AWS HealthOmics.`,
          note: 'Take another name.',
        }),
      );
    },
    decl(node, { file }) {
      if (node.env === undefined || node.name === undefined) return undefined;
      if (!textOf(file, node.name).startsWith('AWS_WORKFLOW_')) return undefined;
      return {
        span: spanOf(node.name),
        message: `Names that begin with 'AWS_WORKFLOW_' belong to AWS HealthOmics.`,
        note: 'Take another name.',
      };
    },
  },
};
