import type { RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';
import { fargateSizeOf } from '@omics-lens/server/healthomics/fargate-sizes.ts';
import { ServiceError } from '../errors.ts';

/** Fargate runs tasks of certain sizes only. */
export function checkFargateSize({
  cpu,
  memory,
}: Pick<RegisterTaskDefinitionRequest, 'cpu' | 'memory'>): void {
  if (cpu === undefined || memory === undefined) {
    throw new ServiceError(
      'ClientException',
      `Fargate requires that '${cpu === undefined ? 'cpu' : 'memory'}' be defined at the task level.`,
    );
  }
  if (fargateSizeOf(Number(cpu), Number(memory)) !== undefined) return;
  throw new ServiceError('ClientException', 'No Fargate configuration exists for given values.');
}
