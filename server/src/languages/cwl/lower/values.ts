import type { SourceValue } from '../../../model/index.ts';
import type { CheckedFile } from '../check/file.ts';
import type { CheckedPort } from '../check/processes.ts';
import type { CwlNode, CwlScalar } from '../document/index.ts';
import { resolved } from '../document/index.ts';
import type { Known, Roots } from '../expressions/evaluate.ts';
import { evaluateReference, evaluateScript } from '../expressions/evaluate.ts';
import { readReference } from '../expressions/reference.ts';
import { mayHoldExpression, scanString } from '../expressions/scan.ts';
import type { ExpressionPart } from '../expressions/scan.ts';
import { isScriptError, parseScript } from '../expressions/script.ts';

/** The value that JSON would have in the place of the node. */
export function knownValue(node: CwlNode | undefined, depth = 0): Known | undefined {
  const value = resolved(node);
  if (value === undefined || depth > 20) return undefined;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'sequence') {
    const items = value.items.map((item) => knownValue(item, depth + 1));
    return items.includes(undefined) ? undefined : (items as Known[]);
  }
  const found: Record<string, Known> = {};
  for (const { key, value: inner } of value.entries) {
    const known = knownValue(inner, depth + 1);
    if (known !== undefined) found[key.text] = known;
  }
  return found;
}

/** `inputs` when every input keeps its default. */
export function defaultInputs(ports: readonly CheckedPort[]): Readonly<Record<string, Known>> {
  const found: Record<string, Known> = {};
  for (const { port, signature } of ports) {
    const known = knownValue(port.fields.get('default')?.value);
    if (known !== undefined) found[signature.name] = known;
    else if (!signature.required) found[signature.name] = null;
  }
  return found;
}

/** The value of a scalar that may hold expressions. */
export function valueOfScalar(scalar: CwlScalar, roots: Roots): Known | undefined {
  const { text } = scalar;
  if (typeof scalar.value !== 'string' || !mayHoldExpression(text)) return scalar.value;
  const { parts, unclosed, whole } = scanString(text);
  if (unclosed !== undefined) return undefined;
  const [first] = parts;
  if (whole && first !== undefined) return valueOfPart(text, first, roots);
  let result = '';
  let at = 0;
  for (const part of parts) {
    const value = valueOfPart(text, part, roots);
    if (value === undefined || value === null || typeof value === 'object') return undefined;
    result += unescaped(text.slice(at, part.start)) + String(value);
    at = part.end;
  }
  return result + unescaped(text.slice(at));
}

function unescaped(text: string): string {
  return text.replace(/\\(\$[({]|\\)/g, '$1');
}

export function valueOfPart(text: string, part: ExpressionPart, roots: Roots): Known | undefined {
  const chain = part.form === 'expression' ? readReference(text, part.start + 2, part.end - 1) : undefined;
  if (chain !== undefined && (chain.root === 'inputs' || chain.root === 'null'))
    return evaluateReference(chain, roots);
  const script =
    part.form === 'expression'
      ? parseScript(text, part.start + 1, part.end)
      : parseScript(text, part.start + 2, part.end - 1);
  return isScriptError(script) ? undefined : evaluateScript(script, roots);
}

/** What is known before the run: of inputs nothing, or their defaults. */
export function rootsOf(inputs: Readonly<Record<string, Known>> | undefined): Roots {
  return (name) => (name === 'inputs' ? inputs : undefined);
}

/** The node as a value of the model; `read` turns what is known of it into what the model says. */
export function sourceValue(
  file: CheckedFile,
  node: CwlNode,
  inputs: Readonly<Record<string, Known>> = {},
  read: (value: Known) => SourceValue['constant'] = plain,
): SourceValue {
  const at = { uri: file.uri, span: { start: node.start, end: node.end } };
  const source: SourceValue = { text: file.text.slice(node.start, node.end), at };
  const value = resolved(node);
  if (value.kind !== 'scalar') return source;
  const { text } = value;
  const names = (pattern: RegExp) => mayHoldExpression(text) && pattern.test(text);
  // Most expressions hang on something, which is seen without reading them.
  const hangs = names(/\b(?:inputs|self|runtime)\b/);
  const always = hangs ? undefined : valueOfScalar(value, rootsOf(undefined));
  const constant = always === undefined ? undefined : read(always);
  if (constant !== undefined) return { ...source, constant };
  const usual = names(/\b(?:self|runtime)\b/) ? undefined : valueOfScalar(value, rootsOf(inputs));
  const byDefault = usual === undefined ? undefined : read(usual);
  const input = inputNamed(value);
  return {
    ...source,
    ...(byDefault === undefined ? {} : { byDefault }),
    ...(input === undefined ? {} : { input }),
  };
}

/** `image` of `$(inputs.image)`. */
function inputNamed({ text }: CwlScalar): string | undefined {
  return /^\s*\$\(inputs\.(\w+)\)\s*$/.exec(text)?.[1];
}

function plain(value: Known): SourceValue['constant'] {
  return typeof value === 'object' && value !== null ? undefined : value;
}
