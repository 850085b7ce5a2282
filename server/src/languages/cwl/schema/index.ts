export * from './shape.ts';
export { STREAM_TYPES, TYPE_NAMES } from './enums.ts';
export { EXTENSIONS, REQUIREMENTS } from './requirements.ts';
export { GRAPH, PROCESSES, TOP_FIELDS } from './processes.ts';
export type { MappingFit, SchemaContext } from './fit.ts';
export { comesFromElsewhere, fitMapping, fitSequence } from './fit.ts';
export * from './lookup.ts';
export * from './words.ts';
