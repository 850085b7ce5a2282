import type { SignatureCandidate } from '../languages/language.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

/** The function or task whose call is being written at the offset. */
export function signatureHelp(file: FileSnapshot, offset: number): SignatureCandidate | undefined {
  return file.analysis.signature?.(offset);
}
