/**
 * A value of `outputs.json`. WDL writes plain JSON with S3 addresses for files; CWL writes objects of class File and
 * Directory (HealthOmics user guide, "Run outputs", 2026-11; CWL 1.2, "File" and "Directory").
 */
export type OutputValue =
  | {
      readonly kind: 'file';
      readonly uri: string;
      readonly name: string;
      /** Where the summary says it. */
      readonly bytes: number | undefined;
      /** Files that belong to it, such as an index, as they stand in the summary. */
      readonly companions: readonly unknown[];
    }
  | { readonly kind: 'folder'; readonly uri: string; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly unknown[] }
  | { readonly kind: 'record'; readonly entries: readonly (readonly [string, unknown])[] }
  | { readonly kind: 'plain'; readonly text: string };

/** Part of a value, with its name or its index as it stands in the summary. */
export interface NamedValue {
  readonly name: string;
  readonly value: OutputValue;
}

/** Looks at one value, and at nothing inside of it. */
export function outputValue(raw: unknown): OutputValue {
  if (typeof raw === 'string') return ofText(raw);
  if (Array.isArray(raw)) return { kind: 'list', items: raw as readonly unknown[] };
  if (typeof raw !== 'object' || raw === null) return { kind: 'plain', text: String(raw) };
  return ofObject(raw as Readonly<Record<string, unknown>>);
}

/** How many parts a value has: those that are shown under it. */
export function partCount(value: OutputValue): number {
  if (value.kind === 'list') return value.items.length;
  if (value.kind === 'record') return value.entries.length;
  return value.kind === 'file' ? value.companions.length : 0;
}

/** The first so many parts of a value. */
export function firstParts(value: OutputValue, count: number): readonly NamedValue[] {
  if (value.kind === 'record') {
    return value.entries.slice(0, count).map(([name, raw]) => ({ name, value: outputValue(raw) }));
  }
  const items = value.kind === 'list' ? value.items : value.kind === 'file' ? value.companions : [];
  return items.slice(0, count).map((raw, index) => ({ name: String(index), value: outputValue(raw) }));
}

/** A value as a text to paste elsewhere. */
export function valueText(value: OutputValue): string {
  if (value.kind === 'plain') return value.text;
  if (value.kind === 'list') return JSON.stringify(value.items, undefined, 2);
  if (value.kind === 'record') return JSON.stringify(Object.fromEntries(value.entries), undefined, 2);
  return value.uri;
}

/** The last part of an S3 address; that of a folder has a slash at its end. */
export function nameOfUri(uri: string): string {
  return /([^/]+)\/*$/.exec(uri)?.[1] ?? uri;
}

function ofText(text: string): OutputValue {
  if (!/^s3:\/\/[^/]+\/./.test(text)) return { kind: 'plain', text };
  const name = nameOfUri(text);
  if (text.endsWith('/')) return { kind: 'folder', uri: text, name };
  return { kind: 'file', uri: text, name, bytes: undefined, companions: [] };
}

function ofObject(raw: Readonly<Record<string, unknown>>): OutputValue {
  const { class: kind, location, path, basename, size, secondaryFiles } = raw;
  const where = typeof location === 'string' ? location : path;
  if ((kind === 'File' || kind === 'Directory') && typeof where === 'string' && where.startsWith('s3://')) {
    const name = typeof basename === 'string' && basename !== '' ? basename : nameOfUri(where);
    if (kind === 'Directory') return { kind: 'folder', uri: `${where.replace(/\/+$/, '')}/`, name };
    return {
      kind: 'file',
      uri: where,
      name,
      bytes: typeof size === 'number' ? size : undefined,
      companions: Array.isArray(secondaryFiles) ? (secondaryFiles as readonly unknown[]) : [],
    };
  }
  return { kind: 'record', entries: Object.entries(raw) };
}
