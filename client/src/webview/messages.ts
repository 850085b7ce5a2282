/** What a page of a picture tells its panel. */
export type FromPage =
  | { readonly kind: 'ready' }
  /** Somebody chose a part of the picture: its `data-part`. */
  | { readonly kind: 'open'; readonly part: string }
  /** Of a part that holds a picture of its own. */
  | { readonly kind: 'enter'; readonly part: string }
  /** A button above the picture: its `data-action`. */
  | { readonly kind: 'action'; readonly action: string };

/** What a panel tells its page: the picture, and what stands above it, as markup. */
export interface ToPage {
  readonly picture: string;
  readonly toolbar: string;
  /** The same in words, for those who read it with another sense. */
  readonly table: string;
}
