import type { FunctionTable } from './entry.ts';

/** Source: WDL specifications 1.0 to 1.3, standard library. */
export const NUMBER_FUNCTIONS: FunctionTable = {
  floor: {
    since: 'draft-2',
    signatures: ['floor(number: Float) -> Int'],
    doc: 'The next whole number below.',
  },
  ceil: {
    since: 'draft-2',
    signatures: ['ceil(number: Float) -> Int'],
    doc: 'The next whole number above. The usual last step when disk or memory is computed from file sizes.',
  },
  round: {
    since: 'draft-2',
    signatures: ['round(number: Float) -> Int'],
    doc: 'The nearest whole number; a half is rounded up.',
  },
  min: {
    since: '1.1',
    signatures: ['min(first: Int, second: Int) -> Int', 'min(first: Float, second: Float) -> Float'],
    doc: 'The smaller of two numbers.',
  },
  max: {
    since: '1.1',
    signatures: ['max(first: Int, second: Int) -> Int', 'max(first: Float, second: Float) -> Float'],
    doc: 'The larger of two numbers.',
  },
};
