/** How one row of a view reads. Nothing of VS Code: `section-tree.ts` makes items of it. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** Name of a product icon, and the theme colour that it takes. */
  readonly icon: string;
  readonly color?: string | undefined;
  /** Read out by a screen reader in place of the row. */
  readonly accessibleLabel: string;
  /** Lines of "name: value". */
  readonly details: readonly (readonly [string, string])[];
  /** Decides which commands the row offers. */
  readonly context: string;
}

/** Rows of "name: value" without those that have no value. */
export function rowDetails(
  rows: readonly (readonly [string, string | number | undefined])[],
): TreeRow['details'] {
  return rows.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as const],
  );
}

/** Parts with commas between, without those that are absent. */
export function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}
