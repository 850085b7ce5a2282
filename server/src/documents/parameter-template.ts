import type { RequestField } from '../healthomics/field.ts';
import { formatNumber, LIMITS } from '../healthomics/limits.ts';
import { TEMPLATE_DOCUMENT } from '../healthomics/template-fields.ts';
import type {
  JsonDocument,
  JsonMember,
  JsonObject,
  JsonString,
  Port,
  TemplateFacts,
  WorkflowModel,
} from '../model/index.ts';
import {
  addMembers,
  cleanDescription,
  compactBytes,
  parameterTemplate,
  quotedList,
  removeMember,
  renameKey,
  replaceValue,
} from '../model/index.ts';
import type { Fix, Problem, TextEdit } from '../text/index.ts';
import { closest, span } from '../text/index.ts';
import type { DocumentContext } from './document-report.ts';
import { DocumentReport } from './document-report.ts';
import { checkField, membersOf, opening, removeFix, textOf } from './field-check.ts';

/** Checks a parameter template by itself and against the workflow that it is tied to. */
export function checkTemplate(document: JsonDocument, context: DocumentContext): readonly Problem[] {
  const { root } = document;
  if (root === undefined) return [];
  const report = new DocumentReport(document, context);
  checkField(root, WITHOUT_DESCRIPTIONS, '', report);
  if (root.kind !== 'object') return report.finish();
  checkSize(root, report);
  for (const member of root.members) checkDescription(member, report);
  if (context.model !== undefined) checkNames(root, context.model, report);
  return report.finish();
}

/** The length and the form of descriptions have words and mends of their own. */
const WITHOUT_DESCRIPTIONS: RequestField = {
  ...TEMPLATE_DOCUMENT,
  ...(TEMPLATE_DOCUMENT.element === undefined
    ? {}
    : {
        element: {
          ...TEMPLATE_DOCUMENT.element,
          members: (TEMPLATE_DOCUMENT.element.members ?? []).map((field) =>
            field.name === 'description' ? { name: field.name, type: field.type, doc: field.doc } : field,
          ),
        },
      }),
};

/** Names, and which of them a run may leave out. */
export function templateFactsOf({ root }: JsonDocument, uri: string): TemplateFacts {
  const members = root?.kind === 'object' ? root.members : [];
  return {
    uri,
    entries: new Map(
      members.map(({ key, value }) => [
        key.value,
        { optional: isOptional(value), span: span(key.start, key.end) },
      ]),
    ),
  };
}

/**
 * The edits that give a template every input of the workflow, in its order behind those that are there, take away what
 * the workflow does not have and mend `optional`. Descriptions that somebody wrote stay as they are.
 */
export function updateTemplate(document: JsonDocument, model: WorkflowModel): readonly TextEdit[] {
  const made = parameterTemplate(model);
  const { root, text } = document;
  if (root?.kind !== 'object') {
    return [{ span: span(0, text.length), newText: `${JSON.stringify(made, undefined, 2)}\n` }];
  }
  const entries = root.members.map((member) => {
    const wanted = made[member.key.value];
    const given =
      member.value?.kind === 'object' ? textOf(membersOf(member.value), 'description') : undefined;
    if (wanted === undefined) return undefined;
    const description = given === undefined || given.value === '' ? wanted.description : given.value;
    return [member.key.value, { ...wanted, description }] as const;
  });
  const kept = new Map(entries.filter((entry) => entry !== undefined));
  const all = [...kept, ...Object.entries(made).filter(([name]) => !kept.has(name))];
  const unit = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const written = JSON.stringify(Object.fromEntries(all), undefined, unit);
  const newText = text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
  return newText === text.slice(root.start, root.end) ? [] : [{ span: span(root.start, root.end), newText }];
}

function checkSize(root: JsonObject, report: DocumentReport): void {
  const { templateEntries, templateBytes, templateEntriesOfApi } = LIMITS;
  const count = root.members.length;
  if (count > templateEntries.value && count <= templateEntriesOfApi.value) {
    const message = `The template has ${formatNumber(count)} parameters, and ${formatNumber(templateEntries.value)} are promised.`;
    report.add('template-too-large', opening(root), message, {
      note: 'The user guide gives this limit; the API itself takes more. Put values that belong together into one object.',
      severity: 'warning',
    });
  }
  const { text } = report.document;
  if (text.length * 3 <= templateBytes.value) return;
  const bytes = compactBytes(text);
  if (bytes <= templateBytes.value) return;
  const message = `The template takes ${formatNumber(bytes)} bytes, and ${formatNumber(templateBytes.value)} are allowed.`;
  report.add('template-too-large', opening(root), message, { note: 'Shorten the descriptions.' });
}

function checkDescription(member: JsonMember, report: DocumentReport): void {
  if (member.value?.kind !== 'object') return;
  const members = membersOf(member.value);
  const description = textOf(members, 'description');
  if (description !== undefined && cleanDescription(description.value) !== description.value) {
    checkForm(description, member.key.value, report);
  }
  const isMisspelt = member.value.members.some(
    ({ key }) => closest(key.value, ['description']) !== undefined,
  );
  if (!isMisspelt) {
    const message = `'${member.key.value}' has no description.`;
    const added = { key: 'description', text: JSON.stringify(wordsOf(member.key.value, report)) };
    return report.add('template-description-missing', member.key, message, {
      note: 'People who start a run see it. The user guide calls it required.',
      fixes: [
        {
          title: 'Add a description',
          edits: [addMembers(report.document, member.value, [added])],
          preferred: true,
        },
      ],
    });
  }
}

