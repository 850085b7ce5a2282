import type { CompletionCandidate } from '../../language.ts';
import type { FieldInfo, RecordInfo, Shape } from '../schema/index.ts';
import {
  EXTENSIONS,
  REQUIREMENTS,
  STREAM_TYPES,
  TYPE_NAMES,
  isIn,
  isRequired,
  wholeName,
} from '../schema/index.ts';
import type { CwlVersion } from '../document/index.ts';
import { describeFieldInfo } from './describe-field.ts';
import type { Cursor } from './cursor.ts';
import { plain, wordsOfShapes } from '../schema/index.ts';

/** A field of a record, with what stands behind its colon begun. */
export function fieldCandidate(
  field: FieldInfo,
  shapes: readonly Shape[],
  record: RecordInfo,
  version: CwlVersion,
  cursor: Cursor,
  index: number,
): CompletionCandidate {
  const required = isRequired(field, version);
  return {
    label: field.name,
    kind: 'key',
    detail: `${required ? 'required, ' : ''}${wordsOfShapes(shapes)}`,
    documentation: describeFieldInfo(field, record, version),
    rank: (required ? 1 : 3) + index / 100,
    ...keyInsertion(field.name, valueSnippet(field, shapes, cursor), cursor),
  };
}

/** What is inserted for a key: its quotes in JSON, a value begun, or the name alone where a colon is there. */
export function keyInsertion(
  name: string,
  value: string,
  cursor: Cursor,
): Pick<CompletionCandidate, 'insert' | 'snippet' | 'replace' | 'filter'> {
  const key = cursor.json ? `"${name}"` : name;
  const place = { replace: cursor.word, ...(cursor.json ? { filter: key } : {}) };
  if (cursor.colon) return { ...place, insert: key };
  return { ...place, insert: `${key.replace(/[$}\\]/g, '\\$&')}:${value}`, snippet: true };
}

/** As a snippet, with the blank or line break before it. */
function valueSnippet(field: FieldInfo, shapes: readonly Shape[], cursor: Cursor): string {
  const inline = cursor.flow;
  const list = shapes.find((shape) => shape.kind === 'list');
  const record = shapes.some((shape) => shape.kind === 'record' && shape.by === undefined);
  if (shapes.some(({ kind }) => kind === 'boolean')) {
    return ` \${1|${field.default === 'true' ? 'false,true' : 'true,false'}|}`;
  }
  const text = shapes.some(
    ({ kind }) =>
      kind === 'string' || kind === 'type' || kind === 'enum' || kind === 'number' || kind === 'int',
  );
  if (text)
    return cursor.json && shapes.some(({ kind }) => kind === 'string' || kind === 'type' || kind === 'enum')
      ? ' "$1"'
      : ' $1';
  if (list?.map !== undefined || record) return inline ? ' {$1\\}' : '\n  $1';
  if (list !== undefined) return ' [$1]';
  if (shapes.some(({ kind }) => kind === 'expression')) return cursor.json ? ' "\\$($1)"' : ' \\$($1)';
  return ' $1';
}

/** A word that may stand as a value. */
export function valueCandidate(
  value: string,
  detail: string,
  documentation: string | undefined,
  cursor: Cursor,
  rank: number,
): CompletionCandidate {
  const quoted = cursor.json && !/^(?:true|false|null|-?[\d.]+)$/.test(value) && !value.startsWith('"');
  const text = quoted ? `"${value}"` : value;
  return {
    label: value,
    kind: 'value',
    detail,
    ...(documentation === undefined || documentation === '' ? {} : { documentation }),
    replace: cursor.word,
    rank,
    ...(quoted ? { insert: text, filter: text } : {}),
  };
}

