/** Makes every value of a skeleton a place that the cursor stops at; strings keep their quotes. */
export function snippetLeaf(stops = { next: 1 }): (text: string) => string {
  return (text) => {
    const stop = stops.next++;
    if (text === '[]') return `[$${stop}]`;
    if (text === '{}') return `{$${stop}\\}`;
    if (text === 'false') return `\${${stop}|false,true|}`;
    if (!text.startsWith('"')) return `\${${stop}:${text}}`;
    const inner = text.slice(1, -1);
    return inner === '' ? `"$${stop}"` : `"\${${stop}:${inner.replace(/[\\$}]/g, '\\$&')}}"`;
  };
}
