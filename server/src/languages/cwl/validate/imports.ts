import type { CwlDocument } from '../document/index.ts';
import type { Imported } from '../../language.ts';
import type { Check } from './check.ts';
import { STRUCTURE_RULES } from './rules.ts';

/** Files that `$import`, `$include` and `$mixin` put into the document. What `run` names is a matter of links. */
export function checkImports(
  check: Check,
  document: CwlDocument,
  imported: (target: string) => Imported,
): void {
  for (const { role, file, target, span } of document.references) {
    if (role === 'run' || role === 'schema' || file === undefined || /\$[({]/.test(target)) continue;
    const found = imported(file);
    if (found.kind !== 'missing' || found.text !== undefined) continue;
    const off = found.web === 'off';
    check.report(STRUCTURE_RULES.import, span, `'${file}' cannot be read: ${found.reason}.`, {
      note: off
        ? 'Switch on the setting omicsLens.imports.fetch to have it read.'
        : 'Paths are relative to this document.',
      ...(off ? { severity: 'information' as const } : {}),
    });
  }
}
