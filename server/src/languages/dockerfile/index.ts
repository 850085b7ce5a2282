import { parseContainerUri } from '../../healthomics/container-uri.ts';
import type { SyntaxNode, SyntaxToken, SyntaxTree } from '../../syntax/tree.ts';
import type { Fix, Problem, RuleInfo, Span } from '../../text/index.ts';
import { span } from '../../text/index.ts';
import type { Analysis, AnalyzeContext, Language, Parsed } from '../language.ts';

/** One instruction, with the lines that continue it. */
interface Instruction extends SyntaxNode {
  readonly kind: 'instruction';
  /** In capital letters. */
  readonly name: string;
  readonly nameSpan: SyntaxToken;
  /** What stands behind the name, as it is written. */
  readonly rest: string;
  readonly restStart: number;
}

export interface DockerfileTree extends SyntaxTree {
  readonly instructions: readonly Instruction[];
}

const RULES = {
  'dockerfile-entrypoint': {
    code: 'dockerfile-entrypoint',
    severity: 'warning',
    summary: 'An image has an ENTRYPOINT, which keeps HealthOmics from running tasks in it.',
    why: 'The engine starts a task by giving the container a bash script as its command. With an entry point the script becomes an argument of another program, and the task fails. Put the program on the PATH and leave ENTRYPOINT out.',
    bad: 'ENTRYPOINT ["samtools"]',
    good: 'ENV PATH=/opt/samtools/bin:$PATH',
  },
  'dockerfile-platform': {
    code: 'dockerfile-platform',
    severity: 'warning',
    summary: 'An image is built for ARM, and HealthOmics runs x86_64 only.',
    why: 'On a Mac with an Apple processor images are built for ARM unless the platform is given: `docker build --platform linux/amd64`, or in the FROM instruction.',
    bad: 'FROM --platform=linux/arm64 ubuntu:22.04',
    good: 'FROM --platform=linux/amd64 ubuntu:22.04',
  },
  'dockerfile-tmp': {
    code: 'dockerfile-tmp',
    severity: 'warning',
    summary: 'A file of the image lies in /tmp, where no task will see it.',
    why: 'HealthOmics mounts a file system over `/tmp` of every container: what the image has there is hidden. Put it anywhere else, such as `/opt`.',
    bad: 'COPY reference.fa /tmp/reference.fa',
    good: 'COPY reference.fa /opt/reference.fa',
  },
  'dockerfile-reserved-variable': {
    code: 'dockerfile-reserved-variable',
    severity: 'warning',
    summary: 'An environment variable has a name that HealthOmics sets itself.',
    why: 'Names that begin with `AWS_WORKFLOW_` are reserved: HealthOmics gives tasks the ids of run and task in them.',
    bad: 'ENV AWS_WORKFLOW_RUN=test',
    good: 'ENV MY_RUN=test',
  },
} as const satisfies Readonly<Record<string, RuleInfo>>;

