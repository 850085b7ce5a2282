import type { CwlDocument, Port } from '../document/index.ts';
import { allProcesses, stringOf } from '../document/index.ts';
import type { Check } from './check.ts';
import { STRUCTURE_RULES } from './rules.ts';

/** Ports of the types `stdin`, `stdout` and `stderr` say all there is to say about where their value comes from. */
export function checkStreams(check: Check, document: CwlDocument): void {
  for (const process of allProcesses(document)) {
    if (process.class !== 'CommandLineTool') continue;
    for (const port of process.outputs) {
      if (isStream(port, ['stdout', 'stderr'])) checkBinding(check, port, 'outputBinding');
    }
    const fed = process.inputs.filter((port) => isStream(port, ['stdin']));
    for (const port of fed) checkBinding(check, port, 'inputBinding');
    const stdin = process.fields.get('stdin');
    if (stdin !== undefined && fed[0] !== undefined) {
      check.report(STRUCTURE_RULES.stream, stdin.key, `'stdin' is already the input '${fed[0].name.text}'.`, {
        note: "An input of type 'stdin' is the standard input. Remove one of the two.",
      });
    }
  }
}

function isStream(port: Port, names: readonly string[]): boolean {
  const type = stringOf(port.type);
  return type !== undefined && names.includes(type);
}

function checkBinding(check: Check, port: Port, name: string): void {
  const binding = port.fields.get(name);
  const type = stringOf(port.type) ?? '';
  if (binding === undefined) return;
  check.report(STRUCTURE_RULES.stream, binding.key, `A port of type '${type}' has no '${name}'.`, {
    note: `The type '${type}' says already what the value is. Write 'type: File' to say it yourself.`,
  });
}
