export * from './span.ts';
export * from './line-index.ts';
export * from './edit.ts';
export * from './problem.ts';
export * from './closest.ts';
export * from './match.ts';
export * from './lazy.ts';
