import type { CheckedDocument } from '../analyze.ts';
import type { CheckedCallable } from '../check/callables.ts';
import { textOf } from '../check/file.ts';
import { CommandScripts } from './command-script.ts';
import type { LintContext, NamedAttribute } from './lint.ts';

/** What lints see of a document; what several of them need is worked out once. */
export function lintContext(document: CheckedDocument): LintContext {
  const { file } = document;
  const attributes = new Map<CheckedCallable, readonly NamedAttribute[]>();
  return {
    document,
    file,
    scripts: new CommandScripts(file),
    attributes(callable) {
      const before = attributes.get(callable);
      if (before !== undefined) return before;
      const sections = callable.node.kind === 'task' ? callable.attributes : [];
      const made = sections.flatMap((section) =>
        section.attributes.map((node) => ({ name: textOf(file, node.key), node })),
      );
      attributes.set(callable, made);
      return made;
    },
  };
}
