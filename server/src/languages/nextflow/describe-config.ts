import type { Around, Description } from '../language.ts';
import type { ReadConfig } from './config/read.ts';
export function describeInConfig(
  _read: ReadConfig,
  _offset: number,
  _around?: Around,
): Description | undefined {
  return undefined;
}
