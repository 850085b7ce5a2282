import { PUBLISH_FOLDER } from '../../../healthomics/index.ts';
import type { Fix } from '../../../text/index.ts';
import { compile } from '../lower/compile.ts';
import type { Formula } from '../lower/formula.ts';
import { evaluate } from '../lower/evaluate.ts';
import type { ExprNode } from '../syntax/ast.ts';
import { contentSpan, keyOf, positional, spanOf } from '../words.ts';
import type { ConfigContext, ScriptContext, WrittenDirective } from './context.ts';
import { valueOfExpr } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';
import { isExported, pathStart } from './published-path.ts';

export const publishDirLost: NextflowFinding = {
  code: 'publish-dir-lost',
  severity: 'warning',
  target: 'healthomics',
  summary: 'A process publishes to a folder that is not exported.',
  why: `AWS HealthOmics copies to the output location of the run only what was published below \`${PUBLISH_FOLDER}\`. Everything else is gone when the run ends. Where the folder comes from a parameter, a run can give it another value.`,
  bad: "publishDir 'results/bam'",
  good: `publishDir '${PUBLISH_FOLDER}/bam'`,
  script: lost,
  config: lost,
};

function lost(context: ScriptContext | ConfigContext): readonly Finding[] {
  const said = new Set<string>();
  return context.directives().flatMap((directive) => {
    if (directive.name !== 'publishDir') return [];
    return pathsOf(context, directive).flatMap(({ expr, formula }): readonly Finding[] => {
      const start = pathStart(formula, context.around);
      if (start === undefined || isExported(start.text)) return [];
      const { param } = start;
      if (param === undefined) return [literalFinding(context, expr, start.text)];
      // What a run has to give has no default to speak of.
      if (said.has(param) || hasNoDefault(context, param)) return [];
      said.add(param);
      return [
        {
          span: spanOf(expr),
          severity: 'information',
          message: `With the default of '${param}', outputs go to '${start.text}', which is not exported from the run.`,
          note: `Start runs with '${param}' below '${PUBLISH_FOLDER}', or make that the default.`,
        },
      ];
    });
  });
}

function literalFinding(context: ScriptContext | ConfigContext, expr: ExprNode, start: string): Finding {
  return {
    span: spanOf(expr),
    message: `What is published to '${start}' is not exported from the run.`,
    note: `AWS HealthOmics exports only what lies below '${PUBLISH_FOLDER}'.`,
    fixes: fixesOf(context, expr),
  };
}

function hasNoDefault({ around }: ScriptContext | ConfigContext, param: string): boolean {
  const formula = around.param(param);
  const value = formula === undefined ? undefined : evaluate(formula, around)?.value;
  return value === undefined || value === null || value === '' || value === false;
}

interface WrittenPath {
  readonly expr: ExprNode;
  readonly formula: Formula;
}

/** Of `'a'`, `path: 'a'`, `[path: 'a', mode: 'copy']` and lists of those; without rules that are switched off. */
function pathsOf(
  context: ScriptContext | ConfigContext,
  { value, options }: WrittenDirective,
): readonly WrittenPath[] {
  const { text } = context;
  const option = (name: string) => options.find((one) => keyOf(text, one) === name)?.value;
  if (isOff(context, option('enabled'))) return [];
  return pathsIn(context, option('path') ?? value);
}

function pathsIn(context: ScriptContext | ConfigContext, expr: ExprNode | undefined): readonly WrittenPath[] {
  const { text } = context;
  if (expr === undefined) return [];
  switch (expr.kind) {
    case 'list':
      return positional(expr.elements).flatMap((one) => pathsIn(context, one));
    case 'map': {
      const entry = (name: string) =>
        expr.entries
          .flatMap((one) => (one.kind === 'mapEntry' ? [one] : []))
          .find((one) => keyOf(text, one) === name)?.value;
      return isOff(context, entry('enabled')) ? [] : pathsIn(context, entry('path'));
    }
    case 'group':
      return pathsIn(context, expr.expr);
    default:
      return [{ expr, formula: compile(text, expr) }];
  }
}

function isOff(context: ScriptContext | ConfigContext, expr: ExprNode | undefined): boolean {
  return valueOfExpr(context, expr)?.value === false;
}

/** `results/bam` goes below the folder; of a path from the root only the folder is left. */
function fixesOf({ text }: ScriptContext | ConfigContext, expr: ExprNode): readonly Fix[] {
  if (expr.kind !== 'string' || !expr.closed) return [];
  const span = contentSpan(expr);
  const written = text.slice(span.start, span.end);
  const title = `Publish below '${PUBLISH_FOLDER}'`;
  if (/^(?:\.\/)?[\w]/.test(written) && !/^[\w]+:/.test(written)) {
    const start = written.startsWith('./') ? span.start + 2 : span.start;
    return [
      {
        title,
        edits: [{ span: { start: span.start, end: start }, newText: `${PUBLISH_FOLDER}/` }],
        preferred: true,
      },
    ];
  }
  return /^[/.\w:-]+$/.test(written) ? [{ title, edits: [{ span, newText: PUBLISH_FOLDER }] }] : [];
}
