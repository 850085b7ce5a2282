export * from './value-type.ts';
export * from './occurrence.ts';
export * from './workflow.ts';
