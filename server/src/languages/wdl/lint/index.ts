import type { RuleInfo } from '../../../text/index.ts';
import {
  attributeIgnored,
  attributeOverridden,
  attributeType,
  deprecatedAttribute,
  deprecatedRuntime,
  preemptibleValue,
} from './attributes.ts';
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

export { runLints } from './run.ts';
export type { Lint } from './lint.ts';

/** What is worth a word in a document that is correct. What may fail or mislead comes first, taste last. */
export const LINTS: readonly Lint[] = [
  ...[numberRange, shellVariablePlaceholder, duplicateKey, conflictingSections, incompleteEscape],
  ...[environmentType, taskVariablePlace, emptyType, emptyDocument, tabInString],
  ...[dollarInHeredoc, commandInBraces, pipeWithoutPipefail, inlineInstall, networkAccess, reservedVariable],
  ...[attributeOverridden, attributeType, attributeIgnored, preemptibleValue],
  ...[hostPathDefault, outputOutsideFolder, globEverything, workflowWithoutOutputs, taskWithoutOutputs],
  ...[fileAsText, jsonMapKey, declarationAfterCommand, mixedIndentation, braceCommand],
  ...[redundantNone, unneededOptional, deprecatedAttribute, deprecatedPlaceholderOption, deprecatedRuntime],
  ...[metaValueKind, unknownOutputDescription],
  ...[textAsFile, valueAsText, unverifiedStruct, unquotedPath, forwardReference, nameCollision],
  ...[dollarPlaceholder, redundantInputKeyword, conciseInput, concatenatedText, singleQuotes],
  ...[nameCase, typeNameCase, nameRepeatsType, vagueName, sectionOrder, importPlacement],
  ...[metaMissing, metaDescription, descriptionLength, undocumentedInput, undocumentedOutput],
  ...[parameterDescription, todoComment, emptyDocComment, strayDocComment],
];

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
