import type { RequestField } from './field.ts';
import { GUIDE } from './source.ts';

/** Where `NEXTFLOW_SCHEMA_DOCUMENT` was read; words that HealthOmics does not read are from JSON Schema itself. */
export const NEXTFLOW_SCHEMA_SOURCE = GUIDE;

/** The drafts of JSON Schema that HealthOmics reads a parameter template from. */
export const SCHEMA_DRAFTS: readonly string[] = [
  'https://json-schema.org/draft/2020-12/schema',
  'https://json-schema.org/draft-07/schema',
];

const PARAMETER: RequestField = {
  name: 'parameter',
  type: 'structure',
  doc: 'One parameter of the pipeline.',
  members: [
    {
      name: 'type',
      // JSON Schema also allows a list of types.
      type: 'any',
      values: ['string', 'integer', 'number', 'boolean', 'object', 'array'],
      doc: 'Type of the value.',
    },
    { name: 'description', type: 'string', doc: 'Becomes the description in the parameter template.' },
    {
      name: 'default',
      type: 'any',
      doc: 'The value without another. A parameter in `required` stays required.',
    },
    { name: 'format', type: 'string', doc: 'Such as `file-path`, `directory-path`, `path`.' },
    { name: 'mimetype', type: 'string', doc: 'Kind of the file, such as `text/csv`.' },
    { name: 'pattern', type: 'string', doc: 'Regular expression that the value must match.' },
    { name: 'enum', type: 'list', doc: 'The values that may be given.' },
    { name: 'exists', type: 'boolean', doc: 'The file must exist.' },
    { name: 'schema', type: 'string', doc: 'Schema of the file’s own content.' },
    { name: 'minimum', type: 'number', doc: 'Least value.' },
    { name: 'maximum', type: 'number', doc: 'Greatest value.' },
    { name: 'minLength', type: 'integer', doc: 'Least length of the text.' },
    { name: 'maxLength', type: 'integer', doc: 'Greatest length of the text.' },
    { name: 'help_text', type: 'string', doc: 'Longer help, as Markdown.' },
    { name: 'errorMessage', type: 'string', doc: 'Shown when the value does not fit.' },
    { name: 'fa_icon', type: 'string', doc: 'Icon in forms.' },
    { name: 'hidden', type: 'boolean', doc: 'Left out of short help.' },
  ],
};

const PROPERTIES: RequestField = {
  name: 'properties',
  type: 'map',
  element: PARAMETER,
  doc: 'Parameters by name. HealthOmics collects the names of the first level only.',
};

const REQUIRED: RequestField = {
  name: 'required',
  type: 'list',
  element: { name: 'name', type: 'string', doc: 'Name of a parameter.' },
  doc: 'Parameters that a run must give, also those with a default.',
};

const GROUP: RequestField = {
  name: 'group',
  type: 'structure',
  doc: 'A group of parameters.',
  members: [
    { name: 'title', type: 'string', doc: 'Heading of the group.' },
    { name: 'type', type: 'string', values: ['object'], doc: '`object`.' },
    { name: 'description', type: 'string', doc: 'What the parameters of the group have in common.' },
    PROPERTIES,
    REQUIRED,
    { name: 'fa_icon', type: 'string', doc: 'Icon in forms.' },
  ],
};

/** `nextflow_schema.json`, as far as HealthOmics makes the parameter template of it. */
export const NEXTFLOW_SCHEMA_DOCUMENT: RequestField = {
  name: 'nextflow_schema',
  type: 'structure',
  doc: 'Parameters of a Nextflow pipeline.',
  members: [
    { name: '$schema', type: 'string', values: SCHEMA_DRAFTS, doc: 'Draft of JSON Schema.' },
    { name: '$id', type: 'string', doc: 'Address of this schema.' },
    { name: 'title', type: 'string', doc: 'Heading.' },
    { name: 'description', type: 'string', doc: 'What the pipeline is for.' },
    { name: 'type', type: 'string', values: ['object'], doc: '`object`.' },
    PROPERTIES,
    REQUIRED,
    { name: '$defs', type: 'map', element: GROUP, doc: 'Groups of parameters, in draft 2020-12.' },
    { name: 'definitions', type: 'map', element: GROUP, doc: 'Groups of parameters, in draft-07.' },
    { name: 'allOf', type: 'list', doc: 'References to the groups: `{ "$ref": "#/$defs/group" }`.' },
  ],
};
