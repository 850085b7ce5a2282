/** What was measured, with what it should be. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim?: Aim;
}
export interface Aim {
  readonly value: number;
  readonly better: 'higher' | 'lower';
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Milliseconds that the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** A table; the last column is how many times better than its aim a value is. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ what, value, unit, aim }) => [
    what,
    `${shown(value)} ${unit}`,
    aim === undefined ? '' : `${aim.better === 'higher' ? '>' : '<'} ${shown(aim.value)} ${unit}`,
    aim === undefined ? '' : `${shown(aim.better === 'higher' ? value / aim.value : aim.value / value)} ×`,
  ]);
  const all = [['what', 'median', 'aim', 'value to aim'], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

function shown(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
