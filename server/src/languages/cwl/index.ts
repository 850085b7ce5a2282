import { YAML_RULES } from '../../syntax/yaml/index.ts';
import type { Analysis, AnalyzeContext, ImportRef, Language, Parsed } from '../language.ts';
import { checkDocument, lowerDocument } from './analyze.ts';
import type { CheckedDocument } from './analyze.ts';
import { completeFields, describeFields } from './complete/index.ts';
import type { CwlTree } from './document/index.ts';
import { parseCwl } from './document/index.ts';
import { referencesIn } from './document/references.ts';
import type { CwlExports } from './exports.ts';
import { completionsAt, describeExpression, unsaidIn } from './assist/index.ts';
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
  const seen = new Set<string>();
  return referencesIn(root.value).flatMap(({ role, file, span }) => {
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
  const imported = rememberImports(parsed.tree, context);
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
  return {
    ...lowered,
    problems: [...structure, ...lowered.problems],
    completions: (offset) => completionsAt(document(), offset, context.around, fields),
    describe: (offset) => {
      const found = document();
      return (
        describeExpression(found, offset) ?? describeFields(found.file.tree, found.file.document, offset)
      );
    },
    unsaid: (range) => unsaidIn(document(), range),
  };
}

/** The imports as they were, so that a later look at the same version of the file sees the same. */
function rememberImports(
  tree: CwlTree,
  context: AnalyzeContext<CwlExports>,
): AnalyzeContext<CwlExports>['imported'] {
  const known = new Map(imports(tree).map(({ target }) => [target, context.imported(target)]));
  return (target) => known.get(target) ?? context.imported(target);
}
