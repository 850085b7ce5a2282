import { typeLabel } from '../../../model/index.ts';
import type { ValueType } from '../../../model/index.ts';
import type { Problem } from '../../../text/index.ts';
import type { PlaceholderNode } from '../ast.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, textOf, tolerated } from './file.ts';

const NO_NAMES: ReadonlySet<string> = new Set();

/** Checks what a placeholder puts into text: one value, or an array with a separator. */
export function checkPlaceholder(scope: ExpressionScope, node: PlaceholderNode): void {
  const inside: ExpressionScope = scope.interpolated === true ? scope : { ...scope, interpolated: true };
  let names = NO_NAMES;
  if (node.options.length > 0) {
    names = new Set(node.options.map((option) => textOf(scope.file, option.name)));
    for (const { value } of node.options) if (value !== undefined) scope.infer(inside, value);
  }
  if (node.expr === undefined) return;
  const type = scope.infer(inside, node.expr);
  if (names.size > 0) checkOptions(scope, node, names, type);
  checkInterpolated(scope, node, names, type);
}

function checkOptions(
  scope: ExpressionScope,
  node: PlaceholderNode,
  names: ReadonlySet<string>,
  type: ValueType,
): void {
  const { problems } = scope.file;
  if (type.kind === 'any') return;
  const usesBoth = names.has('true') && names.has('false');
  const choices = (names.has('true') ? 1 : 0) + (names.has('false') ? 1 : 0);
  if (names.size - (usesBoth ? 1 : 0) > 1) {
    problems.push({
      ...optionProblem(scope, node),
      message: 'A placeholder takes one option only.',
      note: "The engines that read several apply them in their own order. Write the other as a function: 'select_first([…, default])'.",
    });
  }
  if (names.has('sep') && type.kind !== 'array') {
    problems.push({
      ...optionProblem(scope, node),
      message: `'sep' joins the elements of an array, but this is '${typeLabel(type)}'.`,
      note: "Leave 'sep' out: there is one value only.",
    });
  }
  if (choices > 0 && !(type.kind === 'primitive' && type.name === 'Boolean')) {
    problems.push({
      ...optionProblem(scope, node),
      message: `'true' and 'false' choose a text by a Boolean, but this is '${typeLabel(type)}'.`,
      note: 'To write a flag only when a value is there: \'~{"--flag " + value}\'.',
    });
  }
  if (choices === 1) {
    problems.push({
      ...optionProblem(scope, node),
      message: `'${names.has('true') ? 'true' : 'false'}' needs its counterpart.`,
      note: 'Write both, \'true="…" false=""\': without one of them engines disagree about what is written.',
    });
  }
}

function checkInterpolated(
  scope: ExpressionScope,
  node: PlaceholderNode,
  names: ReadonlySet<string>,
  type: ValueType,
): void {
  const expr = node.expr;
  if (expr === undefined) return;
  switch (type.kind) {
    case 'array': {
      if (names.has('sep')) return;
      scope.file.problems.push({
        span: spanOf(expr),
        severity: 'error',
        code: 'not-interpolable',
        message: `'${typeLabel(type)}' needs a separator to become text.`,
        note: `Say what stands between the elements: '${node.sigil}{sep=" " …}'.`,
        fixes: [
          {
            title: 'Separate the elements by blanks',
            edits: [{ span: { start: expr.start, end: expr.start }, newText: 'sep=" " ' }],
            preferred: true,
          },
        ],
      });
      return;
    }
    case 'map':
    case 'pair':
    case 'struct':
    case 'object':
      scope.file.problems.push({
        span: spanOf(expr),
        severity: tolerated(scope.file),
        code: 'not-interpolable',
        message: `A value of type '${typeLabel(type)}' has no text.`,
        note: "Write it to a file with 'write_json(…)' or take one of its members.",
      });
      return;
    default:
  }
}

function optionProblem(
  scope: ExpressionScope,
  node: PlaceholderNode,
): Pick<Problem, 'span' | 'severity' | 'code'> {
  const first = node.options[0] ?? node;
  return { span: spanOf(first), severity: tolerated(scope.file), code: 'placeholder-option' };
}
