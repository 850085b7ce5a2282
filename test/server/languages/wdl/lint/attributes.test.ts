import { checkLint, checkLintFix, checkNoFix } from './check-lint.ts';

/** A task with this runtime section, an attribute a line. */
function runtime(attributes: string, version = '1.1', section = 'runtime'): string {
  const lines = attributes.split('\n').map((line) => `    ${line}\n`);
  return `version ${version}\ntask t {\n  input { Int n  String s  Int p = 3 }\n  command <<< >>>\n  ${section} {\n${lines.join('')}  }\n}\n`;
}

describe('WDL lints: attributes', () => {
  it('that have a newer name', () => {
    checkLint(
      'deprecated-attribute',
      runtime('docker: s\ncontinueOnReturnCode: 1\ngpuType: s'),
      `
      docker: s
      ^^^^^^ deprecated-attribute (hint): 'docker' is called 'container' since WDL 1.1.
      continueOnReturnCode: 1
      ^^^^^^^^^^^^^^^^^^^^ deprecated-attribute (hint): 'continueOnReturnCode' is called 'returnCodes' since WDL 1.1.
      `,
    );
    checkLint('deprecated-attribute', runtime('docker: s', '1.0'), '');
    checkLint('deprecated-attribute', runtime('docker: s\ncontainer: s'), '');
    checkLintFix('deprecated-attribute', runtime('docker: s'), runtime('container: s'));
  });

  it('that are not read beside others', () => {
    checkLint(
      'attribute-overridden',
      runtime('gpuType: s\nacceleratorType: s\ngpuCount: 1\ncontainer: s\ndocker: s\nreturnCodes: 0'),
      `
      gpuType: s
      ^^^^^^^ attribute-overridden (warning): 'gpuType' is not read beside 'acceleratorType'.
      docker: s
      ^^^^^^ attribute-overridden (warning): 'docker' is not read beside 'container'.
      `,
    );
    checkLintFix(
      'attribute-overridden',
      runtime('returnCodes: 1\ncontinueOnReturnCode: 2'),
      runtime('returnCodes: 1'),
    );
  });

  it('that AWS HealthOmics does not read, once for a task', () => {
    checkLint(
      'attribute-ignored',
      runtime('disks: "local-disk 10 SSD"\ncpu: 1\nzones: s\nbootDiskSizeGb: 1'),
      `
      disks: "local-disk 10 SSD"
      ^^^^^ attribute-ignored (hint): AWS HealthOmics does not read 'disks', 'zones' and 'bootDiskSizeGb'.
      `,
    );
    checkLint('attribute-ignored', runtime('disks: s'), '', 'spec');
    checkLint('attribute-ignored', runtime('cpu: 1\nmyOwn: s'), '');
  });

  it('`preemptible` is a number of retries', () => {
    checkLint(
      'preemptible-value',
      runtime('preemptible: 3'),
      `
      preemptible: 3
                   ^ preemptible-value (information): 'preemptible' is 0, 1 or 2 on AWS HealthOmics, not 3.
      `,
    );
    for (const value of ['0', '1', '2', 'n', 'p'])
      checkLint('preemptible-value', runtime(`preemptible: ${value}`), '');
    checkLint('preemptible-value', runtime('preemptible: 3'), '', 'spec');
    checkLintFix('preemptible-value', runtime('preemptible: 3'), runtime('preemptible: 2'));
    checkNoFix('preemptible-value', runtime('preemptible: 1 + 2'));
  });

  it('with values of a type that they cannot have', () => {
    checkLint(
      'attribute-type',
      runtime('cpu: "four"\ncontainer: 1\ngpu: 1\nmaxRetries: "x"\nmemory: true'),
      `
      cpu: "four"
           ^^^^^^ attribute-type (warning): 'cpu' takes 'Int' or 'Float', not 'String'.
      container: 1
                 ^ attribute-type (warning): 'container' takes 'String' or 'Array[String]', not 'Int'.
      gpu: 1
           ^ attribute-type (warning): 'gpu' takes 'Boolean', not 'Int'.
      maxRetries: "x"
                  ^^^ attribute-type (warning): 'maxRetries' takes 'Int', not 'String'.
      memory: true
              ^^^^ attribute-type (warning): 'memory' takes 'String' or 'Int', not 'Boolean'.
      `,
    );
    checkLint(
      'attribute-type',
      runtime('cpu: "4"\ncontainer: s\ngpu: "true"\ncpu: s\nmaxRetries: n\nother: 1'),
      '',
    );
    checkLint(
      'attribute-type',
      runtime('preemptible: 1.0\ncpu: 1.5\nreturnCodes: "*"\nreturnCodes: [1]'),
      '',
    );
  });

  it('a runtime section where there are requirements', () => {
    checkLint(
      'deprecated-runtime',
      runtime('cpu: 1', '1.2'),
      `
      runtime {
      ^^^^^^^ deprecated-runtime (hint): 'runtime' is deprecated since WDL 1.2.
      `,
      'spec',
    );
    checkLint('deprecated-runtime', runtime('cpu: 1', '1.2'), '');
    checkLint('deprecated-runtime', runtime('cpu: 1', '1.1'), '', 'spec');
    checkLintFix(
      'deprecated-runtime',
      runtime('docker: s\nmaxRetries: 1\ncpu: 1', '1.2'),
      runtime('container: s\nmax_retries: 1\ncpu: 1', '1.2', 'requirements'),
      'spec',
    );
  });

  it('a runtime section whose other attributes become hints', () => {
    checkLintFix(
      'deprecated-runtime',
      `
      version 1.2
      task t {
        command <<<>>>
        runtime {
          docker: "x"
          preemptible: 1
          # How much of it at most.
          maxCpu: 2
          cpu: 1
        }
      }
      `,
      `
      version 1.2
      task t {
        command <<<>>>
        requirements {
          container: "x"
          # How much of it at most.
          cpu: 1
        }

        hints {
          preemptible: 1
          max_cpu: 2
        }
      }
      `,
      'spec',
    );
    checkLintFix(
      'deprecated-runtime',
      `
      version 1.2
      task t {
        command <<<>>>
        runtime { cpu: 1  zones: "a" }
        hints {
          short_task: true
        }
      }
      `,
      `
      version 1.2
      task t {
        command <<<>>>
        requirements { cpu: 1   }
        hints {
          short_task: true
          zones: "a"
        }
      }
      `,
      'spec',
    );
  });
});
