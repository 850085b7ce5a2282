/** Who the credentials belong to, without the SDK. */
export interface IdentityApi {
  callerIdentity(signal?: AbortSignal): Promise<CallerIdentity>;
}

export interface CallerIdentity {
  /** Twelve digits. */
  readonly account: string;
  readonly arn: string;
}
