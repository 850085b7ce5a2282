import type { RequestField } from '../healthomics/field.ts';
import { NEXTFLOW_SCHEMA_DOCUMENT, SCHEMA_DRAFTS } from '../healthomics/nextflow-schema-fields.ts';
import type {
  JsonDocument,
  JsonMember,
  JsonObject,
  SchemaFacts,
  SchemaParam,
  ValueType,
} from '../model/index.ts';
import { ANY, primitive, replaceValue, withOptional } from '../model/index.ts';
import type { Problem } from '../text/index.ts';
import { closest } from '../text/index.ts';
import type { DocumentContext } from './document-report.ts';
import { DocumentReport } from './document-report.ts';
import { checkField, membersOf, opening, textOf } from './field-check.ts';

/** Checks what HealthOmics reads of `nextflow_schema.json`; words that it does not read are the business of others. */
export function checkNextflowSchema(document: JsonDocument, context: DocumentContext): readonly Problem[] {
  const { root } = document;
  if (root === undefined) return [];
  const report = new DocumentReport(document, context);
  checkField(root, onlyRead(NEXTFLOW_SCHEMA_DOCUMENT), '', report, { unknown: () => true });
  if (root.kind !== 'object') return report.finish();
  checkDraft(root, report);
  const groups = groupsOf(root);
  for (const group of groups) checkGroup(group, report);
  if (groups.every((group) => parametersOf(group).length === 0)) {
    report.add('schema-no-parameters', opening(root), 'The schema describes no parameter.', {
      note: "HealthOmics makes an empty template of it. Describe the parameters in 'properties', or in groups below '$defs'.",
    });
  }
  return report.finish();
}

/** The words that HealthOmics makes the template of; the draft has a rule of its own. */
const READ: ReadonlySet<string> = new Set(['properties', 'required', '$defs', 'definitions', 'description']);

/** The field without words that only other tools read: what stands in those is theirs to say. */
function onlyRead(field: RequestField): RequestField {
  return {
    ...field,
    ...(field.element === undefined ? {} : { element: onlyRead(field.element) }),
    ...(field.members === undefined
      ? {}
      : { members: field.members.filter(({ name }) => READ.has(name)).map(onlyRead) }),
  };
}

function checkDraft(root: JsonObject, report: DocumentReport): void {
  const draft = textOf(membersOf(root), '$schema');
  if (draft === undefined) return;
  const plain = (uri: string) => uri.replace(/^http:/, 'https:').replace(/#$/, '');
  if (SCHEMA_DRAFTS.some((known) => plain(known) === plain(draft.value))) return;
  const [newest = ''] = SCHEMA_DRAFTS;
  report.add('schema-draft', draft, `HealthOmics reads no schema in '${draft.value}'.`, {
    note: `It reads ${SCHEMA_DRAFTS.join(' and ')}.`,
    fixes: [replaceValue(draft, JSON.stringify(newest), 'Write draft 2020-12')],
  });
}

/** The schema itself and its groups. */
function groupsOf(root: JsonObject): readonly JsonObject[] {
  const groups = ['$defs', 'definitions'].flatMap((name) => {
    const value = membersOf(root).get(name)?.value;
    return value?.kind === 'object' ? value.members.map((member) => member.value) : [];
  });
  return [root, ...groups.filter((group) => group?.kind === 'object')];
}

function parametersOf(group: JsonObject): readonly JsonMember[] {
  const properties = membersOf(group).get('properties')?.value;
  return properties?.kind === 'object' ? properties.members : [];
}

function checkGroup(group: JsonObject, report: DocumentReport): void {
  const parameters = parametersOf(group);
  const names = parameters.map(({ key }) => key.value);
  const required = membersOf(group).get('required')?.value;
  for (const name of required?.kind === 'array' ? required.elements : []) {
    if (name.kind !== 'string' || names.includes(name.value)) continue;
    const suggestion = closest(name.value, names);
    const hint = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
    report.add('schema-required-unknown', name, `'${name.value}' is required and not described.${hint}`, {
      note: "It needs an entry in 'properties' of the same group.",
      fixes:
        suggestion === undefined
          ? []
          : [replaceValue(name, JSON.stringify(suggestion), `Replace with '${suggestion}'`)],
    });
  }
  for (const parameter of parameters) {
    if (parameter.value?.kind !== 'object') continue;
    const nested = membersOf(parameter.value).get('properties');
    if (nested?.value?.kind !== 'object' || nested.value.members.length === 0) continue;
    const message = `HealthOmics does not collect the parameters inside '${parameter.key.value}'.`;
    report.add('schema-nested-parameter', nested.key, message, {
      note: `The template gets '${parameter.key.value}' only, and a run gives it as an object.`,
    });
  }
}

/** The parameters as HealthOmics collects them: those of the schema and of its groups, without what is nested in them. */
export function schemaFactsOf(document: JsonDocument, uri: string): SchemaFacts {
  const { root } = document;
  if (root?.kind !== 'object') return { uri, params: [] };
  const params = new Map<string, SchemaParam>();
  for (const group of groupsOf(root)) {
    const required = membersOf(group).get('required')?.value;
    const names = required?.kind === 'array' ? required.elements : [];
    for (const member of parametersOf(group)) {
      const isRequired = names.some((one) => one.kind === 'string' && one.value === member.key.value);
      params.set(member.key.value, paramOf(member, isRequired));
    }
  }
  return { uri, params: [...params.values()] };
}

function paramOf({ key, value }: JsonMember, required: boolean): SchemaParam {
  const members = value?.kind === 'object' ? membersOf(value) : undefined;
  const preset = members?.get('default')?.value;
  const description = members === undefined ? undefined : textOf(members, 'description')?.value;
  const optional = !required && preset === undefined;
  return {
    name: key.value,
    span: { start: key.start, end: key.end },
    type: members === undefined ? ANY : withOptional(typeOf(members), optional),
    required,
    ...(preset === undefined || preset.kind === 'object' || preset.kind === 'array'
      ? {}
      : { default: preset.kind === 'null' ? null : preset.value }),
    ...(description === undefined ? {} : { description }),
  };
}

function typeOf(members: ReadonlyMap<string, JsonMember>): ValueType {
  const choices = members.get('enum')?.value;
  if (choices?.kind === 'array' && choices.elements.every((one) => one.kind === 'string')) {
    return {
      kind: 'enum',
      name: 'String',
      choices: choices.elements.map((one) => one.value),
      optional: false,
    };
  }
  const format = textOf(members, 'format')?.value;
  switch (textOf(members, 'type')?.value) {
    case 'boolean':
      return primitive('Boolean');
    case 'integer':
      return primitive('Int');
    case 'number':
      return primitive('Float');
    case 'string':
      if (format === 'file-path' || format === 'path' || format === 'file-path-pattern')
        return primitive('File');
      return primitive(format === 'directory-path' ? 'Directory' : 'String');
    case 'object':
      return { kind: 'object', optional: false };
    case 'array':
      return { kind: 'array', element: ANY, nonEmpty: false, optional: false };
    default:
      return ANY;
  }
}
