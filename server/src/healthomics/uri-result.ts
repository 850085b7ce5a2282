/** What came of reading a URI: its parts, or what is wrong and where in the text that stands. */
export type UriResult<Uri> =
  | { readonly ok: true; readonly uri: Uri }
  | {
      readonly ok: false;
      /** Ends a sentence that begins with the URI: `has no bucket`. */
      readonly reason: string;
      /** Offsets in the text that was read. */
      readonly start: number;
      readonly end: number;
      /** The whole URI, mended, where there is only one way to. */
      readonly suggestion?: string;
    };
