import type { Around, CompletionCandidate } from '../../language.ts';
import type { TextEdit } from '../../../text/index.ts';
import type { NextflowExports } from '../exports.ts';
import type { Script } from '../scope/script.ts';
import { componentCandidate } from './candidates.ts';
import { modulePath } from './paths.ts';
import type { Place } from './place.ts';

/** So much has to be typed: a library of modules has thousands of names. */
const LEAST = 2;

/** Processes and workflows of other scripts, with the include that brings them. */
export function includableCandidates(
  script: Script,
  place: Place,
  around: Around | undefined,
  style: 'called' | 'named',
): readonly CompletionCandidate[] {
  const { start, end } = place.word;
  if (end - start < LEAST) return [];
  const typed = script.text.slice(start, end).toLowerCase();
  const found: CompletionCandidate[] = [];
  for (const { uri, exports } of around?.others?.() ?? []) {
    const other = exports as NextflowExports | undefined;
    if (other?.language !== 'nextflow') continue;
    for (const [name, component] of other.components) {
      if (component.kind === 'function' || script.components.has(name) || !name.toLowerCase().includes(typed))
        continue;
      // Each from where it is declared, and not from who includes it.
      if (!component.id.startsWith(`${uri}#`) || component.name !== name) continue;
      const path = modulePath(script.uri, uri);
      found.push({
        ...componentCandidate(name, component, style),
        detail: `include from '${path}'`,
        edits: [includeEdit(script, name, path)],
        rank: 8,
      });
    }
  }
  return found;
}

/** Behind the last include; without one, behind the comments at the top and what switches features on. */
function includeEdit(script: Script, name: string, path: string): TextEdit {
  const { text, tree } = script;
  const line = `include { ${name} } from '${path}'`;
  const last = script.includes.at(-1)?.node;
  if (last !== undefined) return { span: { start: last.end, end: last.end }, newText: `\n${line}` };
  const first = tree.root.items.find((item) => !isFlag(text.slice(item.start, item.end)));
  let at = first?.start ?? text.length;
  // The comment that belongs to the first declaration stays with it.
  for (const comment of [...tree.comments].reverse()) {
    if (
      comment.kind !== 'comment' ||
      comment.end > at ||
      !/^[ \t]*\n?[ \t]*$/.test(text.slice(comment.end, at))
    )
      continue;
    at = comment.start;
  }
  return { span: { start: at, end: at }, newText: `${line}\n\n` };
}

function isFlag(text: string): boolean {
  return text.startsWith('nextflow.');
}
