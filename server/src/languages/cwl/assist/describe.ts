import type { Description } from '../../language.ts';
import { touches } from '../../../text/index.ts';
import type { Span } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import { libraryAt, runtimeMembers } from '../check/expressions.ts';
import type { CheckedExpression } from '../check/expressions.ts';
import { placeOf } from '../expressions/placed-text.ts';
import type { ScriptChain } from '../expressions/names.ts';
import { defaultInputs, rootsOf, valueOfPart } from '../lower/values.ts';
import { membersOf, memberType } from '../types/members.ts';
import type { CwlType } from '../types/type.ts';
import { typeText } from '../types/type.ts';

const LONGEST_VALUE = 200;

/** Words about the part of an expression at the offset, and the value of the whole where it is known. */
export function describeExpression(document: CheckedDocument, offset: number): Description | undefined {
  const expression = document.expressions.find(({ span }) => touches(span, offset));
  if (expression === undefined) return undefined;
  const name = nameAt(document, expression, offset);
  const value = valueWords(expression);
  const span = name?.span ?? expression.span;
  const parts = [name?.markdown, value].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : { span, markdown: parts.join('\n\n') };
}

function nameAt(
  document: CheckedDocument,
  expression: CheckedExpression,
  offset: number,
): { span: Span; markdown: string } | undefined {
  const { placed, site } = expression;
  for (const chain of expression.chains) {
    const root = placeOf(placed, chain.start, chain.rootEnd);
    if (touches(root, offset)) return { span: root, markdown: rootWords(document, expression, chain) };
    let type: CwlType | undefined;
    for (const [i, step] of chain.steps.entries()) {
      const span = placeOf(placed, step.start, step.end);
      const before = type;
      type = stepType(expression, chain, i, before);
      if (!touches(span, offset) || type === undefined) continue;
      const members =
        chain.root === 'runtime' && i === 0 ? runtimeMembers(site) : before && membersOf(before);
      const doc = members?.find(({ name }) => name === step.name)?.doc;
      const code = `\`\`\`cwl\n${step.name}: ${typeText(type)}\n\`\`\``;
      return { span, markdown: doc === undefined ? code : `${code}\n\n${doc}` };
    }
  }
  return undefined;
}

function stepType(
  { site }: CheckedExpression,
  { root, steps }: ScriptChain,
  index: number,
  before: CwlType | undefined,
): CwlType | undefined {
  const step = steps[index];
  if (step === undefined) return undefined;
  if (index > 0) return before === undefined ? undefined : memberType(before, step.name, step.kind);
  switch (root) {
    case 'inputs':
      return site.inputs.names.get(step.name)?.type;
    case 'self':
      return memberType(site.self, step.name, step.kind);
    case 'runtime':
      return runtimeMembers(site).find(({ name }) => name === step.name)?.type;
    default:
      return undefined;
  }
}

function rootWords({ file }: CheckedDocument, { site }: CheckedExpression, { root }: ScriptChain): string {
  switch (root) {
    case 'inputs':
      return site.step === undefined
        ? `The inputs of \`${site.process.signature.name}\`.`
        : `The inputs of step \`${site.step.step.name.text}\`, as they stand under \`in\`.`;
    case 'self':
      return `\`\`\`cwl\nself: ${typeText(site.self)}\n\`\`\``;
    case 'runtime':
      return 'What the tool was given to run with: `cores`, `ram` in MiB, and its folders.';
    default: {
      const params = libraryAt(file, site).functions.get(root);
      return params === undefined
        ? 'A name of the script.'
        : `\`\`\`js\nfunction ${root}(${params.join(', ')})\n\`\`\`\n\nOf the \`expressionLib\`.`;
    }
  }
}

/** The value of the expression, where it is the same in every run, or as long as inputs keep their defaults. */
export function valueOfExpression(
  expression: CheckedExpression,
): { readonly text: string; readonly assumes?: 'defaults' } | undefined {
  const { site, placed, part } = expression;
  const always = shown(valueOfPart(placed.value, part, rootsOf(undefined)));
  if (always !== undefined) return { text: always };
  if (site.step !== undefined) return undefined;
  const inputs = defaultInputs(site.process.inputs);
  const usual = shown(valueOfPart(placed.value, part, rootsOf(inputs)));
  return usual === undefined ? undefined : { text: usual, assumes: 'defaults' };
}

function shown(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? undefined : text;
}

function valueWords(expression: CheckedExpression): string | undefined {
  const value = valueOfExpression(expression);
  if (value === undefined) return undefined;
  const when = value.assumes === undefined ? '' : ', as long as the inputs keep their defaults';
  return `The value is \`${value.text}\`${when}.`;
}
