export * from './columns.ts';
export * from './sheet-to-batch.ts';
export * from './batch-text.ts';
