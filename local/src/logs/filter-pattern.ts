import { ServiceError } from '../errors.ts';

/** True for the messages that a filter pattern lets through. */
export type MessageFilter = (message: string) => boolean;

/**
 * CloudWatch's patterns for unstructured logs: `ERROR task` both terms, `?ERROR ?WARN` either, `-DEBUG` not this one,
 * `"exit status"` the words together. Patterns for JSON and for columns are not part of the simulation and refused.
 */
export function messageFilter(pattern: string | undefined): MessageFilter {
  const trimmed = (pattern ?? '').trim();
  if (trimmed === '') return () => true;
  if (/^[{[%]/.test(trimmed)) {
    throw new ServiceError(
      'InvalidParameterException',
      'Filter patterns for JSON, columns and regular expressions are not part of the local simulation.',
    );
  }
  const terms = [...trimmed.matchAll(/([?-]?)(?:"([^"]*)"|(\S+))/g)].map(
    ([, sign = '', quoted, word = '']) => ({
      sign,
      text: quoted ?? word,
    }),
  );
  const optional = terms.filter((term) => term.sign === '?');
  return (message) =>
    terms.every(({ sign, text }) => sign === '?' || message.includes(text) === (sign !== '-')) &&
    (optional.length === 0 || optional.some(({ text }) => message.includes(text)));
}
