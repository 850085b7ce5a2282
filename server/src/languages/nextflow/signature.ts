import type { SignatureCandidate } from '../language.ts';
import type { ReadScript } from './analyze.ts';
import { CHANNEL_FACTORIES, FUNCTIONS, OPERATORS, operatorLabel } from './data/index.ts';
import { placeAt } from './complete/place.ts';
import type { Component } from './exports.ts';
import { textOf } from './scope/script.ts';
import type { CallNode } from './syntax/ast.ts';
import { operatorDoc } from './complete/candidates.ts';

/** The call of a process, workflow, function or operator around the offset. */
export function signatureAt({ script }: ReadScript, offset: number): SignatureCandidate | undefined {
  const place = placeAt(script.tree, offset);
  const call = place?.nodes.findLast(
    (node): node is CallNode =>
      node.kind === 'call' &&
      node.open !== undefined &&
      node.open.end <= offset &&
      (node.close === undefined || offset <= node.close.start),
  );
  if (call === undefined) return undefined;
  const active = call.args.filter(
    ({ end }) => end < offset && script.text.slice(end, offset).includes(','),
  ).length;
  const { callee } = call;
  if (callee.kind === 'name') {
    const name = textOf(script, callee);
    const found = script.components.get(name);
    if (found !== undefined) return componentSignature(name, found.component, active);
    const global = FUNCTIONS.get(name);
    if (global === undefined) return undefined;
    return {
      label: `${name}(${global.parameters.join(', ')})`,
      documentation: global.doc,
      parameters: global.parameters.map((label) => ({ label })),
      active,
    };
  }
  if (callee.kind !== 'member' || callee.name === undefined) return undefined;
  const name = textOf(script, callee.name);
  const isFactory = callee.target.kind === 'name' && /^[cC]hannel$/.test(textOf(script, callee.target));
  const operator = (isFactory ? CHANNEL_FACTORIES : OPERATORS).get(name);
  if (operator === undefined) return undefined;
  const label = operatorLabel(operator);
  const words = /\((.*)\)$/.exec(label)?.[1]?.split(', ') ?? [];
  return {
    label,
    documentation: operatorDoc(operator),
    parameters: words.filter((word) => word !== '').map((word) => ({ label: word })),
    active,
  };
}

function componentSignature(name: string, component: Component, active: number): SignatureCandidate {
  const inputs =
    component.kind === 'process'
      ? component.inputs.map(({ text }) => text)
      : component.kind === 'workflow'
        ? component.takes
        : component.params.map(({ text }) => text);
  return {
    label: `${name}(${inputs.join(', ')})`,
    ...(component.documentation === undefined ? {} : { documentation: component.documentation }),
    parameters: inputs.map((label) => ({ label })),
    active,
  };
}
