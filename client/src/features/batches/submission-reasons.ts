/**
 * What to do about a run of a batch that was not started, by the reason that the service gives. Source: HealthOmics user
 * guide, "batch runs", failed submissions, 2026-03; the advice is ours.
 */
const ADVICE: Readonly<Record<string, string>> = {
  ValidationException: 'Correct what this run gives, then resubmit the runs that failed.',
  AccessDeniedException:
    "Give the run's role access to its inputs, its outputs, its keys and its images, then resubmit the runs that failed.",
  ResourceNotFoundException:
    'Something that the batch names is gone or not active: the workflow, the run group or the cache. Name another, then resubmit.',
  ServiceQuotaExceededException:
    'A quota of your account was used up. Wait until runs have ended or ask for a higher quota, then resubmit.',
  ConflictException: 'Something else was going on with the run. Resubmit the runs that failed.',
  ThrottlingException:
    'HealthOmics tried again until it gave up. Let other batches end first, then resubmit the runs that failed.',
  RequestTimeoutException: 'HealthOmics tried again until it gave up. Resubmit the runs that failed.',
  InternalServerException: 'This was a fault of HealthOmics. Resubmit the runs that failed.',
  InternalServerError: 'This was a fault of HealthOmics. Resubmit the runs that failed.',
};

/** One or two sentences; also for a reason that is newer than this list. */
export function adviceFor(reason: string | undefined): string {
  return ADVICE[reason ?? ''] ?? 'Correct the run if it is at fault, then resubmit the runs that failed.';
}

/** Whether the service says of a batch as a whole that the same request may succeed later. */
export function isTransient(failureReason: string | undefined): boolean {
  return /transient/i.test(failureReason ?? '');
}
