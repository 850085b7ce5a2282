import type { FactTable } from './source.ts';
import { GUIDE } from './source.ts';

export interface FailureReason {
  /** As GetRun and GetRunTask give it. */
  readonly code: string;
  /** What happened. Ends a sentence that begins with the run or the task. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Where in the user's own files the cause is to be looked for. */
  readonly pointsAt: 'parameter' | 'container' | 'resource' | 'setting' | 'task' | 'none';
  /** Whether the same run may end well another time. */
  readonly retry: 'as-is' | 'after-change';
}

/** The codes of `failureReason`. The service may add others: an unknown code is shown as it is. */
export const FAILURE_REASONS: FactTable<FailureReason> = {
  ...GUIDE,
  rows: [
    {
      code: 'ASSUME_ROLE_FAILED',
      meaning: 'HealthOmics could not take on the service role',
      remedy: "Let 'omics.amazonaws.com' assume the role in its trust policy.",
      pointsAt: 'setting',
      retry: 'after-change',
    },
    {
      code: 'CANNOT_START_CONTAINER_ERROR',
      meaning: "a task's container did not start",
      remedy: 'Check that the image is for x86_64, has bash and no entry point, and start it by hand once.',
      pointsAt: 'container',
      retry: 'after-change',
    },
    {
      code: 'CANNOT_START_CONTAINER_SIZE_ERROR',
      meaning: "a task's image is too large",
      remedy: 'Keep the image below 45 GiB, or below 95 GiB on instances with GPUs.',
      pointsAt: 'container',
      retry: 'after-change',
    },
    {
      code: 'ECR_PERMISSION_ERROR',
      meaning: 'HealthOmics may not pull an image',
      remedy:
        "Check that the repository exists in Amazon ECR private, in the workflow's Region, and that its policy lets 'omics.amazonaws.com' pull.",
      pointsAt: 'container',
      retry: 'after-change',
    },
    {
      code: 'EXPORT_FAILED',
      meaning: 'the outputs could not be written',
      remedy:
        'Check that the output bucket exists, is in the same Region, and that the role may write to it.',
      pointsAt: 'setting',
      retry: 'after-change',
    },
    {
      code: 'FILE_SYSTEM_OUT_OF_SPACE',
      meaning: 'the run storage is full',
      remedy: 'Use dynamic run storage, or more static storage.',
      pointsAt: 'setting',
      retry: 'after-change',
    },
    {
      code: 'IMAGE_VERIFICATION_FAILURE',
      meaning: 'an image could not be verified',
      remedy: 'Pull the image and push it to Amazon ECR again.',
      pointsAt: 'container',
      retry: 'after-change',
    },
    {
      code: 'IMPORT_FAILED',
      meaning: 'an input could not be read',
      remedy: 'Check that every input object exists and that the role may read it.',
      pointsAt: 'parameter',
      retry: 'after-change',
    },
    {
      code: 'INACTIVE_OMICS_STORAGE_RESOURCE',
      meaning: 'a read set or reference is not active',
      remedy: 'Activate it and start the run again.',
      pointsAt: 'parameter',
      retry: 'after-change',
    },
    {
      code: 'INPUT_URI_NOT_FOUND',
      meaning: 'an input does not exist',
      remedy: 'Check the path, and that the role may read it.',
      pointsAt: 'parameter',
      retry: 'after-change',
    },
    {
      code: 'INSTANCE_RESERVATION_FAILED',
      meaning: 'there was no free instance of the size that a task asks for',
      remedy: 'Start the run again later, or ask for a smaller or another size.',
      pointsAt: 'resource',
      retry: 'as-is',
    },
    {
      code: 'INVALID_ECR_IMAGE_URI',
      meaning: "an image's name is malformed",
      remedy: "Write it as '{account}.dkr.ecr.{Region}.amazonaws.com/{repository}:{tag}'.",
      pointsAt: 'container',
      retry: 'after-change',
    },
    {
      code: 'INVALID_TASK_RESOURCE_VALUE',
      meaning: 'a task asks for more CPU, memory or GPUs than there are, or for less than 1',
      remedy: 'Ask for what an instance type offers.',
      pointsAt: 'resource',
      retry: 'after-change',
    },
    {
      code: 'INVALID_URI_INPUT',
      meaning: "an input's URI is malformed",
      remedy: 'Write an s3:// or omics:// URI.',
      pointsAt: 'parameter',
      retry: 'after-change',
    },
    {
      code: 'MODIFIED_INPUT_RESOURCE',
      meaning: 'an input was changed after the run had started',
      remedy: 'Start the run again and leave its inputs alone until it ends.',
      pointsAt: 'parameter',
      retry: 'as-is',
    },
    {
      code: 'OUT_OF_MEMORY_ERROR',
      meaning: 'a task ran out of memory',
      remedy: 'Ask for more memory, or let the task retry with more.',
      pointsAt: 'resource',
      retry: 'after-change',
    },
    {
      code: 'RUN_TASK_FAILED',
      meaning: 'a task failed',
      remedy: "Read the failed task's log; its last lines are the cause most of the time.",
      pointsAt: 'task',
      retry: 'after-change',
    },
    {
      code: 'RUN_TIMED_OUT',
      meaning: 'the run took longer than it may',
      remedy: 'Raise the longest duration in the run group, or the quota of the account.',
      pointsAt: 'setting',
      retry: 'after-change',
    },
    {
      code: 'SERVICE_ERROR',
      meaning: 'the service had a passing fault',
      remedy: 'Start the run again.',
      pointsAt: 'none',
      retry: 'as-is',
    },
    {
      code: 'TASK_TIMED_OUT',
      meaning: 'a task took longer than it may',
      remedy: "Raise the task's time limit.",
      pointsAt: 'resource',
      retry: 'after-change',
    },
    {
      code: 'UNSUPPORTED_INPUT_SIZE',
      meaning: 'the inputs are too large together',
      remedy: 'Give the run fewer or smaller inputs, or split it.',
      pointsAt: 'parameter',
      retry: 'after-change',
    },
    {
      code: 'WORKFLOW_RUN_FAILED',
      meaning: 'the workflow engine failed',
      remedy: "Read the run's engine log.",
      pointsAt: 'none',
      retry: 'after-change',
    },
    {
      code: 'WORKFLOW_VER_VALIDATION_FAILED',
      meaning: 'HealthOmics does not run the Nextflow version that the workflow asks for',
      remedy: 'Ask for a version that it runs in manifest.nextflowVersion.',
      pointsAt: 'setting',
      retry: 'after-change',
    },
    {
      code: 'UNSUPPORTED_GPU_INSTANCE_TYPE',
      meaning: 'the Region has no instance with the GPU that a task asks for',
      remedy: 'Ask for an accelerator of that Region.',
      pointsAt: 'resource',
      retry: 'after-change',
    },
  ],
};

const BY_CODE: ReadonlyMap<string, FailureReason> = new Map(
  FAILURE_REASONS.rows.map((reason) => [reason.code, reason]),
);

export function failureReason(code: string): FailureReason | undefined {
  return BY_CODE.get(code);
}
