import { typeLabel } from '../../../model/index.ts';
import { atLeast } from '../versions.ts';
import type { CheckedFile } from './file.ts';
import type { Entry } from './scope.ts';

/** Only inputs can get their value from outside; an output or declaration without one never has any. */
export function checkBound(file: CheckedFile, entry: Entry): void {
  if (entry.kind === 'input' || entry.node.kind !== 'decl' || entry.node.value !== undefined) return;
  if (!atLeast(file.version, '1.0')) return;
  // An optional declaration without a value is missing in every run, which some people mean.
  if (entry.kind === 'declaration' && entry.type.optional) return;
  const what = entry.kind === 'output' ? 'The output' : 'The declaration';
  file.problems.push({
    span: entry.nameSpan,
    severity: 'error',
    code: 'unbound-declaration',
    message: `${what} '${entry.name}' (${typeLabel(entry.type)}) has no value.`,
    note:
      entry.kind === 'output'
        ? `Say where it comes from: '${entry.name} = …'.`
        : "Give it a value, or move it into the 'input' section so that it can be given from outside.",
  });
}
