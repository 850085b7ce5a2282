import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';

const FOLDER = 'file:///ws/germline';

/** A small pipeline with a scatter, in two files, as the language server would describe it. */
export const GERMLINE: WorkflowResult = {
  uri: `${FOLDER}/main.wdl`,
  name: 'germline',
  kind: 'workflow',
  engine: 'WDL',
  files: [`${FOLDER}/main.wdl`, `${FOLDER}/tasks/call.wdl`],
  unresolved: [],
  inputs: [{ name: 'samples', type: 'Array[String]', required: true }],
  parameterTemplate: { samples: { description: 'Names of the samples' } },
  newParameterFile: '{\n  "samples": []\n}\n',
  parameterFiles: [`${FOLDER}/params.json`],
  errors: 0,
};

export const GERMLINE_FILES: Readonly<Record<string, string>> = {
  [`${FOLDER}/main.wdl`]: `version 1.1
import "tasks/call.wdl" as calling
workflow germline {
  input { Array[String] samples }
  scatter (sample in samples) {
    call calling.Call { input: sample }
  }
  call calling.Merge { input: calls = Call.calls }
  output { String merged = Merge.merged }
}
`,
  [`${FOLDER}/tasks/call.wdl`]: `version 1.1
task Call {
  input { String sample }
  command <<< echo calls of ~{sample} >>>
  output { String calls = read_string(stdout()) }
  runtime { container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1.0" cpu: 2 memory: "4 GiB" }
}
task Merge {
  input { Array[String] calls }
  command <<< echo ~{length(calls)} >>>
  output { String merged = read_string(stdout()) }
  runtime { container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1.0" cpu: 2 memory: "4 GiB" }
}
`,
  [`${FOLDER}/params.json`]: '{ "samples": ["NA12878", "NA12891", "NA12892"] }\n',
  'file:///ws/.healthomics/config.toml': [
    'omics_iam_role = "arn:aws:iam::123456789012:role/run"',
    'run_output_uri = "s3://bucket/outputs/"',
    '',
  ].join('\n'),
};