/** Values of the shapes that are known by name. */
export function valuesOf(
  shapes: readonly Shape[],
  field: FieldInfo | undefined,
  version: CwlVersion,
  cursor: Cursor,
): readonly CompletionCandidate[] {
  const found = shapes.flatMap((shape): readonly CompletionCandidate[] => {
    switch (shape.kind) {
      case 'enum':
        return shape.values
          .filter((value) => isIn(value, version))
          .map(({ value, doc }, index) => ({
            ...valueCandidate(
              value,
              value === field?.default ? 'the default' : (field?.name ?? 'value'),
              doc,
              cursor,
              1 + index / 100,
            ),
            kind: 'enumMember',
          }));
      case 'boolean':
        return ['true', 'false'].map((value, index) =>
          valueCandidate(
            value,
            value === field?.default ? 'the default' : 'boolean',
            undefined,
            cursor,
            1 + index / 100,
          ),
        );
      case 'type':
        return typeCandidates(shape.side, version, cursor);
      default:
        return [];
    }
  });
  const examples = (field?.examples ?? []).map((value, index) =>
    valueCandidate(value, field?.name ?? 'value', undefined, cursor, 2 + index / 100),
  );
  return [...found, ...examples, ...expressionCandidate(shapes, cursor)];
}

function typeCandidates(side: string, version: CwlVersion, cursor: Cursor): readonly CompletionCandidate[] {
  const typed = TYPE_NAMES.flatMap(({ value, doc }, index): readonly CompletionCandidate[] => {
    const one = {
      ...valueCandidate(value === 'null' ? '"null"' : value, 'type', doc, cursor, 1 + index / 100),
      kind: 'type' as const,
    };
    if (value === 'null' || value === 'Any') return [one];
    const more = [
      [`${value}?`, `${doc} It may be missing.`],
      [`${value}[]`, `A list. ${doc}`],
      [`${value}[]?`, `A list that may be missing. ${doc}`],
    ] as const;
    const rest = more.map(([name, words], at) => ({
      ...valueCandidate(name, 'type', words, cursor, 2 + index / 100 + at / 1000),
      kind: 'type' as const,
    }));
    return [one, ...rest];
  });
  const streams = STREAM_TYPES.filter((stream) => stream.side === side && isIn(stream, version)).map(
    ({ value, doc }) => ({ ...valueCandidate(value, 'type', doc, cursor, 1.5), kind: 'type' as const }),
  );
  return [...typed, ...streams];
}

/** `$(…)` where little else could stand. */
function expressionCandidate(shapes: readonly Shape[], cursor: Cursor): readonly CompletionCandidate[] {
  if (!shapes.some(({ kind }) => kind === 'expression')) return [];
  const insert = cursor.json ? '"\\$($1)"' : '\\$($1)';
  return [
    {
      label: '$(…)',
      kind: 'snippet',
      detail: 'an expression',
      insert,
      snippet: true,
      replace: cursor.word,
      filter: '$(',
      rank: 4,
    },
  ];
}

/** Requirements as keys of the map form, or as values of `class`. */
export function requirementCandidates(
  version: CwlVersion,
  namespaces: ReadonlyMap<string, string>,
  cursor: Cursor,
  form: 'key' | 'value',
): readonly CompletionCandidate[] {
  return [...REQUIREMENTS, ...EXTENSIONS]
    .filter((info) => isIn(info, version))
    .flatMap((info, index): readonly CompletionCandidate[] => {
      const name = nameIn(info, namespaces);
      if (cursor.siblings.has(name)) return [];
      const rank = (info.extension === undefined ? 1 : 3) + index / 100;
      const detail = info.extension === undefined ? 'requirement' : `extension, ${info.extension.namespace}`;
      if (form === 'value') {
        return [{ ...valueCandidate(name, detail, info.doc, cursor, rank), kind: 'enumMember' as const }];
      }
      const isEmpty = info.fields.length <= 1;
      const body = isEmpty || cursor.flow ? (isEmpty ? ' {\\}' : ' {$1\\}') : '\n  $1';
      const key = /[:#]/.test(name) && name.includes('//') ? `"${name}"` : name;
      return [
        {
          label: name,
          kind: 'key' as const,
          detail,
          documentation: info.doc,
          rank,
          ...keyInsertion(key, body, cursor),
        },
      ];
    });
}

/** An extension with the prefix that the document declares, or else its whole name. */
function nameIn(info: RecordInfo, namespaces: ReadonlyMap<string, string>): string {
  if (info.extension === undefined) return info.name;
  const { namespace } = info.extension;
  const prefix = [...namespaces].find(([, value]) => value === namespace)?.[0];
  return prefix === undefined ? wholeName(info) : `${prefix}:${info.name}`;
}

export function recordTitle(info: RecordInfo): string {
  return plain(info.title);
}
