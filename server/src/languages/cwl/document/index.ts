export * from './model.ts';
export * from './node.ts';
export { parseCwl } from './parse.ts';
export type { Item } from './read.ts';
export { expanded, fieldsOf, itemsOf, readDocument } from './read.ts';
export { lettersOf, nameOf, sourceOf } from './names.ts';
