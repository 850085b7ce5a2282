import { NEXTFLOW_PEER_RULES } from './peer-rules-nextflow.ts';

/**
 * What other tools for WDL look for, and what we say about it. `docs/wdl-rules-compared.md` is made from this list, and
 * comments that silence a rule of theirs silence ours by it.
 */
export interface PeerRule {
  readonly tool: 'Sprocket' | 'miniwdl' | 'wdlTools';
  /** As the tool spells it; for errors that the tool gives no name, what they are about. */
  readonly name: string;
  /** Ours; empty where there is a reason for none. */
  readonly codes: readonly string[];
  /** What is different, or why there is none. */
  readonly note?: string;
}

const CONTAINER_CODES = [
  ...['container-mutable', 'container-without-digest', 'container-malformed', 'container-missing'],
  ...['container-not-ecr', 'container-region', 'container-fixed'],
];
const SYNTAX_CODES = ['expected-token', 'unexpected-text', 'missing-value', 'missing-name', 'missing-type'];

/** Source: the rule lists of Sprocket 0.29, miniwdl 1.16 and wdlTools 0.17, 2026. */
export const PEER_RULES: readonly PeerRule[] = [
  ...named('Sprocket', [
    ['UnusedImport', ['unused-import']],
    [
      'UnusedInput',
      ['unused-input'],
      'A hint; index files that only have to lie beside another are left out.',
    ],
    ['UnusedDeclaration', ['unused-declaration']],
    ['UnusedCall', ['unused-call']],
    ['UnnecessaryFunctionCall', ['unnecessary-function']],
    ['UsingFallbackVersion', ['unsupported-version']],
    [
      'MisleadingDeclarationOrder',
      ['declaration-after-command'],
      'Only where the declaration reads files: others come out the same wherever they stand.',
    ],
    [
      'MeaninglessLintDirective',
      ['suppression-unused'],
      'For comments of our own; those of other tools may be meant for those.',
    ],
    ['KnownRules', ['suppression-unknown'], 'For comments of our own.'],
    [
      'ExceptDirectiveValid',
      [],
      'A comment of ours works on every line, so that there is no place where it cannot.',
    ],
    [
      'BashSetSyntax',
      ['pipe-without-pipefail'],
      'Reported where a pipe hides a failure, and not for every command that begins in another way.',
    ],
    ['CallInputKeyword', ['redundant-input-keyword']],
    ['CommandSectionIndentation', ['mixed-indentation']],
    ['ConciseInput', ['concise-input']],
    [
      'ContainerUri',
      CONTAINER_CODES,
      'Tags and digests are two codes, and HealthOmics has rules of its own for where images lie.',
    ],
    ['DeclarationName', ['name-repeats-type']],
    ['DenyGlobStar', ['glob-everything']],
    ['DeprecatedObject', ['deprecated-object']],
    ['DeprecatedPlaceholder', ['deprecated-placeholder-option', 'dollar-placeholder'], 'With a quick fix.'],
    [
      'DeprecatedRuntimeSection',
      ['deprecated-runtime'],
      'With a quick fix. Not for HealthOmics, which reads `runtime`.',
    ],
    ['DescriptionLength', ['description-length']],
    ['DocCommentTabs', [], 'A tab in a comment harms nobody: hover shows it as a blank.'],
    ['DocMetaStrings', ['meta-value-kind']],
    ['DoubleQuotes', ['single-quotes']],
    ['EmptyDocComment', ['empty-doc-comment']],
    ['EmptyOutputs', ['task-without-outputs', 'workflow-without-outputs']],
    [
      'ExpectedRuntimeKeys',
      ['container-missing', 'resources-default', 'unknown-attribute', 'attribute-ignored'],
      'Only slips are reported as unknown: every engine has attributes of its own.',
    ],
    ['HereDocCommands', ['brace-command'], 'With a quick fix.'],
    ['HostPathLiterals', ['host-path-default']],
    ['ImportPlacement', ['import-placement']],
    ['InlineInstall', ['inline-install', 'network-access']],
    ['InputName', ['vague-name']],
    ['MatchingOutputMeta', ['unknown-output-description', 'undocumented-output']],
    ['MetaDescription', ['meta-description']],
    ['MetaSections', ['meta-missing']],
    ['OutputName', ['vague-name']],
    ['ParameterDescription', ['parameter-description']],
    ['ParameterMetaMatched', ['unknown-parameter', 'undocumented-input']],
    ['PascalCase', ['type-name-case']],
    ['RedundantNone', ['redundant-none']],
    ['RequirementsSection', ['container-missing', 'resources-default']],
    ['RuntimeSection', ['container-missing', 'resources-default']],
    ['SectionOrdering', ['section-order']],
    ['ShellCheck', ['shellcheck']],
    ['SnakeCase', ['name-case']],
    ['TodoComment', ['todo-comment']],
    ['UnusedDocComments', ['stray-doc-comment']],
  ]),
  ...named('miniwdl', [
    ['StringCoercion', ['value-as-text', 'file-as-text', 'not-interpolable', 'concatenated-text']],
    ['FileCoercion', ['text-as-file']],
    [
      'ArrayCoercion',
      ['type-mismatch', 'call-input-type', 'argument-type'],
      'An error: engines do not make arrays by themselves.',
    ],
    ['UnverifiedStruct', ['unverified-struct']],
    ['NonStringKeyMapJSON', ['json-map-key']],
    ['OptionalCoercion', ['type-mismatch', 'call-input-type', 'argument-type', 'optional-operand']],
    ['NonemptyCoercion', ['possibly-empty']],
    ['IncompleteCall', ['call-input-missing']],
    ['NameCollision', ['name-collision', 'duplicate-name']],
    ['UnusedImport', ['unused-import']],
    ['ImportNewerWDL', ['import-newer-version']],
    ['ForwardReference', ['forward-reference']],
    ['UnusedDeclaration', ['unused-declaration', 'unused-input']],
    ['UnusedCall', ['unused-call']],
    ['UnnecessaryQuantifier', ['unneeded-optional']],
    ['CommandShellCheck', ['shellcheck']],
    ['MixedIndentation', ['mixed-indentation']],
    ['SelectArray', ['unnecessary-function']],
    ['UnknownRuntimeKey', ['unknown-attribute', 'attribute-ignored']],
    ['UnexpectedRuntimeValue', ['attribute-type', 'memory-unreadable']],
    ['MissingVersion', ['missing-version']],
    ['UnboundDeclaration', ['unbound-declaration']],
    [
      'Deprecated',
      ['deprecated-attribute', 'deprecated-runtime', 'deprecated-placeholder-option', 'deprecated-object'],
    ],
  ]),
  ...named('wdlTools', [
    ['whitespace_tabs', [], 'The formatter’s work.'],
    ['odd_indent', [], 'The formatter’s work.'],
    ['multiple_blank_lines', [], 'The formatter’s work.'],
    ['top_level_indent', [], 'The formatter’s work.'],
    ['deprecated_command_style', ['brace-command']],
    ['non_portable_task', ['container-missing']],
    ['no_task_inputs', [], 'A task without inputs does the same in every run, which some are for.'],
    ['no_task_outputs', ['task-without-outputs']],
  ]),
];

