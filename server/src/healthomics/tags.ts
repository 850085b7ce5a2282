import type { RequestField } from './field.ts';
import { TAG_PATTERN } from './field.ts';
import { LIMITS } from './limits.ts';

/** What AWS keeps for its own tags. */
export const RESERVED_TAG_PREFIX = 'aws:';

/** A map of tags. Lengths are those of the API; characters are those of the guide. */
export function tagsField(name: string, doc: string): RequestField {
  return {
    name,
    type: 'map',
    max: LIMITS.tags.value,
    doc,
    key: {
      name: 'key',
      type: 'string',
      min: 1,
      max: LIMITS.tagKeyLength.value,
      pattern: TAG_PATTERN,
      doc: 'The key of a tag; keys that begin with `aws:` are reserved.',
    },
    element: {
      name: 'value',
      type: 'string',
      min: 0,
      max: LIMITS.tagValueLength.value,
      pattern: TAG_PATTERN,
      doc: 'The value of a tag.',
    },
  };
}
