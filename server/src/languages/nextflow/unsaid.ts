import type { Unsaid } from '../language.ts';
import type { Span } from '../../text/index.ts';
import type { ReadScript } from './analyze.ts';
export function unsaidIn(_read: ReadScript, _range: Span): readonly Unsaid[] {
  return [];
}
