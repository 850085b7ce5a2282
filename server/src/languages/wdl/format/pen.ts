import type { Layout } from './layout.ts';

/** What every function that writes a piece of syntax into the layout is given. */
export interface Pen {
  readonly text: string;
  readonly layout: Layout;
  /** `add`: broken lists end with a comma. `keep`: commas are as the author wrote them. */
  readonly trailingCommas: 'add' | 'keep';
}