/** Too long, of several lines, or with blanks around it: the field says no to the first two, this mends all. */
function checkForm(description: JsonString, name: string, report: DocumentReport): void {
  const fix = replaceValue(
    description,
    JSON.stringify(cleanDescription(description.value)),
    'Write it as one line',
  );
  const isLong = description.value.length > LIMITS.templateDescriptionLength.value;
  if (!isLong && !/\p{C}/u.test(description.value)) return;
  const title = isLong ? `Cut it to ${LIMITS.templateDescriptionLength.value} characters` : fix.title;
  const message = isLong
    ? `'${name}.description' must be at most ${LIMITS.templateDescriptionLength.value} characters, not ${description.value.length}.`
    : `'${name}.description' must not hold tabs, line breaks or other control characters.`;
  report.add('field-value', description, message, {
    note: 'It is one line, shown where a run is started.',
    fixes: [{ ...fix, title }],
  });
}

function wordsOf(name: string, report: DocumentReport): string {
  return report.context.model?.entry.inputs.find((port) => port.name === name)?.description ?? '';
}

function checkNames(root: JsonObject, model: WorkflowModel, report: DocumentReport): void {
  const what = `${model.entry.kind} '${model.entry.name}'`;
  const given = membersOf(root);
  const free = new Set(model.entry.inputs.map(({ name }) => name).filter((name) => !given.has(name)));
  for (const member of root.members) {
    const port = model.entry.inputs.find(({ name }) => name === member.key.value);
    if (port === undefined) reportUnknown(member, root, what, free, report);
    else checkOptional(member, port, report);
  }
  const missing = model.entry.inputs.filter(({ name }) => free.has(name));
  if (missing.length === 0) return;
  const names = quotedList(missing.map(({ name }) => name));
  const isNeeded = missing.some((port) => port.required);
  const made = parameterTemplate(model);
  const added = missing.map(({ name }) => ({ key: name, text: JSON.stringify(made[name] ?? {}) }));
  report.add('template-parameter-missing', opening(root), `The template lacks ${names} of ${what}.`, {
    note: isNeeded
      ? 'No run could give a value, and the workflow needs one: every run would fail.'
      : 'No run could give a value: the default always counts.',
    severity: isNeeded ? 'error' : 'warning',
    fixes: [
      {
        title: 'Add what is missing from the workflow',
        edits: [addMembers(report.document, root, added)],
        preferred: true,
      },
      updateFix(report, model),
    ],
  });
}

function reportUnknown(
  member: JsonMember,
  root: JsonObject,
  what: string,
  free: Set<string>,
  report: DocumentReport,
): void {
  const key = member.key.value;
  const suggestion = closest(key, free);
  if (suggestion !== undefined) free.delete(suggestion);
  const hint = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
  report.add('template-name-unknown', member.key, `'${key}' is no input of ${what}.${hint}`, {
    note: 'A run may give it a value, and the workflow does not read it.',
    fixes: [
      ...(suggestion === undefined ? [] : [renameKey(member.key, suggestion)]),
      removeFix(member, root, report),
    ],
  });
}

function checkOptional(member: JsonMember, port: Port, report: DocumentReport): void {
  const { value } = member;
  if (value?.kind !== 'object' || isOptional(value) !== port.required) return;
  const optional = membersOf(value).get('optional');
  const says = port.required
    ? `The template calls '${port.name}' optional, and the workflow needs a value.`
    : `The template requires '${port.name}', and the workflow has ${port.default === undefined ? 'it as optional' : 'a default'}.`;
  report.add('template-optional-wrong', optional ?? member.key, says, {
    note: port.required
      ? 'A run without it would start and fail.'
      : 'Every run would have to give it. Leave it so only where that is meant.',
    ...(port.required ? {} : { severity: 'information' as const }),
    fixes: [optionalFix(value, optional, port, report)],
  });
}

function optionalFix(
  entry: JsonObject,
  optional: JsonMember | undefined,
  port: Port,
  report: DocumentReport,
): Fix {
  if (port.required && optional !== undefined) {
    return {
      title: "Remove 'optional'",
      edits: [removeMember(report.document, entry, optional)],
      preferred: true,
    };
  }
  if (optional?.value !== undefined) return replaceValue(optional.value, 'true', 'Write true');
  const added = [{ key: 'optional', text: 'true' }];
  return {
    title: 'Add "optional": true',
    edits: [addMembers(report.document, entry, added)],
    preferred: true,
  };
}

function updateFix(report: DocumentReport, model: WorkflowModel): Fix {
  return { title: 'Update the template from the workflow', edits: updateTemplate(report.document, model) };
}

function isOptional(value: JsonMember['value']): boolean {
  if (value?.kind !== 'object') return false;
  const optional = membersOf(value).get('optional')?.value;
  return optional?.kind === 'boolean' && optional.value;
}
