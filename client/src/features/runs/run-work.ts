/** What starts, repeats, cancels and deletes runs: a bundle of its own, so that activation does not read it. */
export { checkParameters } from './check-parameters.ts';
export { openInConsole } from './open-in-console.ts';
export { cancelRuns, deleteRuns } from './run-actions.ts';
export { createRunFile, planOfRepeat } from './run-again.ts';
export { planOf } from './start-plan.ts';
export { RunStarter } from './start-run.ts';
export { planOfWizard } from './start-wizard.ts';
