import { strict as assert } from 'node:assert';
import { cwlProject } from '../../../../support/cwl-project.ts';
import { dedent, renderProblems } from '../../../../support/fixture.ts';

/** The problems of the fixture's first file that are more than a hint. */
function check(fixture: string, expected: string): void {
  const { main } = cwlProject(fixture);
  const problems = main.problems.filter(({ severity }) => severity !== 'hint');
  assert.equal(dedent(`\n${renderProblems(main.text, problems)}`).trimEnd(), dedent(expected).trimEnd());
}

describe('what AWS HealthOmics makes of CWL', () => {
  it('Operations, loops, retries and prefixes', () => {
    check(
      `
      cwlVersion: v1.1
      class: Workflow
      requirements:
        cwltool:CUDARequirement: { cudaVersionMin: "1.0", cudaComputeCapability: nvidia-l4 }
      hints:
        http://arvados.org/cwl#OutOfMemoryRetry: { memoryRetryMultiplier: 1.0 }
      inputs: []
      outputs: []
      steps:
        a:
          run: { class: CommandLineTool, inputs: [], outputs: [], hints: [{ class: "http://arvados.org/cwl#OutOfMemoryRetry", memoryRetryMultiplier: 1.2 }] }
          in: []
          out: []
      `,
      `
        cwltool:CUDARequirement: { cudaVersionMin: "1.0", cudaComputeCapability: nvidia-l4 }
        ^^^^^^^^^^^^^^^^^^^^^^^ cwl-namespace-missing (error): 'cwltool' stands for nothing: '$namespaces' does not declare it.
        http://arvados.org/cwl#OutOfMemoryRetry: { memoryRetryMultiplier: 1.0 }
                                                                          ^^^ cwl-memory-retry (error): '1.0' is no number above 1.
          run: { class: CommandLineTool, inputs: [], outputs: [], hints: [{ class: "http://arvados.org/cwl#OutOfMemoryRetry", memoryRetryMultiplier: 1.2 }] }
                                                                                                                                                     ^^^ cwl-memory-retry (information): AWS HealthOmics takes 1.5 for '1.2'.
      `,
    );
  });
  it('places for steps that are not written yet', () => {
    check(
      `
      cwlVersion: v1.2
      class: Operation
      inputs: []
      outputs: []
      `,
      `
      class: Operation
             ^^^^^^^^^ cwl-operation (error): AWS HealthOmics does not run a process of class 'Operation'.
      `,
    );
  });
});
