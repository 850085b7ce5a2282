import type { Method } from '../requests.ts';
import { batchEntriesMethod } from './batch-entries.ts';
import { incomingCallsMethod, outgoingCallsMethod, prepareCallHierarchyMethod } from './call-hierarchy.ts';
import { checkPackageMethod } from './check-package.ts';
import { checkParametersMethod } from './check-parameters.ts';
import { codeActionMethod } from './code-action.ts';
import { codeLensMethod, codeLensResolveMethod } from './code-lens.ts';
import { completionMethod } from './completion.ts';
import { declarationMethod, definitionMethod } from './definition.ts';
import { documentHighlightMethod } from './document-highlight.ts';
import { documentLinkMethod } from './document-link.ts';
import { documentSymbolMethod } from './document-symbol.ts';
import { foldingRangeMethod } from './folding-range.ts';
import { engineVersionMethod } from './engine-version.ts';
import { formattingMethod, onTypeFormattingMethod, rangeFormattingMethod } from './format.ts';
import { renderTaskMethod } from './render-task.ts';
import { resizeTaskMethod } from './resize-task.ts';
import { graphMethod } from './graph.ts';
import { hoverMethod } from './hover.ts';
import { inlayHintMethod } from './inlay-hint.ts';
import { locateFailureMethod } from './locate-failure.ts';
import { newInputsMethod } from './new-inputs.ts';
import { referencesMethod } from './references.ts';
import { parameterTemplateMethod } from './parameter-template.ts';
import { preflightFactsMethod } from './preflight-facts.ts';
import { sampleSheetMethod } from './sample-sheet.ts';
import { prepareRenameMethod, renameMethod } from './rename.ts';
import { selectionRangeMethod } from './selection-range.ts';
import { documentDiagnosticMethod, workspaceDiagnosticMethod } from './diagnostic.ts';
import {
  semanticTokensDeltaMethod,
  semanticTokensFullMethod,
  semanticTokensRangeMethod,
} from './semantic-tokens.ts';
import { signatureHelpMethod } from './signature-help.ts';
import { typeDefinitionMethod } from './type-definition.ts';
import { workflowMethod } from './workflow.ts';
import { workspaceSymbolMethod } from './workspace-symbol.ts';

/** Every request that the server answers; capabilities, registration and `docs/lsp-methods.md` are made from it. */
export const METHODS: readonly Method[] = [
  completionMethod,
  hoverMethod,
  signatureHelpMethod,
  definitionMethod,
  declarationMethod,
  typeDefinitionMethod,
  referencesMethod,
  documentHighlightMethod,
  prepareRenameMethod,
  renameMethod,
  documentSymbolMethod,
  workspaceSymbolMethod,
  semanticTokensFullMethod,
  semanticTokensDeltaMethod,
  semanticTokensRangeMethod,
  foldingRangeMethod,
  selectionRangeMethod,
  formattingMethod,
  rangeFormattingMethod,
  onTypeFormattingMethod,
  documentLinkMethod,
  codeLensMethod,
  codeLensResolveMethod,
  inlayHintMethod,
  codeActionMethod,
  prepareCallHierarchyMethod,
  incomingCallsMethod,
  outgoingCallsMethod,
  documentDiagnosticMethod,
  workspaceDiagnosticMethod,
  workflowMethod,
  engineVersionMethod,
  newInputsMethod,
  checkParametersMethod,
  parameterTemplateMethod,
  sampleSheetMethod,
  batchEntriesMethod,
  checkPackageMethod,
  preflightFactsMethod,
  locateFailureMethod,
  graphMethod,
  resizeTaskMethod,
  renderTaskMethod,
];

/** What the server hears and says beside requests, for `docs/lsp-methods.md`. */
export const NOTIFICATIONS: readonly { readonly method: string; readonly summary: string }[] = [
  { method: 'textDocument/didOpen', summary: 'Text comes from the editor from now on.' },
  { method: 'textDocument/didChange', summary: 'Incremental.' },
  {
    method: 'textDocument/didSave',
    summary: 'Imported files outside of the workspace are read again, where the client cannot watch them.',
  },
  { method: 'textDocument/didClose', summary: 'Text comes from the disk again.' },
  {
    method: 'textDocument/publishDiagnostics',
    summary:
      'Problems, pushed for open files and for all of the workspace, to clients that do not ask for them.',
  },
  { method: 'workspace/didChangeConfiguration', summary: 'The `omicsLens` section, sent or asked for.' },
  {
    method: 'workspace/didChangeWatchedFiles',
    summary: 'Registered by the server where the client allows it.',
  },
  { method: 'workspace/didChangeWorkspaceFolders', summary: 'Folders come and go.' },
  {
    method: 'workspace/inlayHint/refresh',
    summary:
      'And the same for semantic tokens, code lenses and diagnostics: what is shown has changed and no text has.',
  },
  {
    method: 'omicsLens/accountValues',
    summary: 'A request to the client: ids and names of the account, for completion in run and batch files.',
  },
  { method: 'window/logMessage', summary: 'Faults of the server, with their stack.' },
];
