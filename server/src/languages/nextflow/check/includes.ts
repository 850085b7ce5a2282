import { closest } from '../../../text/index.ts';
import type { ReadScript } from '../analyze.ts';
import { textOf } from '../scope/script.ts';
import type { Script } from '../scope/script.ts';
import type { IncludeNode } from '../syntax/ast.ts';
import { contentSpan, spanOf } from '../words.ts';

/** Scripts that are not there, names that they do not have, and includes that nobody uses. */
export function checkIncludes({ script }: ReadScript, isBroken: boolean): void {
  const seen = new Map<string, IncludeNode>();
  for (const { node, target, uri, state } of script.includes) {
    if (state === 'missing' && target !== undefined && node.source !== undefined) {
      script.problems.push({
        span: node.source.kind === 'string' ? contentSpan(node.source) : spanOf(node.source),
        severity: 'error',
        code: 'include-not-found',
        message: `There is no script '${target}'.`,
        note: "The path is relative to this script. It may go without '.nf', and of a folder, its 'main.nf' is taken.",
      });
    }
    if (state === 'loaded' && uri !== undefined) checkMembers(script, node, uri);
    noteTwice(script, node, target, seen);
  }
  if (!isBroken) reportUnused(script);
}

function checkMembers(script: Script, node: IncludeNode, uri: string): void {
  const tried = script.includes.find((one) => one.node === node);
  const exports = exportsOf(script, uri);
  if (tried === undefined || !exports?.whole) return;
  for (const member of node.members) {
    const name = textOf(script, member.name);
    if (name === '' || exports.components.has(name)) continue;
    const suggestion = closest(name, exports.components.keys());
    script.problems.push({
      span: spanOf(member.name),
      severity: 'error',
      code: 'unknown-include',
      message:
        `'${tried.target ?? ''}' has no process, workflow or function '${name}'.` +
        (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
      note:
        exports.components.size === 0
          ? 'It declares nothing that could be included.'
          : `It has ${[...exports.components.keys()].slice(0, 8).join(', ')}.`,
      ...(suggestion === undefined
        ? {}
        : {
            fixes: [
              {
                title: `Change to '${suggestion}'`,
                edits: [{ span: spanOf(member.name), newText: suggestion }],
              },
            ],
          }),
    });
  }
}

function exportsOf(script: Script, uri: string) {
  const { exports } = script.loaded.get(uri) ?? {};
  return exports?.language === 'nextflow' ? exports : undefined;
}

function noteTwice(
  script: Script,
  node: IncludeNode,
  target: string | undefined,
  seen: Map<string, IncludeNode>,
): void {
  if (target === undefined) return;
  for (const member of node.members) {
    const here = textOf(script, member.alias ?? member.name);
    const before = seen.get(here);
    seen.set(here, node);
    if (before === undefined) continue;
    script.problems.push({
      span: spanOf(member.alias ?? member.name),
      severity: 'warning',
      code: 'duplicate-declaration',
      message: `'${here}' is included twice.`,
      note: "Only one of the two counts. Include one of them under another name with 'as', or take it away.",
    });
  }
}

function reportUnused(script: Script): void {
  // Whoever includes this script may include from it what it includes itself.
  if (!script.workflows.some(({ name }) => name === undefined)) return;
  for (const { included, used } of script.components.values()) {
    if (included === undefined || used) continue;
    const token = included.alias ?? included.name;
    script.problems.push({
      span: spanOf(token),
      severity: 'hint',
      code: 'unused-include',
      message: `'${textOf(script, token)}' is included and never used.`,
      note: 'Take it away, unless another script includes it from here.',
      tags: ['unnecessary'],
    });
  }
}
