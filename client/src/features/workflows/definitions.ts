/**
 * What is done with a definition once somebody asks for it: a bundle of its own, so that activation does not read it.
 */
export { createFromDraft, createWorkflow } from './create-workflow.ts';
export { ensureWorkflow } from './ensure-workflow.ts';
export { EXPORTED, exportWorkflow } from './export-workflow.ts';
export { readExported } from './import-workflow.ts';
export { deleteWorkflow, editDefaults } from './workflow-actions.ts';
export { workflowDocument } from './workflow-document.ts';
export { runFileName, runFileText } from './workflow-run-file.ts';
