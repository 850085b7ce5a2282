import type { Problem, RuleInfo } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { FileContent } from './host.ts';

/** Problems that a file has before anybody reads a word of it. */
export const FILE_RULES: readonly RuleInfo[] = [
  {
    code: 'file-over-50-mb',
    severity: 'error',
    summary: 'A file is too large to be read.',
    why: 'A workflow or parameter file of more than 50 MB is nearly always data with a misleading name. Rename it, or move it out of the folder.',
  },
  {
    code: 'file-not-text',
    severity: 'error',
    summary: 'A file holds binary data where text is expected.',
    why: 'The name says workflow or parameters, and the content is not text: often an archive or an encrypted file. Unpack it, or rename it.',
  },
  {
    code: 'file-unreadable',
    severity: 'error',
    summary: 'A file exists and cannot be read.',
    why: 'Usually the permissions are missing, or the disk is not connected.',
  },
  {
    code: 'analysis-failed',
    severity: 'error',
    summary: 'Omics Lens itself failed on this file.',
    why: 'This is a fault of Omics Lens and not of the file. The other files are checked as usual. Please report it with the file, or with the smallest part of it that still fails.',
  },
];

const CODES = { 'too-large': 'file-over-50-mb', binary: 'file-not-text', failed: 'file-unreadable' } as const;

/** True where a file was not read because of its size. */
export function isTooLarge(problem: Problem | undefined): boolean {
  return problem?.code === CODES['too-large'];
}

/** The one problem of a file that could not be read. */
export function unreadableProblem(content: FileContent & { kind: 'unreadable' }): Problem {
  return {
    span: span(0, 0),
    severity: 'error',
    code: CODES[content.cause],
    message: `This file cannot be read: ${content.reason}.`,
  };
}

/** What a file gets whose language threw: our fault, said once, at the top. */
export function analysisFailedProblem(error: unknown): Problem {
  return {
    span: span(0, 0),
    severity: 'error',
    code: 'analysis-failed',
    message: `Omics Lens failed on this file: ${error instanceof Error ? error.message : String(error)}.`,
    note: 'Other files are not affected. Please report this.',
  };
}
