/** What makes and starts batches: a bundle of its own, so that activation does not read it. */
export { ArrayUploads } from './array-upload.ts';
export { objectSize } from './object-size.ts';
export { resubmit } from './resubmit.ts';
export { resumeBatches } from './resume-batches.ts';
export { retryBatch } from './retry-batch.ts';
export { sheetToBatch } from './sheet-to-batch.ts';
export { BatchStarter } from './start-batch.ts';
