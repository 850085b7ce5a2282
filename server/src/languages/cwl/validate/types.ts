import type { CwlScalar } from '../document/index.ts';
import type { TypeSide } from '../schema/index.ts';
import { STREAM_TYPES, isIn } from '../schema/index.ts';
import type { Check, Scope } from './check.ts';
import { renameTo } from './fixes.ts';
import { STRUCTURE_RULES } from './rules.ts';

/** The short form of a type. Whether its name exists is asked where types are resolved. */
export function checkTypeName(check: Check, scope: Scope, node: CwlScalar, side: TypeSide): void {
  const stream = STREAM_TYPES.find(({ value }) => value === node.text);
  if (stream !== undefined) {
    checkStream(check, scope, node, side, stream);
    return;
  }
  const match = /^\s*([^\s?[\]<>(),{}]+)((?:\s*(?:\[\]|\?))*)\s*$/.exec(node.text);
  if (match === null) {
    check.report(STRUCTURE_RULES.type, node, `'${shortened(node.text)}' is no type.`, {
      note: 'A type is a name with [] for a list and ? for one that may be missing: File[]?',
    });
    return;
  }
  const [, name = '', marks = ''] = match;
  const wanted = name + marks.replace(/\s/g, '');
  if (wanted.includes('?[]')) {
    check.report(
      STRUCTURE_RULES.type,
      node,
      `In '${node.text}' the question mark stands before the brackets.`,
      {
        note: 'A list that may be missing is File[]?. A list of elements that may be missing is { type: array, items: "File?" }.',
        fixes: [renameTo(node, `${name}[]?`)],
      },
    );
  } else if (wanted.includes('[][]')) {
    check.report(STRUCTURE_RULES.type, node, `'${node.text}' has more than one pair of brackets.`, {
      note: 'A list of lists is { type: array, items: "File[]" }.',
    });
  } else if (wanted.includes('??') || wanted !== node.text) {
    const clean = wanted.replace(/\?+$/, '?');
    check.report(STRUCTURE_RULES.type, node, `'${node.text}' is not written as types are.`, {
      fixes: [renameTo(node, clean)],
    });
  }
}

function checkStream(
  check: Check,
  scope: Scope,
  node: CwlScalar,
  side: TypeSide,
  stream: (typeof STREAM_TYPES)[number],
): void {
  if (side !== stream.side) {
    const where = stream.side === 'commandInput' ? 'inputs' : 'outputs';
    check.report(
      STRUCTURE_RULES.type,
      node,
      `'${stream.value}' is a type of ${where} of a 'CommandLineTool' only.`,
    );
  } else if (!isIn(stream, scope.version)) {
    check.report(
      STRUCTURE_RULES.fieldVersion,
      node,
      `The type '${stream.value}' needs cwlVersion ${stream.since ?? ''}.`,
    );
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
