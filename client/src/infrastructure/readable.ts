/** `45 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  if (minutes > 0) return `${minutes} min ${seconds % 60} s`;
  return `${seconds} s`;
}

/** `2026-11-20 09:41:07 UTC`. */
export function moment(time: number | undefined): string | undefined {
  return time === undefined
    ? undefined
    : new Date(time).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
}

/** `100,000`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `12 bytes`, `3.4 KiB`, `1.2 TiB`. */
export function byteCount(bytes: number): string {
  if (bytes === 1) return '1 byte';
  if (bytes < 1024) return `${bytes} bytes`;
  const power = Math.min(BINARY_UNITS.length, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** power).toFixed(1)} ${BINARY_UNITS[power - 1] ?? ''}`;
}

const BINARY_UNITS: readonly string[] = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
