/** Makes every value of a skeleton a place that the cursor stops at; strings keep their quotes. */
export function snippetLeaf(): (text: string) => string {
  let stop = 0;
  return (text) => {
    stop++;
    if (text === '[]') return `[$${stop}]`;
    if (text === '{}') return `{$${stop}\\}`;
    if (text === 'false') return `\${${stop}|false,true|}`;
    if (!text.startsWith('"')) return `\${${stop}:${text}}`;
    const inner = text.slice(1, -1);
    return inner === '' ? `"$${stop}"` : `"\${${stop}:${inner.replace(/[\\$}]/g, '\\$&')}}"`;
  };
}
