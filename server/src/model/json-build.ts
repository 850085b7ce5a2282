import type { JsonDocument, JsonValue } from './json-value.ts';

/** A document of one line for a value that was not read from one, so that it can be checked as if it were. */
export function documentFrom(value: unknown): JsonDocument {
  const parts: string[] = [];
  let at = 0;
  const write = (text: string) => {
    parts.push(text);
    at += text.length;
  };
  const build = (one: unknown): JsonValue => {
    const start = at;
    if (Array.isArray(one)) {
      write('[');
      const elements = one.map((element, index) => {
        if (index > 0) write(',');
        return build(element);
      });
      write(']');
      return { kind: 'array', elements, start, end: at };
    }
    if (typeof one === 'object' && one !== null) {
      write('{');
      const members = Object.entries(one)
        .filter(([, inner]) => inner !== undefined)
        .map(([name, inner], index) => {
          if (index > 0) write(',');
          const from = at;
          write(JSON.stringify(name));
          const key = { kind: 'string' as const, value: name, start: from, end: at };
          write(':');
          const member = build(inner);
          return { key, value: member, start: from, end: at };
        });
      write('}');
      return { kind: 'object', members, start, end: at };
    }
    write(JSON.stringify(one) ?? 'null');
    const place = { start, end: at };
    if (typeof one === 'string') return { kind: 'string', value: one, ...place };
    if (typeof one === 'number') return { kind: 'number', value: one, ...place };
    return typeof one === 'boolean' ? { kind: 'boolean', value: one, ...place } : { kind: 'null', ...place };
  };
  const root = build(value);
  return { text: parts.join(''), root };
}
