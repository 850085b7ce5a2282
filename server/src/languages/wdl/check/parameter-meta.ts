import { closest } from '../../../text/index.ts';
import type { CheckedCallable } from './callables.ts';
import { refer, spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';

/** The keys of `parameter_meta` are names of inputs or outputs; a key that is neither describes nothing. */
export function checkParameterMeta(file: CheckedFile, callable: CheckedCallable): void {
  for (const section of callable.meta) {
    if (section.kind !== 'parameter_meta') continue;
    for (const entry of section.entries) {
      const name = textOf(file, entry.key);
      const found =
        callable.signature.inputs.get(name)?.symbol ??
        callable.signature.outputs.get(name)?.symbol ??
        callable.root.names.get(name)?.entry.symbol;
      if (found !== undefined) {
        refer(file, entry.key, found);
        continue;
      }
      const suggestion = closest(name, callable.signature.inputs.keys());
      file.problems.push({
        span: spanOf(entry.key),
        severity: 'hint',
        code: 'unknown-parameter',
        message:
          `'${name}' is no input here.` + (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
        note: 'What it describes does not exist, so nobody will read it.',
        ...(suggestion === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to '${suggestion}'`,
                  edits: [{ span: spanOf(entry.key), newText: suggestion }],
                },
              ],
            }),
      });
    }
  }
}