/** Recipes of container images, as far as HealthOmics has something to say about them. */
export const dockerfile: Language<DockerfileTree, undefined> = {
  id: 'dockerfile',
  accepts: (uri) => /\/(?:[^/]+\.)?(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$/i.test(uri),
  parse,
  imports: () => [],
  analyze: ({ tree }, context) => analyze(tree, context),
  folds: new Set(),
  rules: Object.values(RULES),
};

function parse(text: string): Parsed<DockerfileTree> {
  const instructions: Instruction[] = [];
  const comments: SyntaxToken[] = [];
  const elements: (Instruction | SyntaxToken)[] = [];
  const lines = [...text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined || line[0].trim() === '') continue;
    const start = line.index + line[0].search(/\S/);
    if (text[start] === '#') {
      const comment = { kind: 'comment', start, end: line.index + line[0].trimEnd().length };
      comments.push(comment);
      elements.push(comment);
      continue;
    }
    // Comments and empty lines may stand between the lines of one instruction.
    let last = line;
    for (let next = lines[i + 1]; next !== undefined && continues(last[0]); next = lines[i + 1]) {
      i++;
      if (!/^\s*(#|$)/.test(next[0]) || next[0] === '') last = next;
      if (next[0] === '') break;
    }
    const end = Math.max(start, last.index + last[0].trimEnd().length);
    const instruction = readInstruction(text.slice(start, end), start);
    instructions.push(instruction);
    elements.push(instruction);
  }
  const root = { kind: 'document', start: 0, end: text.length, children: elements };
  return { tree: { text, root, comments, instructions }, problems: [] };
}

function continues(line: string): boolean {
  return /\\\s*$/.test(line);
}

function readInstruction(written: string, start: number): Instruction {
  const name = /^\S+/.exec(written)?.[0] ?? '';
  const gap = /^\s*/.exec(written.slice(name.length))?.[0].length ?? 0;
  const nameSpan = { kind: 'name', start, end: start + name.length };
  return {
    kind: 'instruction',
    start,
    end: start + written.length,
    children: [nameSpan],
    name: name.toUpperCase(),
    nameSpan,
    rest: written.slice(name.length + gap),
    restStart: start + name.length + gap,
  };
}

function analyze(tree: DockerfileTree, { settings }: AnalyzeContext<undefined>): Analysis<undefined> {
  return {
    problems: settings.target === 'spec' ? [] : problemsIn(tree),
    symbols: new Map(),
    occurrences: [],
    outline: [],
    links: [],
    callables: [],
    exports: undefined,
    fingerprint: '',
    completions: () => [],
    describe: () => undefined,
  };
}

function problemsIn({ instructions }: DockerfileTree): readonly Problem[] {
  const lastStage = instructions.map(({ name }) => name).lastIndexOf('FROM');
  return instructions.flatMap((instruction, index) => {
    const { name } = instruction;
    // Only the last stage becomes the image.
    const counts = index >= lastStage;
    if (name === 'FROM') return counts ? platformProblems(instruction) : [];
    if (name === 'ENTRYPOINT') return counts ? entrypointProblems(instruction) : [];
    if (name === 'COPY' || name === 'ADD') return counts ? tmpProblems(instruction) : [];
    return name === 'ENV' || name === 'ARG' ? variableProblems(instruction) : [];
  });
}

function entrypointProblems(instruction: Instruction): readonly Problem[] {
  // An empty one takes away that of the image below.
  if (/^\[\s*\]$/.test(instruction.rest.trim())) return [];
  return [
    problem(
      'dockerfile-entrypoint',
      instruction.nameSpan,
      'HealthOmics runs no task in an image with an ENTRYPOINT.',
      {
        note: 'The engine gives the container a bash script as its command. Remove the line; an empty ENTRYPOINT [] takes away that of the image below.',
        fixes: [
          {
            title: 'Write ENTRYPOINT []',
            edits: [{ span: span(instruction.start, instruction.end), newText: 'ENTRYPOINT []' }],
            preferred: true,
          },
        ],
      },
    ),
  ];
}

function platformProblems({ rest, restStart }: Instruction): readonly Problem[] {
  const flag = /--platform=(\S+)/.exec(rest);
  const platform = flag?.[1] ?? '';
  if (flag !== null && /arm|aarch64/i.test(platform)) {
    const start = restStart + flag.index + '--platform='.length;
    const at = span(start, start + platform.length);
    return [
      problem(
        'dockerfile-platform',
        at,
        `The image is built for '${platform}', and HealthOmics runs x86_64 only.`,
        {
          note: "Build for 'linux/amd64'.",
          fixes: [
            { title: "Write 'linux/amd64'", edits: [{ span: at, newText: 'linux/amd64' }], preferred: true },
          ],
        },
      ),
    ];
  }
  const image = /^(?:--\S+\s+)*(\S+)/.exec(rest)?.[1] ?? '';
  if (!/^arm(32|64)v\d\//.test(parseContainerUri(image)?.repository ?? '')) return [];
  const start = restStart + rest.indexOf(image);
  const at = span(start, start + image.length);
  return [
    problem('dockerfile-platform', at, `'${image}' is an image for ARM, and HealthOmics runs x86_64 only.`, {
      note: 'Take the image for amd64, or the one without a platform in its name.',
    }),
  ];
}

function tmpProblems({ rest, restStart }: Instruction): readonly Problem[] {
  const target = /(?:^|[\s",])(\/tmp(?:\/[^\s"]*)?)"?\s*\]?\s*$/.exec(rest);
  const path = target?.[1];
  if (target === null || path === undefined) return [];
  const start = restStart + rest.lastIndexOf(path);
  return [
    problem('dockerfile-tmp', span(start, start + path.length), `No task will see what lies in '${path}'.`, {
      note: 'HealthOmics mounts a file system over /tmp. Put it anywhere else, such as /opt.',
    }),
  ];
}

function variableProblems({ rest, restStart }: Instruction): readonly Problem[] {
  return [...rest.matchAll(/(?:^|\s)(AWS_WORKFLOW_\w*)(?==|\s|$)/g)].map((match) => {
    const name = match[1] ?? '';
    const start = restStart + match.index + match[0].length - name.length;
    const at = span(start, start + name.length);
    return problem('dockerfile-reserved-variable', at, `'${name}' is a name that HealthOmics sets itself.`, {
      note: "Names that begin with 'AWS_WORKFLOW_' are reserved. Choose another.",
    });
  });
}

function problem(
  code: keyof typeof RULES,
  at: Span,
  message: string,
  more: { readonly note: string; readonly fixes?: readonly Fix[] },
): Problem {
  return { span: span(at.start, at.end), severity: RULES[code].severity, code, message, ...more };
}
