import { parseYaml } from '../../../syntax/yaml/index.ts';
import type { Parsed } from '../../language.ts';
import type { CwlTree } from './node.ts';

/** Reads any text, YAML or JSON: half-typed lines cost a problem each and keep their place in the tree. */
export function parseCwl(text: string): Parsed<CwlTree> {
  return parseYaml(text);
}
