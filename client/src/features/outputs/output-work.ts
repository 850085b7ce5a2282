/** What is needed once somebody looks at outputs: a bundle of its own, which an activation does not read. */
export { downloadFile, downloadFolder, downloadSentence } from './download-outputs.ts';
export { outputText } from './open-output.ts';
export { outputRow } from './output-rows.ts';
export { partCount, valueText } from './output-value.ts';
export { findOutputs, RunOutputs } from './run-outputs.ts';
