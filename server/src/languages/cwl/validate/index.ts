import type { Problem } from '../../../text/index.ts';
import { span } from '../../../text/index.ts';
import type { Imported } from '../../language.ts';
import type { CwlDocument, CwlTree } from '../document/index.ts';
import { PROCESS_CLASSES, stringOf, valueOf } from '../document/index.ts';
import { newCheck } from './check.ts';
import { checkIds } from './ids.ts';
import { checkImports } from './imports.ts';
import { checkLoops } from './loops.ts';
import { STRUCTURE_RULES } from './rules.ts';
import { checkStreams } from './streams.ts';
import { checkTop } from './top.ts';

export { STRUCTURE_RULES } from './rules.ts';

export interface ValidateContext {
  readonly target: 'healthomics' | 'spec';
  /** What an import of the document leads to. */
  imported(target: string): Imported;
}

/** Everything that is wrong with the structure of a document, each in its place. Never throws. */
export function validateStructure(
  tree: CwlTree,
  document: CwlDocument,
  context: ValidateContext,
): readonly Problem[] {
  const { check, problems } = newCheck(tree.text, document, context.target);
  const { value } = tree.root;
  if (value?.kind === 'scalar') {
    check.report(STRUCTURE_RULES.document, span(value.start, value.end), 'This is no CWL document yet.', {
      note: "A document begins with 'cwlVersion' and 'class'.",
    });
  }
  if (value?.kind === 'sequence') {
    const process = value.items.find((item) =>
      PROCESS_CLASSES.some((name) => name === stringOf(valueOf(item, 'class'))),
    );
    if (process !== undefined) {
      check.report(
        STRUCTURE_RULES.document,
        span(process.start, process.start + 1),
        'A list of processes is no document.',
        {
          note: "Put it behind '$graph:', with 'cwlVersion' before it.",
        },
      );
    }
  }
  if (document.root !== undefined) {
    const version = document.version?.known ?? 'v1.2';
    checkTop(check, document.root, { version, namespaces: document.namespaces });
  }
  checkIds(check, document);
  checkStreams(check, document);
  checkLoops(check, document);
  checkImports(check, document, (target) => context.imported(target));
  return problems;
}
