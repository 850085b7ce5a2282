import type { AttributeSectionNode } from '../ast.ts';
import { reportDuplicate } from './declarations.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';

/** Checks the names and types inside a runtime, requirements or hints section; what its keys mean is the rules' business. */
export function checkAttributes(
  file: CheckedFile,
  section: AttributeSectionNode,
  scope: ExpressionScope,
): void {
  const seen = new Map<string, (typeof section.attributes)[number]>();
  for (const attribute of section.attributes) {
    const key = textOf(file, attribute.key);
    const before = seen.get(key);
    if (before !== undefined) {
      reportDuplicate(
        file,
        key,
        spanOf(attribute.key),
        spanOf(before.key),
        'An attribute is given once: engines disagree about which of two they take.',
      );
    }
    seen.set(key, attribute);
    if (attribute.value !== undefined) scope.infer(scope, attribute.value);
  }
}
