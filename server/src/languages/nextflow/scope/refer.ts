import type { SymbolId } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import { outputsOf } from '../exports.ts';
import { spanOf } from '../words.ts';
import { visible } from './locals.ts';
import type { Local, Scope, UnknownName, Walk } from './names.ts';
import { refer, textOf } from './script.ts';

/** `PROC.out.name`; false where the first is no process or workflow. */
export function referOutput(
  walk: Walk,
  scope: Scope,
  callee: SyntaxToken,
  name: SyntaxToken,
  use: 'value' | 'method',
): boolean {
  const { script } = walk;
  const written = textOf(script, callee);
  if (visible(scope, written) !== undefined) return false;
  const found = script.components.get(written);
  if (found === undefined || found.component.kind === 'function') return false;
  resolve(walk, scope, callee, 'component');
  const outputs = outputsOf(found.component);
  const output = outputs.find((one) => one.name === textOf(script, name));
  if (output?.symbol !== undefined) refer(script, name, output.symbol);
  if (output === undefined && use === 'value') {
    walk.unknownOutputs.push({
      name: textOf(script, name),
      span: spanOf(name),
      component: written,
      known: outputs.map((one) => one.name),
    });
  }
  return true;
}

export function referParam(walk: Walk, token: SyntaxToken): void {
  const { script } = walk;
  const name = textOf(script, token);
  if (!script.paramReads.has(name)) script.paramReads.set(name, spanOf(token));
  const own = script.params.get(name);
  const known = own ?? script.config?.params.get(name);
  if (known !== undefined) {
    refer(script, token, known.symbol);
    return;
  }
  const described = script.schema?.params.find((one) => one.name === name);
  if (described !== undefined && script.schema !== undefined) {
    refer(script, token, `${script.schema.uri}#params.${name}` as SymbolId);
    return;
  }
  script.names.push({ span: spanOf(token), path: `params.${name}` });
}

export function resolve(walk: Walk, scope: Scope, token: SyntaxToken, how: UnknownName['use']): void {
  const { script } = walk;
  const name = textOf(script, token);
  const local = visible(scope, name);
  if (local !== undefined) return use(walk, local, token);
  const component = script.components.get(name);
  if (component !== undefined) {
    component.used = true;
    refer(script, token, component.symbol);
    return;
  }
  if (script.types.has(name)) {
    const id = script.types.get(name);
    if (id !== undefined) refer(script, token, id);
    return;
  }
  walk.unknown.push({ name, span: spanOf(token), scope, use: how });
}

export function use(walk: Walk, local: Local, span: Span): void {
  const isFirst = span.start === local.span.start && local.kind === 'assigned';
  if (isFirst) {
    refer(walk.script, span, local.symbol, 'definition');
    return;
  }
  local.used = true;
  refer(walk.script, span, local.symbol);
}

export function assign(walk: Walk, scope: Scope, token: SyntaxToken): void {
  const name = textOf(walk.script, token);
  const local = visible(scope, name);
  if (local === undefined) return;
  const isFirst = token.start === local.span.start;
  refer(walk.script, token, local.symbol, isFirst ? 'definition' : 'write');
}
