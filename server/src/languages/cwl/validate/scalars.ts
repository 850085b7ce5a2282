import { closest } from '../../../text/index.ts';
import type { CwlScalar } from '../document/index.ts';
import type { Shape } from '../schema/index.ts';
import { isIn } from '../schema/index.ts';
import type { Check, Scope } from './check.ts';
import { renameTo, replaceNode } from './fixes.ts';
import { STRUCTURE_RULES } from './rules.ts';
import { checkTypeName } from './types.ts';
import { wordsOfNode, wordsOfShapes } from '../schema/index.ts';

/** A scalar that stands where `shapes` may; `name` is the field or what else the message calls the place. */
export function checkScalar(
  check: Check,
  scope: Scope,
  node: CwlScalar,
  shapes: readonly Shape[],
  name: string,
): void {
  if (shapes.some((shape) => fits(node, shape))) {
    checkFitting(check, scope, node, shapes);
    return;
  }
  const enumShape = shapes.find((shape) => shape.kind === 'enum');
  if (enumShape !== undefined && typeof node.value === 'string') {
    checkEnum(check, node, enumShape, name);
    return;
  }
  if (typeof node.value === 'string' && isExpressionOnly(shapes)) {
    check.report(STRUCTURE_RULES.value, node, `${name} is an expression, and this is plain text.`, {
      note: 'An expression stands in $(…), a function body with return in ${…}.',
      fixes: /^[\w.[\]"'!=<> &|+-]+$/.test(node.text)
        ? [replaceNode(node, `$(${node.text})`, `Change to '$(${node.text})'`)]
        : [],
    });
    return;
  }
  check.report(
    STRUCTURE_RULES.value,
    node,
    `${name} is ${wordsOfShapes(shapes)}, not ${wordsOfNode(node)}.`,
    {
      note: noteOf(node, shapes),
      fixes: fixesOf(check, node, shapes),
    },
  );
}

function checkFitting(check: Check, scope: Scope, node: CwlScalar, shapes: readonly Shape[]): void {
  for (const shape of shapes) {
    if (shape.kind === 'type') checkTypeName(check, scope, node, shape.side);
    if (shape.kind !== 'enum') continue;
    const value = shape.values.find((each) => each.value === node.text);
    if (value !== undefined && !isIn(value, scope.version)) {
      check.report(
        STRUCTURE_RULES.fieldVersion,
        node,
        `'${value.value}' needs cwlVersion ${value.since ?? ''}.`,
      );
    }
  }
}

function fits(node: CwlScalar, shape: Shape): boolean {
  switch (shape.kind) {
    case 'any':
      return true;
    case 'string':
    case 'type':
      return typeof node.value === 'string';
    case 'expression':
      return typeof node.value === 'string' && /\$[({]/.test(node.value);
    case 'int':
      return typeof node.value === 'number' && !/[.eE]|inf|nan/i.test(node.text);
    case 'number':
      return typeof node.value === 'number';
    case 'boolean':
      return typeof node.value === 'boolean';
    case 'enum':
      return shape.values.some(({ value }) => value === localName(node.text));
    case 'record':
    case 'requirement':
    case 'list':
      return false;
  }
}

/** Words of CWL may be written with its own prefix. */
function localName(text: string): string {
  return text.replace(/^(?:https:\/\/w3id\.org\/cwl\/cwl#|cwl:)/, '');
}

function checkEnum(
  check: Check,
  node: CwlScalar,
  { values }: Extract<Shape, { kind: 'enum' }>,
  name: string,
): void {
  const names = values.map(({ value }) => value);
  const near = closest(node.text, names);
  const only = names.length === 1 ? names[0] : undefined;
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  check.report(
    STRUCTURE_RULES.unknownValue,
    node,
    only === undefined ? `${name} has no value '${node.text}'.${hint}` : `${name} has to be '${only}' here.`,
    {
      note: only === undefined ? `It is ${names.map((each) => `'${each}'`).join(', ')}.` : undefined,
      fixes: near === undefined ? [] : [renameTo(node, near)],
    },
  );
}

function isExpressionOnly(shapes: readonly Shape[]): boolean {
  return shapes.length > 0 && shapes.every(({ kind }) => kind === 'expression');
}

const TRUTH: Readonly<Record<string, string>> = {
  yes: 'true',
  on: 'true',
  no: 'false',
  off: 'false',
  y: 'true',
  n: 'false',
};

function noteOf(node: CwlScalar, shapes: readonly Shape[]): string | undefined {
  const kinds = new Set(shapes.map(({ kind }) => kind));
  if (typeof node.value === 'string') {
    if (kinds.has('boolean') && TRUTH[node.text.toLowerCase()] !== undefined) {
      return "YAML 1.2 takes 'yes' and 'no' for texts.";
    }
    const quoted = node.style === 'single' || node.style === 'double';
    return quoted && (kinds.has('int') || kinds.has('number') || kinds.has('boolean'))
      ? 'In quotes it is a text.'
      : undefined;
  }
  if (typeof node.value === 'number' && kinds.has('int')) return 'It has no fraction and no exponent.';
  return kinds.has('string') && node.value !== null ? 'In quotes it is a text.' : undefined;
}

function fixesOf(check: Check, node: CwlScalar, shapes: readonly Shape[]) {
  const kinds = new Set(shapes.map(({ kind }) => kind));
  if (typeof node.value === 'string') {
    const truth = kinds.has('boolean')
      ? (TRUTH[node.text.toLowerCase()] ?? /^(?:true|false)$/i.exec(node.text)?.[0])
      : undefined;
    if (truth !== undefined)
      return [replaceNode(node, truth.toLowerCase(), `Change to '${truth.toLowerCase()}'`)];
    const number =
      kinds.has('int') || kinds.has('number') ? /^\d+(?:\.\d+)?$/.exec(node.text)?.[0] : undefined;
    if (number !== undefined) return [replaceNode(node, number, `Change to '${number}'`)];
  }
  const source = check.text.slice(node.start, node.end);
  if (kinds.has('string') && node.value !== null)
    return [replaceNode(node, `"${source}"`, 'Put into quotes')];
  if (node.value !== null && node.style !== 'literal' && node.style !== 'folded' && isListOf(node, shapes)) {
    return [replaceNode(node, `[${source}]`, 'Put into a list')];
  }
  return [];
}

function isListOf(node: CwlScalar, shapes: readonly Shape[]): boolean {
  return shapes.some((shape) => shape.kind === 'list' && shape.of.some((element) => fits(node, element)));
}
