import type { Engine } from '@omics-lens/server/model/index.ts';
import type { OutputNode, RunOutputs } from '../../../../client/src/features/outputs/run-outputs.ts';
import { outputRow } from '../../../../client/src/features/outputs/output-rows.ts';
import type { StoredFile } from '../../../../client/src/omics/stored-files-api.ts';
import { GERMLINE } from '../../support/germline.ts';
import type { LocalServices } from '../../support/local-services.ts';
import { packGermline } from '../../support/packed-germline.ts';

const never = new AbortController().signal;

const FOLDER = 'file:///ws/germline';

/** Workflows with outputs of every kind that the engines know. */
export const SOURCES = {
  WDL: `version 1.1
workflow calls {
  call Call
  output {
    File vcf = Call.vcf
    Array[File] reads = Call.reads
    Int count = 1
  }
}
task Call {
  command <<< call >>>
  output { File vcf = "a.vcf" Array[File] reads = glob("*.bam") }
  runtime { container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1.0" cpu: 2 memory: "4 GiB" }
}
`,
  CWL: `cwlVersion: v1.2
class: CommandLineTool
baseCommand: call
requirements:
  DockerRequirement: { dockerPull: "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1.0" }
inputs: []
outputs:
  vcf: { type: File, outputBinding: { glob: a.vcf } }
`,
  NEXTFLOW: `process CALL {
  container '123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1.0'
  publishDir '/mnt/workflow/pubdir'
  output: path 'a.vcf'
  script: 'call'
}
workflow { CALL() }
`,
} as const satisfies Partial<Record<Engine, string>>;

const MAIN = { WDL: 'main.wdl', CWL: 'main.cwl', NEXTFLOW: 'main.nf' };

/** Runs a workflow to its end; the run's id and its folder in S3, with a slash at the end. */
export async function endedRun(
  services: LocalServices,
  engine: keyof typeof SOURCES,
  end: 'over' | 'cancelled' | 'alive' = 'over',
): Promise<{ readonly id: string; readonly folder: string }> {
  const uri = `${FOLDER}/${MAIN[engine]}`;
  const packed = await packGermline({ uri, files: [uri], engine }, { [uri]: SOURCES[engine] });
  const requestId = crypto.randomUUID();
  const created = await services.omics.createWorkflow({
    requestId,
    name: GERMLINE.name,
    engine,
    parameterTemplate: {},
    main: packed.main,
    definitionZip: packed.zip,
  });
  await services.clock.sleep(60_000, never);
  const { id, uuid } = await services.omics.startRun({
    requestId,
    name: 'nightly',
    roleArn: 'arn:aws:iam::123456789012:role/run',
    outputUri: 's3://results/runs/',
    storageType: 'DYNAMIC',
    workflowId: created.id,
    parameters: {},
  });
  if (end === 'cancelled') await services.omics.cancelRun(id);
  if (end !== 'alive') await services.clock.sleep(3_600_000, never);
  const { runOutputUri } = await services.omics.getRunDetails(id);
  return { id, folder: `${(runOutputUri ?? `s3://results/runs/${id}/${uuid}`).replace(/\/$/, '')}/` };
}

/** Puts a text into S3. */
export async function put(services: LocalServices, uri: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await services.objects.upload(uri, bytes);
}

/** The rows of the view as text, two blanks for each level; those under `closed` are not looked at. */
export async function drawn(
  outputs: RunOutputs,
  { closed = [] }: { readonly closed?: readonly string[] } = {},
  node?: OutputNode,
  indent = '',
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const child of await outputs.children(node)) {
    if (child.kind === 'note' || child.kind === 'more') {
      lines.push(`${indent}${child.kind === 'note' ? `! ${child.text}` : '…'}`);
      continue;
    }
    const { label, description } = outputRow(child);
    lines.push(`${indent}${label}${description === '' ? '' : ` (${description})`}`);
    if (!closed.includes(label)) lines.push(...(await drawn(outputs, { closed }, child, `${indent}  `)));
  }
  return lines;
}

/** The row at the end of a path of labels. */
export async function rowAt(outputs: RunOutputs, ...labels: readonly string[]): Promise<OutputNode> {
  let node: OutputNode | undefined;
  for (const label of labels) {
    const children: readonly OutputNode[] = await outputs.children(node);
    node = children.find((child) =>
      child.kind === 'more'
        ? label === '…'
        : child.kind === 'note'
          ? label === '!'
          : outputRow(child).label === label,
    );
    if (node === undefined) throw new Error(`There is no row '${label}'`);
  }
  if (node === undefined) throw new Error('A path has at least one label');
  return node;
}

export function stored(uri: string, bytes: number): StoredFile {
  return { kind: 'file', uri, bytes, modifiedAt: undefined, archive: undefined };
}
