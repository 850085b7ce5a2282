import type { AnalyzeSettings, Parsed } from '../../language.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import type { Problem } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import { CommandScripts } from './command-script.ts';
import type { Findings, Lint, LintContext } from './lint.ts';

type Visit = (node: SyntaxNode, context: LintContext) => Findings;

/** What the lints that are on have to say about the document. */
export function runLints(
  lints: readonly Lint[],
  parsed: Parsed,
  document: CheckedDocument,
  settings: AnalyzeSettings,
): readonly Problem[] {
  const context: LintContext = { document, file: document.file, scripts: new CommandScripts(document.file) };
  const isWhole = !parsed.problems.some(({ severity }) => severity === 'error');
  const problems: Problem[] = [];
  const visits = new Map<string, { readonly lint: Lint; readonly visit: Visit }[]>();
  for (const lint of lints) {
    if (!isOn(lint, settings) || (lint.needs === 'whole document' && !isWhole)) continue;
    for (const [kind, visit] of Object.entries(lint.visits ?? {})) {
      const known = visits.get(kind);
      const entry = { lint, visit: visit as Visit };
      if (known === undefined) visits.set(kind, [entry]);
      else known.push(entry);
    }
    for (const callable of lint.callable === undefined ? [] : document.callables) {
      add(problems, lint, lint.callable?.(callable, context));
    }
    add(problems, lint, lint.document?.(context));
  }
  walk(document.file.tree.root, (node) => {
    for (const { lint, visit } of visits.get(node.kind) ?? []) add(problems, lint, visit(node, context));
  });
  return problems;
}

/** A severity in the settings switches a lint on that is off by default. */
function isOn(lint: Lint, settings: AnalyzeSettings): boolean {
  if (lint.target !== undefined && lint.target !== settings.target) return false;
  const chosen = settings.rules?.[lint.code];
  return chosen === undefined ? lint.default !== 'off' : chosen !== 'off';
}

function add(problems: Problem[], lint: Lint, findings: Findings): void {
  if (findings === undefined) return;
  for (const { fixes, ...finding } of 'message' in findings ? [findings] : findings) {
    const problem = { severity: lint.severity, ...finding, code: lint.code };
    problems.push(fixes === undefined || fixes.length === 0 ? problem : { ...problem, fixes });
  }
}

/** Parents before children. Values of meta sections are literals of a language of their own. */
function walk(root: SyntaxNode, visit: (node: SyntaxNode) => void): void {
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    visit(node);
    const { children } = node;
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child === undefined || !isNode(child)) continue;
      if (child.kind !== 'meta' && child.kind !== 'parameter_meta') stack.push(child);
    }
  }
}
