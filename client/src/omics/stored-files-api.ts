/** Reading objects of S3, without the SDK. */
export interface StoredFilesApi {
  /** The end of a text object, at most so many bytes; `undefined` when there is none, or it may not be known. */
  readEnd(uri: string, bytes: number, signal?: AbortSignal): Promise<string | undefined>;
}
