/** What an expression of Groovy comes to, as far as we need it. Plain, so that it can be compared and kept. */
export type Value =
  string | number | boolean | null | MemoryValue | DurationValue | readonly Value[] | MapValue;

export interface MemoryValue {
  readonly bytes: number;
}
export interface DurationValue {
  readonly milliseconds: number;
}
export interface MapValue {
  readonly entries: Readonly<Record<string, Value>>;
}

export function isMemory(value: Value | undefined): value is MemoryValue {
  return typeof value === 'object' && value !== null && 'bytes' in value;
}
export function isDuration(value: Value | undefined): value is DurationValue {
  return typeof value === 'object' && value !== null && 'milliseconds' in value;
}
export function isMap(value: Value | undefined): value is MapValue {
  return typeof value === 'object' && value !== null && 'entries' in value;
}
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

const KIB = 1024;
const MEMORY_UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E', 'Z'];

/**
 * `8 GB`, `8.GB`, `512 MB`: powers of 1,024 in Nextflow, whatever the unit looks like. `GiB` is one that the guide of AWS
 * HealthOmics writes. Source: nextflow.util.MemoryUnit.
 */
export function readMemory(text: string): MemoryValue | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*\.?\s*([kmgtpez]?)(i?b)?\s*$/i.exec(text);
  if (match === null) return undefined;
  return {
    bytes: Math.trunc(Number(match[1]) * KIB ** MEMORY_UNITS.indexOf((match[2] ?? '').toUpperCase())),
  };
}

/** True for text that Nextflow itself reads as an amount of memory. */
export function isMemoryText(text: string): boolean {
  return (
    /^\s*[\d.]+\s*[kmgtpez]?b?\s*$/i.test(text) && readMemory(text.replace(/\.+\s*(?=\D)/, ' ')) !== undefined
  );
}

/** `8 GiB`, in the words of the model. */
export function memoryText({ bytes }: MemoryValue): string {
  for (const [power, unit] of [
    [4, 'TiB'],
    [3, 'GiB'],
    [2, 'MiB'],
    [1, 'KiB'],
  ] as const) {
    const amount = bytes / KIB ** power;
    if (amount >= 1) return `${Number(amount.toFixed(3))} ${unit === 'TiB' ? 'TiB' : unit}`;
  }
  return `${bytes} B`;
}

const DURATIONS: Readonly<Record<string, number>> = {
  ms: 1,
  milli: 1,
  millis: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
};

export const DURATION_UNITS: readonly string[] = ['ms', 's', 'm', 'h', 'd'];

/** `4h`, `1d 12h`, `90 min`, `01:30:00`. Source: nextflow.util.Duration. */
export function readDuration(text: string): DurationValue | undefined {
  const clock = /^\s*(\d{1,2}):(\d{1,2}):(\d{1,2})\s*$/.exec(text);
  if (clock !== null) {
    const [, hours, minutes, seconds] = clock.map(Number);
    return { milliseconds: (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 };
  }
  let rest = text.trim();
  if (rest === '') return undefined;
  let milliseconds = 0;
  while (rest !== '') {
    const match = /^(\d+(?:\.\d+)?)\s*\.?\s*([a-z]+)[\s,]*/i.exec(rest);
    const unit = DURATIONS[(match?.[2] ?? '').toLowerCase()];
    if (match === null || unit === undefined) return undefined;
    milliseconds += Number(match[1]) * unit;
    rest = rest.slice(match[0].length);
  }
  return { milliseconds };
}

/** `1d 12h`. */
export function durationText({ milliseconds }: DurationValue): string {
  let rest = milliseconds;
  const parts: string[] = [];
  for (const [unit, size] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1000],
  ] as const) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${count}${unit}`);
    rest -= count * size;
  }
  return parts.length === 0 ? `${rest}ms` : parts.join(' ');
}

/** `4.GB`, `2.h`: a number with a unit behind a point. */
export function withUnit(amount: number, unit: string): Value | undefined {
  if (/^[KMGTPEZ]?B$/.test(unit)) return readMemory(`${amount} ${unit}`);
  const size = DURATIONS[unit];
  return size === undefined ? undefined : { milliseconds: amount * size };
}

/** Groovy's truth: empty, zero and null are false. */
export function isTrue(value: Value): boolean {
  if (value === null || value === false || value === 0 || value === '') return false;
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value.entries).length > 0;
  if (isMemory(value)) return value.bytes > 0;
  return !isDuration(value) || value.milliseconds > 0;
}

/** As it comes into a string; undefined for lists and maps. */
export function asText(value: Value): string | undefined {
  if (isMemory(value)) return memoryText(value).replace(/([KMGT])iB/, '$1B');
  if (isDuration(value)) return durationText(value);
  return typeof value === 'object' && value !== null ? undefined : String(value);
}

/** The value as the model keeps it. */
export function modelConstant(value: Value): string | number | boolean | null | undefined {
  if (isMemory(value)) return memoryText(value);
  if (isDuration(value)) return durationText(value);
  return typeof value === 'object' && value !== null ? undefined : value;
}
