/**
 * Some of the Ready2Run workflows: names, publishers and what the guide promises. The simulation gives them ids of its
 * own, because the guide names none: the real ones come from ListWorkflows.
 * Source: user guide, chapter Ready2Run workflows, 2026-03-20.
 */
export const READY2RUN: readonly Ready2Run[] = [
  {
    id: '9000001',
    name: 'AlphaFold for up to 600 residues',
    publisher: 'Google DeepMind',
    mostInputGiB: 1,
    minutes: 450,
  },
  {
    id: '9000002',
    name: 'ESMFold for up to 800 residues',
    publisher: 'Meta Research',
    mostInputGiB: 1,
    minutes: 15,
  },
  { id: '9000003', name: 'GATK-BP fq2bam', publisher: 'Broad Institute', mostInputGiB: 64, minutes: 610 },
  {
    id: '9000004',
    name: 'GATK-BP Germline bam2vcf for 30x genome',
    publisher: 'Broad Institute',
    mostInputGiB: 39,
    minutes: 165,
  },
  {
    id: '9000005',
    name: 'NVIDIA Parabricks FQ2BAM WGS for up to 30X',
    publisher: 'NVIDIA',
    mostInputGiB: 71,
    minutes: 60,
  },
  { id: '9000006', name: 'scRNAseq with STARsolo', publisher: 'NF-Core', mostInputGiB: 119, minutes: 150 },
];

export interface Ready2Run {
  readonly id: string;
  readonly name: string;
  readonly publisher: string;
  /** Not adjustable. */
  readonly mostInputGiB: number;
  /** Estimated duration of a run. */
  readonly minutes: number;
}
