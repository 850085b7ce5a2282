import type { RuleInfo } from '../../../text/index.ts';

export const HEALTHOMICS_RULES: readonly RuleInfo[] = [
  {
    code: 'cwl-operation',
    severity: 'error',
    summary: 'A process of class `Operation`.',
    why: 'An Operation is a place for a step that nobody has written yet. AWS HealthOmics does not run workflows that hold one.',
    bad: 'class: Operation',
    good: 'class: CommandLineTool',
  },
  {
    code: 'cwl-loop-version',
    severity: 'error',
    summary: 'A loop in a document before v1.2.',
    why: 'AWS HealthOmics reads the extension `http://commonwl.org/cwltool#Loop` from CWL v1.2 on.',
    bad: 'cwlVersion: v1.1',
    good: 'cwlVersion: v1.2',
  },
  {
    code: 'cwl-memory-retry',
    severity: 'error',
    summary: 'A `memoryRetryMultiplier` that is no number above 1.',
    why: 'After an exit code of 137 AWS HealthOmics tries again with that many times the memory. The request is refused for what is no number above 1; below 1.5 it takes 1.5.',
    bad: 'memoryRetryMultiplier: 0.5',
    good: 'memoryRetryMultiplier: 2',
  },
  {
    code: 'cwl-namespace-missing',
    severity: 'error',
    summary: 'A prefix that `$namespaces` does not declare.',
    why: '`cwltool:CUDARequirement` is short for `http://commonwl.org/cwltool#CUDARequirement`. Without `$namespaces: { cwltool: "http://commonwl.org/cwltool#" }` it means nothing, and the task gets no GPU.',
    bad: 'hints:\n  cwltool:CUDARequirement: {}',
    good: '$namespaces:\n  cwltool: "http://commonwl.org/cwltool#"\nhints:\n  cwltool:CUDARequirement: {}',
  },
];
