import assert from 'node:assert/strict';
import { ruleCatalogue } from '@omics-lens/server/product.ts';
import { NEXTFLOW_PEER_RULES, PEER_ERRORS, PEER_RULES } from '@omics-lens/server/rules/index.ts';

/** The rules and lints of Sprocket 0.29. */
const SPROCKET = `
  UnusedImport UnusedInput UnusedDeclaration UnusedCall UnnecessaryFunctionCall UsingFallbackVersion
  MisleadingDeclarationOrder MeaninglessLintDirective KnownRules ExceptDirectiveValid
  BashSetSyntax CallInputKeyword CommandSectionIndentation ConciseInput ContainerUri DeclarationName DenyGlobStar
  DeprecatedObject DeprecatedPlaceholder DeprecatedRuntimeSection DescriptionLength DocCommentTabs DocMetaStrings
  DoubleQuotes EmptyDocComment EmptyOutputs ExpectedRuntimeKeys HereDocCommands HostPathLiterals ImportPlacement
  InlineInstall InputName MatchingOutputMeta MetaDescription MetaSections OutputName ParameterDescription
  ParameterMetaMatched PascalCase RedundantNone RequirementsSection RuntimeSection SectionOrdering ShellCheck
  SnakeCase TodoComment UnusedDocComments
`;

/** The lints of miniwdl 1.16. */
const MINIWDL = `
  StringCoercion FileCoercion ArrayCoercion UnverifiedStruct NonStringKeyMapJSON OptionalCoercion NonemptyCoercion
  IncompleteCall NameCollision UnusedImport ImportNewerWDL ForwardReference UnusedDeclaration UnusedCall
  UnnecessaryQuantifier CommandShellCheck MixedIndentation SelectArray UnknownRuntimeKey UnexpectedRuntimeValue
  MissingVersion UnboundDeclaration Deprecated
`;

/** The rules of wdlTools 0.17. */
const WDL_TOOLS = `
  whitespace_tabs odd_indent multiple_blank_lines top_level_indent deprecated_command_style non_portable_task
  no_task_inputs no_task_outputs
`;

/** The rules of AWS' linter for Nextflow, general ones first. */
const AWS = `
  AllowedDirectivesRule ModuleIncludedTwiceRule JoinMismatchRule JoinDuplicateRule ProcessWithoutCpuRule
  ProcessWithoutMemoryRule ProcessWithoutExecEnvironmentRule ProcessWithoutOutputRule ProcessWithoutInputRule
  AllowedHealthOmicsDirectivesRule ContainerUriRule CpuMemoryRatioRule CpuRule DslVersionRule GpuRule InputS3FileRule
  MemoryRule MissingProcessDirectivesRule PublishDirRule
`;

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

describe('rules of other tools', () => {
  for (const [tool, list] of [
    ['Sprocket', SPROCKET],
    ['miniwdl', MINIWDL],
    ['wdlTools', WDL_TOOLS],
  ] as const) {
    it(`each of ${tool} has an answer`, () => {
      const answered = PEER_RULES.filter((rule) => rule.tool === tool).map(({ name }) => name);
      assert.deepEqual([...answered].sort(), [...words(list)].sort());
    });
  }

  it("each of AWS' linter for Nextflow has an answer by a code", () => {
    const answered = NEXTFLOW_PEER_RULES.filter(({ tool, codes }) => tool === 'AWS' && codes.length > 0);
    assert.deepEqual(answered.map(({ name }) => name).sort(), [...words(AWS)].sort());
  });

  it('are answered by codes that there are, or by a reason', () => {
    const known = new Set(ruleCatalogue().map(({ code }) => code));
    for (const { name, codes, note } of [...PEER_RULES, ...PEER_ERRORS, ...NEXTFLOW_PEER_RULES]) {
      assert.deepEqual(
        codes.filter((code) => !known.has(code)),
        [],
        name,
      );
      assert.ok(codes.length > 0 || (note ?? '').length > 20, `${name} has no code and no reason.`);
    }
  });
});
