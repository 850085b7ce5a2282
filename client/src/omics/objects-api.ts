/** Writing objects of S3, without the SDK. */
export interface ObjectsApi {
  /**
   * Writes an object: in one request while it is small, in parts otherwise. `onProgress` is told how many bytes have
   * arrived. An upload that is broken off leaves nothing behind.
   */
  upload(
    uri: string,
    content: Uint8Array,
    options?: { readonly onProgress?: (bytes: number) => void; readonly signal?: AbortSignal },
  ): Promise<UploadedObject>;
}

export interface UploadedObject {
  readonly uri: string;
  /** Without quotes. */
  readonly etag: string | undefined;
}
