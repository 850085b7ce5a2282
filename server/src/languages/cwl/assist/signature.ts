import type { SignatureCandidate } from '../../language.ts';
import type { CheckedDocument } from '../analyze.ts';
import { libraryAt } from '../check/expressions.ts';
import { expressionBefore } from './expressions.ts';

/** The call of a function of `expressionLib` around the offset. */
export function signatureAt(document: CheckedDocument, offset: number): SignatureCandidate | undefined {
  const before = expressionBefore(document, offset);
  const call = before === undefined ? undefined : callBefore(before.text);
  if (before === undefined || call === undefined) return undefined;
  const params = libraryAt(document.file, before.site).functions.get(call.name);
  if (params === undefined) return undefined;
  return {
    label: `${call.name}(${params.join(', ')})`,
    parameters: params.map((label) => ({ label })),
    active: Math.min(call.argument, Math.max(0, params.length - 1)),
  };
}

/** The innermost call that is open at the end of the text, and which of its arguments the end is in. */
function callBefore(text: string): { readonly name: string; readonly argument: number } | undefined {
  let depth = 0;
  let argument = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const char = text[i] ?? '';
    if (char === '"' || char === "'") {
      const open = text.lastIndexOf(char, i - 1);
      // Inside of a text that is still being written.
      if (open < 0) continue;
      i = open;
    } else if (')]}'.includes(char)) depth++;
    else if ('([{'.includes(char)) {
      if (depth > 0) {
        depth--;
        continue;
      }
      const name = char === '(' ? /([\w$]+)\s*$/.exec(text.slice(0, i))?.[1] : undefined;
      if (name !== undefined) return { name, argument };
      // A group or a list inside of the call.
      argument = 0;
    } else if (char === ',' && depth === 0) argument++;
  }
  return undefined;
}
