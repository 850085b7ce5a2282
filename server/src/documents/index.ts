export * from './document-rules.ts';
export type { DocumentContext } from './document-report.ts';
export { emptyValue } from './field-check.ts';
export * from './run-file.ts';
export * from './batch-file.ts';
export * from './batch-runs.ts';
export * from './parameter-template.ts';
export * from './registry-map.ts';
export * from './nextflow-schema.ts';
