import type { RunDetailsApi } from '../run-details-api.ts';
import { run, task } from './aws-runs.ts';
import { abortable } from './clients.ts';
import { present, type OmicsSdk } from './omics-answers.ts';

export function awsRunDetails({ sdk, client }: OmicsSdk): RunDetailsApi {
  return {
    async getRunDetails(id, signal) {
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.GetRunCommand({ id }), options),
      );
      const { parameters, logLocation } = answer;
      return {
        ...run(answer),
        parameters: isObject(parameters) ? parameters : undefined,
        outputUri: answer.outputUri,
        runOutputUri: answer.runOutputUri,
        workflowVersionName: answer.workflowVersionName,
        cacheId: answer.cacheId,
        cacheBehavior: answer.cacheBehavior,
        storageType: answer.storageType,
        storageCapacity: answer.storageCapacity,
        engineLogStream: /:log-stream:(.+)$/.exec(logLocation?.engineLogStream ?? '')?.[1],
      };
    },
    async getTaskDetails(runId, taskId, signal) {
      const command = new sdk.GetRunTaskCommand({ id: runId, taskId });
      const answer = await abortable(signal, (options) => client.send(command, options));
      return {
        ...task({ ...answer, taskId: present(answer.taskId, 'taskId') }),
        failureReason: answer.failureReason,
        statusMessage: answer.statusMessage,
        image: answer.imageDetails?.image,
        cacheUri: answer.cacheS3Uri,
      };
    },
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
