import { fieldIssue, type RequestField } from '@omics-lens/server/healthomics/field.ts';
import type { FactTable } from '@omics-lens/server/healthomics/source.ts';

/** The field of that name; a name that the table lacks is a fault of ours. */
export function fieldNamed({ rows }: FactTable<RequestField>, name: string): RequestField {
  const found = rows.find((row) => row.name === name);
  if (!found) throw new Error(`There is no field '${name}'`);
  return found;
}

/** What the service would say against a text, as a sentence that begins with `subject`. */
export function textIssue(field: RequestField, subject: string, text: string): string | undefined {
  const value = field.type === 'integer' ? wholeNumber(text) : text;
  const issue = fieldIssue(field, value);
  return issue === undefined ? undefined : `${subject} ${issue}.`;
}

/** The first thing that is wrong with a list of texts. */
export function listIssue(
  field: RequestField,
  subject: string,
  items: readonly string[],
): string | undefined {
  const issue = fieldIssue(field, items);
  if (issue !== undefined) return `${subject} ${issue}.`;
  const { element } = field;
  if (!element) return undefined;
  for (const item of items) {
    const wrong = textIssue(element, `'${item}'`, item);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** `12` as a number; anything else as it stands, for the field to refuse. */
export function wholeNumber(text: string): number | string {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
