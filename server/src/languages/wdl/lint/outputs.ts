import type { ExprNode } from '../ast.ts';
import { spanOf, textOf } from '../check/file.ts';
import type { Finding, Lint, LintContext } from './lint.ts';
import { isInTaskOutput, isPath, plainText } from './types.ts';

export const globEverything: Lint = {
  code: 'glob-everything',
  severity: 'warning',
  summary: "'glob' takes every file in the task's folder.",
  why: 'Inputs, intermediates and temporary files are all copied and kept, and the run pays for their storage. A pattern says which of them are results.',
  bad: 'Array[File] results = glob("*")',
  good: 'Array[File] results = glob("*.vcf.gz")',
  document(context) {
    return [...context.file.noted.applies].flatMap(({ name, args: [pattern] }) => {
      if (pattern === undefined || name.end - name.start !== 4 || textOf(context.file, name) !== 'glob')
        return [];
      const text = plainText(context, pattern);
      if (text === undefined || !/^(\.\/)?\*{1,2}(\/\*{1,2})?$/.test(text)) return [];
      return [
        {
          span: spanOf(pattern),
          message: `'${text}' takes every file that the task leaves behind.`,
          note: 'Name the results: \'glob("*.bam")\', or write them into a folder of their own.',
        },
      ];
    });
  },
};

export const outputOutsideFolder: Lint = {
  code: 'output-outside-folder',
  severity: 'warning',
  summary: "An output lies outside the task's folder.",
  why: 'Each task runs in a folder of its own, and what it leaves there is collected. A path that begins with `/` names a place in the container, which is gone when the task ends; under `/tmp` it also differs from what is baked into the image.',
  bad: 'output { File bam = "/tmp/out.bam" }',
  good: 'output { File bam = "out.bam" }',
  document(context) {
    const { callables } = context.document;
    const direct = callables.flatMap(({ node, outputs }) =>
      node.kind !== 'task'
        ? []
        : outputs.flatMap((output) =>
            output.node.kind === 'decl' && output.node.value !== undefined && isPath(output.type)
              ? pathLiterals(output.node.value)
              : [],
          ),
    );
    const read = [...context.file.noted.applies].flatMap(({ name, args: [path] }) =>
      path?.kind === 'string' && READS_FILE.test(textOf(context.file, name)) ? [path] : [],
    );
    return [...direct, ...read.filter(({ start }) => isInTaskOutput(context, start))].flatMap((literal) =>
      outside(literal, context),
    );
  },
};

const READS_FILE = /^(glob|read_\w+)$/;

function outside(literal: ExprNode, context: LintContext): Finding[] {
  if (literal.kind !== 'string') return [];
  const [first] = literal.parts;
  if (first === undefined || 'children' in first || !textOf(context.file, first).startsWith('/')) return [];
  return [
    {
      span: spanOf(literal),
      message: `${textOf(context.file, literal)} lies outside the folder of the task.`,
      note: 'Let the command write into its working directory, and name the file without a leading slash.',
    },
  ];
}

/** String literals that are the value, or one of the values that it may have. */
function pathLiterals(expr: ExprNode): readonly ExprNode[] {
  switch (expr.kind) {
    case 'string':
      return [expr];
    case 'group':
      return pathLiterals(expr.expr);
    case 'array':
      return expr.elements.flatMap(pathLiterals);
    case 'ternary':
      return [...pathLiterals(expr.whenTrue), ...pathLiterals(expr.whenFalse)];
    default:
      return [];
  }
}

export const taskWithoutOutputs: Lint = {
  code: 'task-without-outputs',
  severity: 'hint',
  needs: 'whole document',
  summary: 'A task has no outputs.',
  why: 'What its command writes is lost, and no other call can wait for its result. That is right for a task that only checks something.',
  bad: 'task index {\n  input { File bam }\n  command <<< samtools index ~{bam} >>>\n}',
  good: 'task index {\n  input { File bam }\n  command <<< samtools index ~{bam} -o out.bai >>>\n  output { File bai = "out.bai" }\n}',
  callable(callable, context) {
    if (callable.node.kind !== 'task' || callable.outputs.length > 0 || callable.references.length > 0) {
      return undefined;
    }
    if (!callable.commands.some((command) => context.scripts.of(command).text.trim() !== ''))
      return undefined;
    return {
      span: callable.nameSpan,
      message: `Nothing that task '${callable.signature.name}' writes is kept.`,
      note: "Name its results in an 'output' section.",
    };
  },
};

export const workflowWithoutOutputs: Lint = {
  code: 'workflow-without-outputs',
  severity: 'information',
  needs: 'whole document',
  target: 'healthomics',
  summary: 'A workflow has no outputs.',
  why: 'AWS HealthOmics keeps what the `output` section of the workflow names. Everything else that the tasks wrote is deleted with the storage of the run.',
  bad: 'workflow w {\n  call align\n}',
  good: 'workflow w {\n  call align\n  output { File bam = align.bam }\n}',
  callable(callable, { document }) {
    if (callable.node.kind !== 'workflow' || callable.outputs.length > 0 || callable.references.length > 0) {
      return undefined;
    }
    const calls = (document.bodies.get(callable)?.all ?? []).filter(({ kind }) => kind === 'call');
    if (!calls.some(({ callee }) => callee === undefined || callee.outputs.size > 0)) return undefined;
    return {
      span: callable.nameSpan,
      message: `Nothing that workflow '${callable.signature.name}' makes is kept.`,
      note: "AWS HealthOmics keeps what the workflow's 'output' section names, and deletes the rest with the storage of the run.",
    };
  },
};
