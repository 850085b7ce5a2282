import { readFile, writeFile } from 'node:fs/promises';

/** Writes a text into a file in the encoding that the file has: UTF-16 and a byte order mark stay. */
export async function replaceText(path: string, text: string): Promise<void> {
  await writeFile(path, encoded(text, await readFile(path)));
}

function encoded(text: string, before: Uint8Array): Buffer {
  const marked = `\ufeff${text}`;
  if (before[0] === 0xff && before[1] === 0xfe) return Buffer.from(marked, 'utf16le');
  if (before[0] === 0xfe && before[1] === 0xff) return Buffer.from(marked, 'utf16le').swap16();
  const hasMark = before[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf;
  return Buffer.from(hasMark ? marked : text, 'utf8');
}
