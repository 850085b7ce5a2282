import type { CwlDocument, Name, Process } from '../document/index.ts';
import { allProcesses } from '../document/index.ts';
import type { Check } from './check.ts';
import { STRUCTURE_RULES } from './rules.ts';

/** Names that two ports, steps or processes share. In the map form that is a key that stands twice, which is said elsewhere. */
export function checkIds(check: Check, document: CwlDocument): void {
  checkNames(check, idsOf(document.processes), 'process');
  for (const process of allProcesses(document)) {
    checkNames(check, names(process.inputs), 'input');
    checkNames(check, names(process.outputs), 'output');
    checkNames(check, names(process.steps), 'step');
    for (const step of process.steps) {
      checkNames(check, names(step.inputs), 'input of the step');
      checkNames(check, step.outputs, 'output of the step');
    }
  }
}

function idsOf(processes: readonly Process[]): readonly Name[] {
  return processes.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

/** Those that are written in a field `id`. */
function names(
  parts: readonly { readonly name: Name; readonly fields: Process['fields'] }[],
): readonly Name[] {
  return parts.flatMap(({ name, fields }) => (fields.get('id')?.value === name.node ? [name] : []));
}

function checkNames(check: Check, all: readonly Name[], what: string): void {
  const seen = new Set<string>();
  for (const { text, span } of all) {
    if (seen.has(text)) {
      check.report(STRUCTURE_RULES.duplicateId, span, `Another ${what} is named '${text}' too.`, {
        note: 'Links reach only one of them.',
      });
    }
    seen.add(text);
  }
}
