/** The tree of a CWL file is the YAML tree; these are its names within this language. */
export type {
  YamlEntry as CwlEntry,
  YamlMapping as CwlMapping,
  YamlNode as CwlNode,
  YamlScalar as CwlScalar,
  YamlSequence as CwlSequence,
  YamlTree as CwlTree,
} from '../../../syntax/yaml/index.ts';
export type { ScalarPlaces } from '../../../syntax/yaml/index.ts';
export { entryOf, resolved, scalarPlaces, stringOf, valueOf } from '../../../syntax/yaml/index.ts';
