import type { Unsaid } from '../language.ts';
import { isNode } from '../../syntax/tree.ts';
import type { Span } from '../../text/index.ts';
import { overlaps } from '../../text/index.ts';
import type { OutputSignature } from './exports.ts';
import type { Script } from './scope/script.ts';
import { textOf } from './scope/script.ts';
import type { ExprNode, NextflowNode } from './syntax/ast.ts';
import { spanOf } from './words.ts';

/** Behind names of channels that are the output of a process and nothing else: what each element is. */
export function channelShapes(script: Script, range: Span): readonly Unsaid[] {
  const found: Unsaid[] = [];
  const note = (name: Span, value: ExprNode | undefined) => {
    const output = value === undefined ? undefined : outputOf(script, value);
    if (output !== undefined) found.push({ kind: 'type', span: spanOf(name), text: shapeOf(output) });
  };
  const visit = (node: NextflowNode): void => {
    if (!overlaps(node, range)) return;
    if (node.kind === 'assign' && node.target.kind === 'name' && textOf(script, node.operator) === '=')
      note(node.target, node.value);
    if (node.kind === 'variables') for (const { name, value } of node.declarators) note(name, value);
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  for (const { node } of script.workflows) visit(node);
  return found.filter(({ text }) => text.length <= LONGEST);
}

const LONGEST = 80;

/** `PROC.out.bam`; `PROC.out` and `PROC(…)` where the process has one output only. */
function outputOf(script: Script, value: ExprNode): OutputSignature | undefined {
  if (value.kind === 'call') return onlyOutput(script, value.callee);
  if (value.kind !== 'member' || value.name === undefined) return undefined;
  const name = textOf(script, value.name);
  if (name === 'out') return onlyOutput(script, value.target);
  const { target } = value;
  if (target.kind !== 'member' || target.name === undefined || textOf(script, target.name) !== 'out')
    return undefined;
  return outputsOf(script, target.target).find(({ emit }) => emit === name);
}

function onlyOutput(script: Script, process: ExprNode): OutputSignature | undefined {
  const outputs = outputsOf(script, process);
  return outputs.length === 1 ? outputs[0] : undefined;
}

function outputsOf(script: Script, process: ExprNode): readonly OutputSignature[] {
  const found = process.kind === 'name' ? script.components.get(textOf(script, process)) : undefined;
  return found?.component.kind === 'process' ? found.component.outputs : [];
}

/** As it is written, without what says how it goes on from there. */
function shapeOf({ text }: OutputSignature): string {
  return text.replace(/,\s*(?:emit|optional|topic)\s*:\s*(?:'[^']*'|"[^"]*"|[\w.]+)/g, '').trim();
}
