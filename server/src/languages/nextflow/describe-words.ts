import type { Resolved } from './config/select.ts';
import type { Around } from './lower/evaluate.ts';
import type { SourceValue } from '../../model/index.ts';
import { valueOf } from './lower/resources.ts';

/** What a directive comes to for a process, and who said so. Markdown. */
export function resolvedWords(name: string, { setting, origin }: Resolved, around: Around): string {
  const value = valueOf(setting, around);
  const file = decodeURIComponent(setting.at.uri.slice(setting.at.uri.lastIndexOf('/') + 1));
  const from =
    origin.kind === 'process'
      ? 'as this process says'
      : origin.kind === 'config'
        ? `from \`process.${name}\` in \`${file}\``
        : `from \`${origin.selector.kind}: '${origin.selector.pattern}'\` in \`${file}\``;
  return `${valueWords(value)}, ${from}.`;
}

export function valueWords({ constant, byDefault, text }: SourceValue): string {
  if (constant !== undefined) return `Here: **${String(constant)}**`;
  if (byDefault !== undefined)
    return `Here: **${String(byDefault)}** as long as parameters keep their defaults`;
  const line = text.replace(/\s+/g, ' ');
  return `Here: \`${line.length > 80 ? `${line.slice(0, 79)}…` : line}\`, which is known in a run only`;
}
