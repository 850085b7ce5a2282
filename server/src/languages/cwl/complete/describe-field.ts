import type { CwlVersion } from '../document/index.ts';
import type { FieldInfo, RecordInfo } from '../schema/index.ts';
import { isRequired, shapesOf, wordsOfShapes } from '../schema/index.ts';

/** What a field is for. Markdown. */
export function describeFieldInfo(field: FieldInfo, record: RecordInfo, version: CwlVersion): string {
  const facts = [
    isRequired(field, version) ? 'Required.' : undefined,
    `Takes ${wordsOfShapes(shapesOf(field, version)).replaceAll("'", '`')}.`,
    field.default === undefined ? undefined : `Default: \`${field.default}\`.`,
    field.since === undefined ? undefined : `From ${field.since} on.`,
    field.until === undefined ? undefined : `Up to ${field.until}.`,
  ].filter((fact) => fact !== undefined);
  return `**${field.name}** of ${record.title}\n\n${field.doc}\n\n${facts.join(' ')}`;
}
