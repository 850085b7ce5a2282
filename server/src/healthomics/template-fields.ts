import type { RequestField } from './field.ts';
import { OPTIONAL_TEXT_PATTERN, TEXT_PATTERN } from './field.ts';
import { LIMITS } from './limits.ts';
import { API } from './source.ts';

/** Where `TEMPLATE_DOCUMENT` was read. */
export const TEMPLATE_SOURCE = API;

/**
 * CreateWorkflow's `parameterTemplate`. The API's model takes 2,000 entries, the guide's quota is 1,000. The pattern of
 * a description takes no empty text, its length does; the service itself writes empty descriptions, so they are right.
 */
export const TEMPLATE_DOCUMENT: RequestField = {
  name: 'parameterTemplate',
  type: 'map',
  min: 1,
  max: LIMITS.templateEntriesOfApi.value,
  doc: 'The parameters that a run of the workflow takes.',
  key: {
    name: 'name',
    type: 'string',
    min: 1,
    max: LIMITS.templateNameLength.value,
    pattern: TEXT_PATTERN,
    doc: 'Name of an input of the workflow.',
  },
  element: {
    name: 'parameter',
    type: 'structure',
    doc: 'What is said about one parameter.',
    members: [
      {
        name: 'description',
        type: 'string',
        min: 0,
        max: LIMITS.templateDescriptionLength.value,
        pattern: OPTIONAL_TEXT_PATTERN,
        doc: 'Shown where a run is started, and kept with the run: one line of up to 256 characters.',
      },
      {
        name: 'optional',
        type: 'boolean',
        default: false,
        doc: 'A run may leave the parameter out. Without it the parameter is required.',
      },
    ],
  },
};
