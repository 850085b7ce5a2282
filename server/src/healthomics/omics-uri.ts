import { looksLikeRegion } from './regions.ts';
import type { UriResult } from './uri-result.ts';

export interface OmicsUri {
  readonly account: string;
  readonly region: string;
  readonly storeId: string;
  readonly kind: 'reference' | 'readSet';
  readonly id: string;
  /** What it stands for when the URI names no file: the source, or the first of two. */
  readonly file: 'source' | 'source1' | 'source2' | 'index';
}

const SCHEME = 'omics://';
const KINDS: readonly OmicsUri['kind'][] = ['reference', 'readSet'];
const FILES: Readonly<Record<OmicsUri['kind'], readonly OmicsUri['file'][]>> = {
  reference: ['source', 'index'],
  readSet: ['source1', 'source2', 'index'],
};

/**
 * Reads `omics://{account}.storage.{region}.amazonaws.com/{store}/reference|readSet/{id}[/{file}]` part by part, so that
 * the first wrong part can be named. Source: HealthOmics User Guide, 2026-03-20; lengths of ids: API model, 2026-11.
 */
export function parseOmicsUri(text: string): UriResult<OmicsUri> {
  if (text.trim() !== text) return bad('has white space around it', 0, text.length, text.trim());
  if (!text.startsWith(SCHEME)) {
    if (!text.toLowerCase().startsWith(SCHEME)) return bad("does not begin with 'omics://'", 0, text.length);
    return bad(
      "must begin with 'omics://' in small letters",
      0,
      SCHEME.length,
      SCHEME + text.slice(SCHEME.length),
    );
  }
  const parts = splitParts(text);
  const [host, store, kind, id, file] = parts;
  if (host === undefined || host.text === '') return bad('has no account and Region', 0, text.length);

  const address = readHost(host);
  if (!address.ok) return address;
  const end = text.length;
  if (store === undefined || store.text === '') return bad('lacks the id of a store', 0, end);
  if (!isId(store.text))
    return bad(`needs a store id of 10 to 36 digits, not '${store.text}'`, store.start, store.end);
  if (kind === undefined || kind.text === '')
    return bad("lacks 'reference' or 'readSet' behind the store", 0, end);
  const realKind = KINDS.find((known) => known.toLowerCase() === kind.text.toLowerCase());
  if (realKind === undefined) {
    return bad(`needs 'reference' or 'readSet' behind the store, not '${kind.text}'`, kind.start, kind.end);
  }
  if (realKind !== kind.text) return misspelt(text, kind, realKind);
  if (id === undefined || id.text === '') return bad(`lacks the id of a ${nounOf(realKind)}`, 0, end);
  if (!isId(id.text)) {
    return bad(`needs a ${nounOf(realKind)} id of 10 to 36 digits, not '${id.text}'`, id.start, id.end);
  }

  const base = { ...address.uri, storeId: store.text, kind: realKind, id: id.text };
  if (file === undefined)
    return { ok: true, uri: { ...base, file: realKind === 'reference' ? 'source' : 'source1' } };
  if (file.text === '') return bad("must not end in '/'", file.start - 1, end, text.slice(0, file.start - 1));
  const realFile = FILES[realKind].find((known) => known === file.text.toLowerCase());
  if (realFile === undefined) {
    const files = FILES[realKind].map((name) => `'${name}'`).join(' or ');
    return bad(`names the file '${file.text}', and a ${nounOf(realKind)} has ${files}`, file.start, file.end);
  }
  if (realFile !== file.text) return misspelt(text, file, realFile);
  const rest = parts[5];
  if (rest !== undefined) {
    return bad('goes on behind the file', rest.start - 1, end, text.slice(0, rest.start - 1));
  }
  return { ok: true, uri: { ...base, file: realFile } };
}

interface Part {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function splitParts(text: string): Part[] {
  let start = SCHEME.length;
  return text
    .slice(SCHEME.length)
    .split('/')
    .map((part) => {
      const result = { text: part, start, end: start + part.length };
      start = result.end + 1;
      return result;
    });
}

function readHost(host: Part): UriResult<Pick<OmicsUri, 'account' | 'region'>> {
  const match = /^([^.]*)\.storage\.([^.]*)\.amazonaws\.com$/.exec(host.text);
  if (match === null) {
    const reason = `needs '{account}.storage.{Region}.amazonaws.com' behind 'omics://', not '${host.text}'`;
    return bad(reason, host.start, host.end);
  }
  const [, account = '', region = ''] = match;
  if (!/^\d{12}$/.test(account)) {
    const reason = `needs an account id of 12 digits, not '${account}'`;
    return bad(reason, host.start, host.start + account.length);
  }
  if (!looksLikeRegion(region)) {
    const start = host.start + account.length + '.storage.'.length;
    return bad(`needs a Region such as us-east-1, not '${region}'`, start, start + region.length);
  }
  return { ok: true, uri: { account, region } };
}

function isId(text: string): boolean {
  return /^\d{10,36}$/.test(text);
}

function nounOf(kind: OmicsUri['kind']): string {
  return kind === 'reference' ? 'reference' : 'read set';
}

function misspelt(text: string, part: Part, right: string): UriResult<never> {
  const suggestion = text.slice(0, part.start) + right + text.slice(part.end);
  return bad(`must write '${right}', not '${part.text}'`, part.start, part.end, suggestion);
}

function bad(reason: string, start: number, end: number, suggestion?: string): UriResult<never> {
  return { ok: false, reason, start, end, ...(suggestion === undefined ? {} : { suggestion }) };
}
