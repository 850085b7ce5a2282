import type { Analysis, AnalyzeContext, Language, Parsed } from '../language.ts';
import type { Problem } from '../../text/index.ts';
import { contains } from '../../text/index.ts';
import { checkDocument, lowerDocument } from './analyze.ts';
import type { CheckedDocument } from './analyze.ts';
import type { WdlTree } from './ast.ts';
import { importRefs } from './check/imports.ts';
import { completionsAt } from './complete/index.ts';
import { describeAt, signatureAt } from './describe.ts';
import type { WdlExports } from './exports.ts';
import { embeddedScripts } from './lint/embedded-scripts.ts';
import { lintDocument } from './lint/index.ts';
import { shellVariablePlaceholder } from './lint/document.ts';
import { formatWdl } from './format/index.ts';
import { organizeImports } from './organize-imports.ts';
import { parseWdl } from './parser.ts';
import { renderTask } from './render/render-task.ts';
import { RESERVED_WORDS } from './reserved.ts';
import { WDL_RULES } from './findings/index.ts';
import { unsaidIn } from './unsaid.ts';

const FOLDS: ReadonlySet<string> = new Set([
  ...['task', 'workflow', 'struct', 'enum', 'input', 'output', 'meta', 'parameter_meta'],
  ...['runtime', 'requirements', 'hints', 'command', 'call', 'scatter', 'conditionalClause'],
  ...['array', 'map', 'object', 'structLiteral', 'string', 'apply', 'pair', 'group', 'placeholder'],
]);

/** The Workflow Description Language, draft-2 to 1.3 and development. */
export const wdl: Language<WdlTree, WdlExports> = {
  id: 'wdl',
  accepts: (uri) => uri.endsWith('.wdl'),
  parse: parseWdl,
  imports: importRefs,
  analyze,
  format: formatWdl,
  folds: FOLDS,
  rules: WDL_RULES,
  reserved: RESERVED_WORDS,
  lineComment: '#',
};

function analyze(parsed: Parsed<WdlTree>, context: AnalyzeContext<WdlExports>): Analysis<WdlExports> {
  const checked = checkDocument(parsed, context);
  const lowered = lowerDocument(checked);
  const { text } = parsed.tree;
  // Trees are large, and most files are never asked about a place. What is asked is kept while memory lasts, and
  // checked again from the text when it has gone.
  let kept = new WeakRef<CheckedDocument>(checked);
  const isBroken = parsed.problems.some(({ severity }) => severity === 'error');
  const imported = rememberImports(parsed.tree, context);
  const document = (): CheckedDocument => {
    const before = kept.deref();
    if (before !== undefined) return before;
    const again = checkDocument(parseWdl(text), { uri: context.uri, settings: context.settings, imported });
    kept = new WeakRef(again);
    return again;
  };
  return {
    ...lowered,
    // Whoever completes a word does not wait for the lints.
    allProblems: () => explained(lowered.problems, lintDocument(parsed, checked, context.settings)),
    completions: (offset) => completionsAt(document(), offset, context.around),
    describe: (offset) => describeAt(document(), offset),
    signature: (offset) => signatureAt(document(), offset),
    scripts: () => embeddedScripts(document()),
    renderCommand: (task, inputs) => renderTask(document(), task, inputs),
    unsaid: (range) => unsaidIn(document(), range),
    organizeImports: (shown) => (isBroken ? [] : organizeImports(document(), shown)),
  };
}

/** Together; an unknown name for which a lint knows better is one problem and not two. */
function explained(problems: readonly Problem[], lints: readonly Problem[]): readonly Problem[] {
  const better = lints.filter(({ code }) => code === shellVariablePlaceholder.code);
  const isKnown = ({ code, span }: Problem) =>
    code === 'unknown-name' && better.some((lint) => contains(lint.span, span));
  return [...(better.length === 0 ? problems : problems.filter((one) => !isKnown(one))), ...lints];
}

/** The imports as they were, so that a later look at the same version of the file sees the same. */
function rememberImports(
  tree: WdlTree,
  context: AnalyzeContext<WdlExports>,
): AnalyzeContext<WdlExports>['imported'] {
  const known = new Map(importRefs(tree).map(({ target }) => [target, context.imported(target)]));
  return (target) => known.get(target) ?? context.imported(target);
}
