import type { AttributeSectionNode } from '../ast.ts';
import type { ExpressionScope } from './expression-scope.ts';
import { spanOf, textOf, tolerated } from './file.ts';
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
      file.problems.push({
        span: spanOf(attribute.key),
        severity: tolerated(file),
        code: 'duplicate-name',
        message: `'${key}' is given twice.`,
        note: 'Engines disagree about which of the two they take. Keep the one that is meant.',
        related: [
          { location: { uri: file.uri, span: spanOf(before.key) }, message: 'It is given here first.' },
        ],
      });
    }
    seen.set(key, attribute);
    if (attribute.value !== undefined) scope.infer(scope, attribute.value);
  }
}
