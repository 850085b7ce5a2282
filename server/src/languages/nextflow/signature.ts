import type { SignatureCandidate } from '../language.ts';
import type { ReadScript } from './analyze.ts';
export function signatureAt(_read: ReadScript, _offset: number): SignatureCandidate | undefined {
  return undefined;
}
