import { ready2runByName, type Ready2Run as Published } from '@omics-lens/server/healthomics/ready2run.ts';

/**
 * Some of the Ready2Run workflows, with what the guide promises of them. The simulation gives them ids of its own,
 * because the guide names none: the real ones come from ListWorkflows.
 */
export const READY2RUN: readonly Ready2Run[] = [
  'AlphaFold for up to 600 residues',
  'ESMFold for up to 800 residues',
  'GATK-BP fq2bam',
  'GATK-BP Germline bam2vcf for 30x genome',
  'NVIDIA Parabricks FQ2BAM WGS for up to 30X',
  'scRNAseq with STARsolo',
].flatMap((name, index) => {
  const published = ready2runByName(name);
  return published === undefined ? [] : [{ ...published, id: String(9_000_001 + index) }];
});

export interface Ready2Run extends Published {
  readonly id: string;
}
