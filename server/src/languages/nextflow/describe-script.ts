import type { Description } from '../language.ts';
import type { ReadScript } from './analyze.ts';
export function describeInScript(_read: ReadScript, _offset: number): Description | undefined {
  return undefined;
}
