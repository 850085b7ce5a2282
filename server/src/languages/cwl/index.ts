import type { Problem } from '../../text/index.ts';
import { YAML_RULES } from '../../syntax/yaml/index.ts';
import type { Analysis, AnalyzeContext, ImportRef, Language, Parsed } from '../language.ts';
import { checkDocument, lowerDocument } from './analyze.ts';
import type { CheckedDocument } from './analyze.ts';
import { completeFields, describeFields } from './complete/index.ts';
import type { CwlTree, Reference } from './document/index.ts';
import { parseCwl } from './document/index.ts';
import { referencesIn } from './document/references.ts';
import type { CwlExports } from './exports.ts';
import { formatCwl } from './format/index.ts';
import { completionsAt, describeExpression, signatureAt, unsaidIn } from './assist/index.ts';
import { MEANING_RULES } from './findings/index.ts';
import { STRUCTURE_RULES, validateStructure } from './validate/index.ts';

const FOLDS: ReadonlySet<string> = new Set(['mapping', 'sequence', 'entry', 'scalar']);

/** The Common Workflow Language, v1.0 to v1.2, in YAML and JSON. */
export const cwl: Language<CwlTree, CwlExports> = {
  id: 'cwl',
  accepts,
  parse: parseCwl,
  imports,
  analyze,
  format: formatCwl,
  folds: FOLDS,
  rules: [...YAML_RULES, ...Object.values(STRUCTURE_RULES), ...MEANING_RULES],
  lineComment: '#',
};

/** Files that are named so, and YAML and JSON that say a `cwlVersion` at the top. */
function accepts(uri: string, text: string): boolean {
  if (uri.endsWith('.cwl')) return true;
  if (!/\.(?:ya?ml|json)$/i.test(uri) || !text.includes('cwlVersion')) return false;
  return (
    /^(?:cwlVersion|"cwlVersion"|'cwlVersion')\s*:/m.test(text) || /[{,]\s*"cwlVersion"\s*:\s*"v/.test(text)
  );
}

function imports({ root }: CwlTree): readonly ImportRef[] {
  return importsOf(referencesIn(root.value));
}

function importsOf(references: readonly Reference[]): readonly ImportRef[] {
  const seen = new Set<string>();
  return references.flatMap(({ role, file, span }) => {
    if (role === 'schema' || file === undefined || seen.has(file)) return [];
    seen.add(file);
    return [{ target: file, span }];
  });
}

function analyze(parsed: Parsed<CwlTree>, context: AnalyzeContext<CwlExports>): Analysis<CwlExports> {
  const checked = checkDocument(parsed, context);
  const lowered = lowerDocument(checked);
  const { text } = parsed.tree;
  // Trees are large, and most files are never asked about a place.
  let kept = new WeakRef<CheckedDocument>(checked);
  const imported = rememberImports(checked.file.document.references, context);
  const document = (): CheckedDocument => {
    const before = kept.deref();
    if (before !== undefined) return before;
    const again = checkDocument(parseCwl(text), { uri: context.uri, settings: context.settings, imported });
    kept = new WeakRef(again);
    return again;
  };
  const structure = validateStructure(parsed.tree, checked.file.document, {
    target: context.settings.target,
    imported: (target) => context.imported(target),
  });
  const fields = (offset: number) => {
    const { file } = document();
    return completeFields(file.tree, file.document, offset);
  };
  const broken = parsed.problems.some(({ severity }) => severity === 'error');
  const found = [...structure, ...lowered.problems];
  return {
    ...lowered,
    problems: broken ? found.filter((problem) => !mayBeLost(problem)) : found,
    completions: (offset) => completionsAt(document(), offset, context.around, fields),
    describe: (offset) => {
      const found = document();
      return (
        describeExpression(found, offset) ?? describeFields(found.file.tree, found.file.document, offset)
      );
    },
    signature: (offset) => signatureAt(document(), offset),
    unsaid: (range) => unsaidIn(document(), range),
  };
}

/** Codes that say something is missing, which in a document that could not be read may only be lost. */
const OF_WHOLE_DOCUMENTS: ReadonlySet<string> = new Set([
  ...['cwl-missing-field', 'cwl-step-input-missing', 'cwl-unknown-source', 'cwl-unknown-step-output'],
  ...['cwl-scatter-unknown', 'cwl-requirement-missing', 'cwl-expression-unknown-name'],
]);

/** Their fixes add what is missing, and name nothing that is there. */
const IS_ADDED: ReadonlySet<string> = new Set([
  ...['cwl-missing-field', 'cwl-step-input-missing', 'cwl-requirement-missing'],
]);

/** What looks like a slip of a name that is there is one. */
function mayBeLost({ code, fixes = [] }: Problem): boolean {
  return OF_WHOLE_DOCUMENTS.has(code) && (fixes.length === 0 || IS_ADDED.has(code));
}

/** The imports as they were, so that a later look at the same version of the file sees the same. */
function rememberImports(
  references: readonly Reference[],
  context: AnalyzeContext<CwlExports>,
): AnalyzeContext<CwlExports>['imported'] {
  const known = new Map(importsOf(references).map(({ target }) => [target, context.imported(target)]));
  return (target) => known.get(target) ?? context.imported(target);
}
