const GIB = 1024 ** 3;

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  ki: 1024,
  kib: 1024,
  m: 1e6,
  mb: 1e6,
  mi: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1e9,
  gb: 1e9,
  gi: GIB,
  gib: GIB,
  t: 1e12,
  tb: 1e12,
  ti: 1024 ** 4,
  tib: 1024 ** 4,
};

/**
 * Memory in GiB from text such as `4 GB`, `4GiB`, `512 M`; `undefined` when it is none. Units are WDL's: `GB` is a
 * thousand million bytes and `GiB` 1024³; a number without a unit is bytes. Case does not matter.
 */
export function parseMemory(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-zA-Z]*)\s*$/.exec(text);
  if (match === null) return undefined;
  const factor = FACTORS[(match[2] ?? '').toLowerCase()];
  if (factor === undefined) return undefined;
  return (Number(match[1]) * factor) / GIB;
}

/** Memory in GiB of a constant of the workflow model: text with a unit, or a number of bytes. */
export function memoryGiB(constant: string | number | boolean | null | undefined): number | undefined {
  if (typeof constant === 'number') return constant / GIB;
  return typeof constant === 'string' ? parseMemory(constant) : undefined;
}

/** `7.5 GiB`, `512 MiB`, at most one decimal. */
export function formatGiB(gib: number): string {
  if (gib < 1) return `${round(gib * 1024)} MiB`;
  return `${round(gib)} GiB`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
