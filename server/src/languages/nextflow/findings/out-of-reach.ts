import type { ParamSetting } from '../config/exports.ts';
import { compile } from '../lower/compile.ts';
import type { ExprNode } from '../syntax/ast.ts';
import { positional, spanOf } from '../words.ts';
import type { ConfigContext, ScriptContext } from './context.ts';
import { wordsAt } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';
import { pathStart } from './published-path.ts';

export const pathOutOfReach: NextflowFinding = {
  code: 'path-out-of-reach',
  severity: 'warning',
  target: 'healthomics',
  summary: 'A file is named by a path that a run cannot read.',
  why: 'A run on AWS HealthOmics sees the files of the workflow and what lies in Amazon S3 or a HealthOmics store. It has no disk of yours, reads no other clouds, and reaches the web only where its network was set up for that.',
  bad: "channel.fromPath('/data/genomes/hg38.fa')",
  good: "channel.fromPath('s3://amzn-s3-demo-bucket/genomes/hg38.fa')",
  script(context) {
    const calls = context.nodes('call').flatMap(({ callee, args }): readonly Finding[] => {
      const [first] = positional(args);
      return first !== undefined && isReading(context, callee) ? unreachable(context, first) : [];
    });
    return [...calls, ...defaults(context, [...context.script.params.values()])];
  },
  config: (context) => (context.isMain ? defaults(context, [...context.read.exports.params.values()]) : []),
};

const FACTORIES: ReadonlySet<string> = new Set(['fromPath', 'fromFilePairs']);

function isReading(context: ScriptContext, callee: ExprNode): boolean {
  if (callee.kind === 'name') {
    const name = wordsAt(context, callee);
    return (
      (name === 'file' || name === 'files') &&
      !context.script.components.has(name) &&
      !isInPort(context, callee)
    );
  }
  if (callee.kind !== 'member' || callee.name === undefined) return false;
  return /^[cC]hannel$/.test(wordsAt(context, callee.target)) && FACTORIES.has(wordsAt(context, callee.name));
}

/** `file('x')` among inputs and outputs is a name in the work folder. */
function isInPort({ script }: ScriptContext, { start, end }: ExprNode): boolean {
  return script.processes.some(({ inputs, outputs }) =>
    [...inputs, ...outputs].some(({ span }) => span.start <= start && end <= span.end),
  );
}

function unreachable(context: ScriptContext, expr: ExprNode): readonly Finding[] {
  const start = pathStart(compile(context.text, expr), context.around);
  if (start === undefined || start.param !== undefined) return [];
  return findingsFor(expr, start.text);
}

/** Defaults that are places on somebody's disk. */
function defaults(
  context: ScriptContext | ConfigContext,
  params: readonly ParamSetting[],
): readonly Finding[] {
  return params.flatMap(({ name, at, text }): readonly Finding[] => {
    const path = /^(['"])(\/[^$'"\n]*)\1$/.exec(text)?.[2];
    if (at.uri !== context.uri || path === undefined || !isOfSomeDisk(path)) return [];
    return [
      {
        span: spanOf(at.span),
        severity: 'information',
        message: `The default of '${name}' is a place on a disk that runs on AWS HealthOmics do not have.`,
        note: 'Give each run another value, or make an object in Amazon S3 the default.',
      },
    ];
  });
}

function findingsFor(expr: ExprNode, path: string): readonly Finding[] {
  const span = spanOf(expr);
  const shown = path.length > 60 ? `${path.slice(0, 59)}…` : path;
  if (/^(?:gs|az|oss):\/\//.test(path)) {
    return [
      { span, message: `AWS HealthOmics cannot read '${shown}'.`, note: 'Copy the file to Amazon S3.' },
    ];
  }
  if (/^(?:https?|ftp):\/\//.test(path)) {
    return [
      {
        span,
        severity: 'information',
        message: `Runs on AWS HealthOmics reach '${shown}' only where their network was set up for it.`,
        note: 'Copy the file to Amazon S3, or give runs a network configuration.',
      },
    ];
  }
  if (!isOfSomeDisk(path)) return [];
  return [
    {
      span,
      message: `Runs on AWS HealthOmics have no file '${shown}'.`,
      note: 'They see the files of the workflow, Amazon S3 and HealthOmics stores. Give the path as a parameter.',
    },
  ];
}

function isOfSomeDisk(path: string): boolean {
  return /^\/\w/.test(path) && !/^\/(?:dev|proc|tmp|bin|usr|etc|mnt\/workflow|opt)(?:\/|$)/.test(path);
}
