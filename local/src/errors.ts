/** The errors that HealthOmics models for workflow operations, and the HTTP status of each. Source: service model. */
export const OMICS_ERRORS = {
  ValidationException: 400,
  ServiceQuotaExceededException: 402,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  NotSupportedOperationException: 405,
  RequestTimeoutException: 408,
  ConflictException: 409,
  ThrottlingException: 429,
  InternalServerException: 500,
} as const;

/**
 * Errors of the reading operations of CloudWatch Logs, of S3, IAM, ECR, ECS and Service Quotas, and those that the front door of every service gives before an
 * operation is reached. CloudWatch Logs answers its modelled errors with 400, whatever they say.
 */
const OTHER_ERRORS = {
  InvalidParameterException: 400,
  LimitExceededException: 400,
  InvalidOperationException: 400,
  ServiceUnavailableException: 503,
  SerializationException: 400,
  UnknownOperationException: 404,
  RequestEntityTooLargeException: 413,
  MissingAuthenticationTokenException: 403,
  IncompleteSignatureException: 403,
  ExpiredTokenException: 403,
  ForbiddenException: 403,
  NoSuchKey: 404,
  NoSuchBucket: 404,
  NoSuchUpload: 404,
  InvalidArgument: 400,
  InvalidObjectState: 403,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  PreconditionFailed: 412,
  EntityTooSmall: 400,
  MalformedXML: 400,
  NoSuchEntity: 404,
  InvalidInput: 400,
  ServiceFailure: 500,
  RepositoryNotFoundException: 400,
  RepositoryPolicyNotFoundException: 400,
  ImageNotFoundException: 400,
  LayersNotFoundException: 400,
  PullThroughCacheRuleNotFoundException: 400,
  NoSuchResourceException: 400,
  InvalidPaginationTokenException: 400,
  NoSuchBucketPolicy: 404,
  ServerException: 500,
  ClientException: 400,
  ClusterNotFoundException: 400,
  BlockedException: 400,
  UnsupportedFeatureException: 400,
  PlatformUnknownException: 400,
  PlatformTaskDefinitionIncompatibilityException: 400,
} as const;

const STATUSES = { ...OMICS_ERRORS, ...OTHER_ERRORS };

export type ErrorCode = keyof typeof STATUSES;

/** An error that the caller gets as its answer: the code is the name that SDKs give the exception. */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  /** What the error carries beside its message. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.members = members;
  }

  get status(): number {
    return STATUSES[this.code];
  }
}

export function isErrorCode(name: string): name is ErrorCode {
  return Object.hasOwn(STATUSES, name);
}

/** What is not part of the simulation is refused by name, so that nobody takes silence for an answer. */
export function notSimulated(what: string): ServiceError {
  return new ServiceError(
    'NotSupportedOperationException',
    `${what} is not part of the local HealthOmics, which is a simulation.`,
  );
}