/** Errors of Sprocket, which have no names of their own. */
export const PEER_ERRORS: readonly PeerRule[] = named('Sprocket', [
  ['syntax', SYNTAX_CODES],
  ['name conflict', ['duplicate-name']],
  ['duplicate workflow', ['several-workflows']],
  ['two imports of one namespace', ['duplicate-name']],
  ['unknown name', ['unknown-name', 'shell-variable-placeholder']],
  ['unknown namespace', ['unknown-name']],
  ['unknown type', ['unknown-type']],
  ['unknown function', ['unknown-function']],
  ['unknown task or workflow', ['unknown-task']],
  ['self-reference', ['reference-cycle']],
  ['reference cycle', ['reference-cycle']],
  ['import cycle', ['import-cycle']],
  ['recursive struct', ['reference-cycle']],
  ['recursive workflow call', ['reference-cycle']],
  ['import failed', ['unresolved-import', 'import-not-loaded']],
  ['import without version', ['missing-version'], 'Reported in the document that lacks it.'],
  ['import of a newer version', ['import-newer-version']],
  ['invalid relative import', ['unresolved-import']],
  ['namespace that is no identifier', ['invalid-namespace']],
  ['placeholder or empty URI in an import', ['unresolved-import']],
  ['struct alias that names nothing', ['unknown-type']],
  ['wildcard and selected imports (1.4)', ['module-import'], 'Engines do not run 1.4.'],
  ['type mismatch', ['type-mismatch']],
  ['no common type', ['no-common-type']],
  ['call input mismatch', ['call-input-type']],
  ['missing call input', ['call-input-missing']],
  ['unknown call input', ['call-input-unknown']],
  ['unknown call output', ['unknown-member']],
  ['missing struct member', ['struct-member-missing']],
  ['unknown struct member', ['struct-member-unknown']],
  ['not a struct, pair, enum choice or task member', ['unknown-member', 'no-members']],
  ['map key that is not primitive', ['map-key-type']],
  ['index and access', ['not-indexable', 'no-members', 'missing-member']],
  ['operand type', ['operand-type', 'optional-operand']],
  ['text from what has none', ['not-interpolable', 'operand-type']],
  ['placeholder option type', ['placeholder-option']],
  ['more than one placeholder option', ['placeholder-option']],
  ['too few or too many arguments', ['wrong-argument-count']],
  ['argument type', ['argument-type']],
  ['function of a newer version', ['version-gate']],
  ['empty literal for a non-empty array', ['type-mismatch']],
  ['invalid regular expression', ['invalid-pattern']],
  ['enum value that is no literal or does not fit', ['enum-value']],
  ['nothing in the document', ['empty-document']],
  ['missing command', ['missing-command']],
  ['duplicate section', ['duplicate-section']],
  ['requirements beside runtime', ['conflicting-sections']],
  ['duplicate key', ['duplicate-name', 'duplicate-key', 'attribute-overridden']],
  ['empty struct', ['empty-type']],
  ['number out of range', ['number-range']],
  ['unknown or incomplete escape', ['unknown-escape', 'incomplete-escape']],
  ['line break or tab in a string', ['string-over-lines', 'tab-in-string']],
  ['hints, input and output literals out of place', ['misplaced-hints']],
  ['task variable out of place', ['task-variable-place']],
  ['unknown requirement', ['unknown-attribute']],
  ['env on a value that is not primitive', ['environment-type']],
  ['construct of a newer version', ['version-gate']],
  ['missing version', ['missing-version']],
]);

/** Our codes for a rule of another tool, whatever tool it is; undefined for a name that none of them has. */
export function codesOfPeer(name: string): readonly string[] | undefined {
  return BY_NAME.get(name.toLowerCase());
}

const BY_NAME: ReadonlyMap<string, readonly string[]> = byName();

function byName(): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, readonly string[]>();
  const named = NEXTFLOW_PEER_RULES.filter(({ tool }) => tool === 'AWS');
  for (const { name, codes } of [...PEER_RULES, ...named]) {
    const key = name.toLowerCase();
    result.set(key, [...(result.get(key) ?? []), ...codes]);
  }
  return result;
}

function named(
  tool: PeerRule['tool'],
  rows: readonly (readonly [name: string, codes: readonly string[], note?: string])[],
): readonly PeerRule[] {
  return rows.map(([name, codes, note]) => ({ tool, name, codes, ...(note === undefined ? {} : { note }) }));
}
