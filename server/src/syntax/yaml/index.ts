export * from './tree.ts';
export * from './parse.ts';
export * from './scalar-places.ts';
export { YAML_RULES } from './problems.ts';
