/** Reading objects of S3, without the SDK. Addresses are `s3://bucket/key`; times are milliseconds since 1970. */
export interface StoredFilesApi {
  /** The end of a text object, at most so many bytes; `undefined` when there is none, or it may not be known. */
  readEnd(uri: string, bytes: number, signal?: AbortSignal): Promise<string | undefined>;
  /** One page of what lies under an address. Rejects with a `UserError` that says why it cannot be listed. */
  list(question: ListQuestion, signal?: AbortSignal): Promise<StoredPage>;
  /** Some bytes of an object. Rejects with a `UserError` that says why they cannot be read. */
  readPiece(uri: string, piece: PieceQuestion, signal?: AbortSignal): Promise<StoredPiece>;
}

export interface ListQuestion {
  /** With a slash at the end; what begins with it is listed. */
  readonly folder: string;
  /** `folder` alone: what lies deeper is given as folders. `everything`: all files below. */
  readonly depth: 'folder' | 'everything';
  /** S3 gives no more than 1,000. */
  readonly most: number;
  readonly token: string | undefined;
}

export interface StoredPage {
  /** In the order of their keys. */
  readonly entries: readonly StoredEntry[];
  /** Asks for the next page; `undefined` after the last. */
  readonly next: string | undefined;
}

export type StoredEntry =
  { readonly kind: 'folder'; /** With a slash at the end. */ readonly uri: string } | StoredFile;

export interface StoredFile {
  readonly kind: 'file';
  readonly uri: string;
  readonly bytes: number;
  readonly modifiedAt: number | undefined;
  /** `GLACIER`; `undefined` where it can be read at once. */
  readonly archive: string | undefined;
}

export interface PieceQuestion {
  /** The first byte, from 0. */
  readonly from: number;
  readonly bytes: number;
  /** Only of this state of the object. */
  readonly etag?: string | undefined;
}

export interface StoredPiece {
  /** Fewer bytes than asked for at the end of the object. */
  readonly content: Uint8Array;
  /** Bytes of the whole object. */
  readonly size: number;
  /** Changes when the object changes. */
  readonly etag: string | undefined;
  readonly modifiedAt: number | undefined;
}
