import type { Span } from '../../../text/index.ts';
import { span } from '../../../text/index.ts';
import type { Name, Source } from './model.ts';
import type { CwlScalar } from './node.ts';

/** The name that an identifier gives to a port or step: what stands behind the last `/` or `#`. */
export function nameOf(node: CwlScalar): Name {
  const at = Math.max(node.text.lastIndexOf('/'), node.text.lastIndexOf('#')) + 1;
  return { text: node.text.slice(at), node, span: lettersOf(node, at, node.text.length) };
}

/** The link that a text is; `process` is the identifier of the workflow, which packed documents put before the link. */
export function sourceOf(node: CwlScalar, process: string | undefined): Source {
  const from = startOfLink(node.text, process);
  const text = node.text.slice(from);
  const slash = text.indexOf('/');
  const port = { text: text.slice(slash + 1), span: lettersOf(node, from + slash + 1, node.text.length) };
  const step =
    slash < 0 ? undefined : { text: text.slice(0, slash), span: lettersOf(node, from, from + slash) };
  return { text, node, step, port };
}

function startOfLink(text: string, process: string | undefined): number {
  const hash = text.lastIndexOf('#') + 1;
  if (hash === 0) return 0;
  const prefix = process === undefined ? undefined : `${process}/`;
  return prefix !== undefined && text.startsWith(prefix, hash) ? hash + prefix.length : hash;
}

/** The span of a part of the text of a scalar that is short enough to stand on one line. */
export function lettersOf(node: CwlScalar, start: number, end: number): Span {
  const quoted = node.style === 'single' || node.style === 'double';
  const first = node.start + (quoted ? 1 : 0);
  return span(Math.min(first + start, node.end), Math.min(first + end, node.end));
}
