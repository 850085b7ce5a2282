import assert from 'node:assert/strict';
import { ruleCatalogue } from '@omics-lens/server/product.ts';
import { PEER_ERRORS, PEER_RULES } from '@omics-lens/server/rules/index.ts';

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

  it('are answered by codes that there are, or by a reason', () => {
    const known = new Set(ruleCatalogue().map(({ code }) => code));
    for (const { name, codes, note } of [...PEER_RULES, ...PEER_ERRORS]) {
      assert.deepEqual(
        codes.filter((code) => !known.has(code)),
        [],
        name,
      );
      assert.ok(codes.length > 0 || (note ?? '').length > 20, `${name} has no code and no reason.`);
    }
  });
});
