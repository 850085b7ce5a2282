/**
 * The name of a file or folder on disk for one part of a key, as every system takes it. What one of them does not take is
 * written as in a web address, so two parts never get the same name, and none leads out of its folder.
 */
export function localName(part: string): string {
  if (part === '') return '%2F';
  const name = part
    .replace(/%(?=[0-9A-Fa-f]{2})/g, '%25')
    // eslint-disable-next-line no-control-regex -- keys may hold them, and names on Windows may not
    .replace(/[\u0000-\u001f<>:"\\|?*\u007f]/g, encoded)
    .replace(/[. ]$/, encoded);
  return RESERVED.test(name) ? name.replace(/^./, encoded) : name;
}

/** The names on disk for a path below a folder, such as `out/a.bam`. */
export function localPath(path: string): readonly string[] {
  return path.split('/').map(localName);
}

/** Devices of Windows, whatever their ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
