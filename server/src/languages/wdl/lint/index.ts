import type { AnalyzeSettings, Parsed } from '../../language.ts';
import type { Problem, RuleInfo } from '../../../text/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import {
  attributeIgnored,
  attributeOverridden,
  attributeType,
  deprecatedAttribute,
  preemptibleValue,
} from './attributes.ts';
import { deprecatedRuntime } from './deprecated-runtime.ts';
import { conciseInput, redundantInputKeyword } from './calls.ts';
import {
  commandInBraces,
  dollarInHeredoc,
  inlineInstall,
  networkAccess,
  pipeWithoutPipefail,
  reservedVariable,
  unquotedPath,
} from './command-shell.ts';
import { braceCommand, mixedIndentation } from './command-style.ts';
import { emptyDocComment, strayDocComment, todoComment } from './comments.ts';
import { fileAsText, jsonMapKey, textAsFile, unverifiedStruct, valueAsText } from './conversions.ts';
import {
  declarationAfterCommand,
  foreignUriDefault,
  forwardReference,
  hostPathDefault,
  nameCollision,
  redundantNone,
  unneededOptional,
} from './declarations.ts';
import {
  conflictingSections,
  duplicateKey,
  emptyDocument,
  emptyType,
  environmentType,
  incompleteEscape,
  numberRange,
  shellVariablePlaceholder,
  tabInString,
  taskVariablePlace,
} from './document.ts';
import { concatenatedText, importPlacement, sectionOrder, singleQuotes } from './layout.ts';
import type { Lint } from './lint.ts';
import {
  descriptionLength,
  metaDescription,
  metaMissing,
  metaValueKind,
  parameterDescription,
  undocumentedInput,
  undocumentedOutput,
  unknownOutputDescription,
} from './meta.ts';
import { nameCase, nameRepeatsType, typeNameCase, vagueName } from './names.ts';
import {
  globEverything,
  outputOutsideFolder,
  taskWithoutOutputs,
  workflowWithoutOutputs,
} from './outputs.ts';
import { deprecatedPlaceholderOption, dollarPlaceholder } from './placeholders.ts';
import { planLints, runLints } from './run.ts';
import { unboundedScatter } from './scatter.ts';

export type { Lint } from './lint.ts';

/** What is worth a word in a document that is correct. What may fail or mislead comes first, taste last. */
export const LINTS: readonly Lint[] = [
  ...[numberRange, shellVariablePlaceholder, duplicateKey, conflictingSections, incompleteEscape],
  ...[environmentType, taskVariablePlace, emptyType, emptyDocument, tabInString],
  ...[dollarInHeredoc, commandInBraces, pipeWithoutPipefail, inlineInstall, networkAccess, reservedVariable],
  ...[attributeOverridden, attributeType, attributeIgnored, preemptibleValue],
  ...[
    hostPathDefault,
    foreignUriDefault,
    outputOutsideFolder,
    globEverything,
    workflowWithoutOutputs,
    taskWithoutOutputs,
  ],
  ...[fileAsText, jsonMapKey, declarationAfterCommand, mixedIndentation, braceCommand],
  ...[redundantNone, unneededOptional, deprecatedAttribute, deprecatedPlaceholderOption, deprecatedRuntime],
  ...[metaValueKind, unknownOutputDescription, unboundedScatter],
  ...[textAsFile, valueAsText, unverifiedStruct, unquotedPath, forwardReference, nameCollision],
  ...[dollarPlaceholder, redundantInputKeyword, conciseInput, concatenatedText, singleQuotes],
  ...[nameCase, typeNameCase, nameRepeatsType, vagueName, sectionOrder, importPlacement],
  ...[metaMissing, metaDescription, descriptionLength, undocumentedInput, undocumentedOutput],
  ...[parameterDescription, todoComment, emptyDocComment, strayDocComment],
];

/** Of those who set nothing, which are nearly all. */
const DEFAULT_PLANS = {
  healthomics: planLints(LINTS, { target: 'healthomics' }),
  spec: planLints(LINTS, { target: 'spec' }),
} as const;

/** What is worth a word in a document that is checked. */
export function lintDocument(
  parsed: Parsed,
  document: CheckedDocument,
  settings: AnalyzeSettings,
): readonly Problem[] {
  const { target, rules = {} } = settings;
  const plan = Object.keys(rules).length === 0 ? DEFAULT_PLANS[target] : planLints(LINTS, settings);
  return runLints(plan, parsed, document);
}

export const LINT_RULES: readonly RuleInfo[] = LINTS.map(
  ({ code, severity, default: start, summary, why, bad, good }) => ({
    code,
    severity,
    ...(start === undefined ? {} : { default: start }),
    summary,
    why,
    ...(bad === undefined ? {} : { bad }),
    ...(good === undefined ? {} : { good }),
  }),
);
