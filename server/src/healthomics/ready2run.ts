import type { FactTable } from './source.ts';
import { GUIDE } from './source.ts';

/** What the guide promises of a workflow that AWS and others provide. */
export interface Ready2Run {
  readonly name: string;
  readonly publisher: string;
  /** Of all inputs together; not adjustable. */
  readonly mostInputGiB: number;
  /** Estimated duration of a run. */
  readonly minutes: number;
  /** The first run begins a licence for two weeks; after that the publisher is asked. */
  readonly subscription?: true;
}

/** Ids are not published: they come from ListWorkflows. */
export const READY2RUN_WORKFLOWS: FactTable<Ready2Run> = {
  ...GUIDE,
  rows: [
    { name: 'AlphaFold for 601-1200 residues', publisher: 'Google DeepMind', mostInputGiB: 1, minutes: 675 },
    { name: 'AlphaFold for up to 600 residues', publisher: 'Google DeepMind', mostInputGiB: 1, minutes: 450 },
    { name: 'Bases2Fastq for 2x150', publisher: 'Element Biosciences', mostInputGiB: 1000, minutes: 105 },
    { name: 'Bases2Fastq for 2x300', publisher: 'Element Biosciences', mostInputGiB: 1000, minutes: 90 },
    { name: 'Bases2Fastq for 2x75', publisher: 'Element Biosciences', mostInputGiB: 500, minutes: 45 },
    { name: 'ESMFold for up to 800 residues', publisher: 'Meta Research', mostInputGiB: 1, minutes: 15 },
    { name: 'GATK-BP fq2bam', publisher: 'Broad Institute', mostInputGiB: 64, minutes: 610 },
    {
      name: 'GATK-BP Germline bam2vcf for 30x genome',
      publisher: 'Broad Institute',
      mostInputGiB: 39,
      minutes: 165,
    },
    {
      name: 'GATK-BP Germline fq2vcf for 30x genome',
      publisher: 'Broad Institute',
      mostInputGiB: 64,
      minutes: 750,
    },
    { name: 'GATK-BP Somatic WES bam2vcf', publisher: 'Broad Institute', mostInputGiB: 86, minutes: 90 },
    {
      name: 'NVIDIA Parabricks BAM2FQ2BAM WGS for up to 30X',
      publisher: 'NVIDIA',
      mostInputGiB: 80,
      minutes: 99,
    },
    {
      name: 'NVIDIA Parabricks BAM2FQ2BAM WGS for up to 50X',
      publisher: 'NVIDIA',
      mostInputGiB: 120,
      minutes: 165,
    },
    {
      name: 'NVIDIA Parabricks BAM2FQ2BAM WGS for up to 5X',
      publisher: 'NVIDIA',
      mostInputGiB: 20,
      minutes: 18,
    },
    {
      name: 'NVIDIA Parabricks FQ2BAM WGS for up to 30X',
      publisher: 'NVIDIA',
      mostInputGiB: 71,
      minutes: 60,
    },
    {
      name: 'NVIDIA Parabricks FQ2BAM WGS for up to 50X',
      publisher: 'NVIDIA',
      mostInputGiB: 137,
      minutes: 105,
    },
    { name: 'NVIDIA Parabricks FQ2BAM WGS for up to 5X', publisher: 'NVIDIA', mostInputGiB: 13, minutes: 15 },
    {
      name: 'NVIDIA Parabricks Germline DeepVariant WGS for up to 30X',
      publisher: 'NVIDIA',
      mostInputGiB: 71,
      minutes: 120,
    },
    {
      name: 'NVIDIA Parabricks Germline DeepVariant WGS for up to 50X',
      publisher: 'NVIDIA',
      mostInputGiB: 137,
      minutes: 210,
    },
    {
      name: 'NVIDIA Parabricks Germline DeepVariant WGS for up to 5X',
      publisher: 'NVIDIA',
      mostInputGiB: 12,
      minutes: 30,
    },
    {
      name: 'NVIDIA Parabricks Germline HaplotypeCaller WGS for up to 30X',
      publisher: 'NVIDIA',
      mostInputGiB: 71,
      minutes: 75,
    },
    {
      name: 'NVIDIA Parabricks Germline HaplotypeCaller WGS for up to 50X',
      publisher: 'NVIDIA',
      mostInputGiB: 137,
      minutes: 120,
    },
    {
      name: 'NVIDIA Parabricks Germline HaplotypeCaller WGS for up to 5X',
      publisher: 'NVIDIA',
      mostInputGiB: 13,
      minutes: 15,
    },
    {
      name: 'NVIDIA Parabricks Somatic Mutect2 WGS for up to 50X',
      publisher: 'NVIDIA',
      mostInputGiB: 196,
      minutes: 45,
    },
    { name: 'scRNAseq with KallistoBUStools', publisher: 'NF-Core', mostInputGiB: 119, minutes: 90 },
    { name: 'scRNAseq with Salmon Alevin-fry', publisher: 'NF-Core', mostInputGiB: 119, minutes: 150 },
    { name: 'scRNAseq with STARsolo', publisher: 'NF-Core', mostInputGiB: 119, minutes: 150 },
    {
      name: 'Sentieon Germline BAM WES for up to 300x',
      publisher: 'Sentieon',
      mostInputGiB: 9,
      minutes: 60,
      subscription: true,
    },
    {
      name: 'Sentieon Germline BAM WGS for up to 32x',
      publisher: 'Sentieon',
      mostInputGiB: 18,
      minutes: 90,
      subscription: true,
    },
    {
      name: 'Sentieon Germline FASTQ WES for up to 100x',
      publisher: 'Sentieon',
      mostInputGiB: 5,
      minutes: 45,
      subscription: true,
    },
    {
      name: 'Sentieon Germline FASTQ WES for up to 300x',
      publisher: 'Sentieon',
      mostInputGiB: 26,
      minutes: 120,
      subscription: true,
    },
    {
      name: 'Sentieon Germline FASTQ WGS for up to 32x',
      publisher: 'Sentieon',
      mostInputGiB: 51,
      minutes: 210,
      subscription: true,
    },
    {
      name: 'Sentieon LongRead for ONT',
      publisher: 'Sentieon',
      mostInputGiB: 25,
      minutes: 90,
      subscription: true,
    },
    {
      name: 'Sentieon LongRead for PacBio HiFi',
      publisher: 'Sentieon',
      mostInputGiB: 58,
      minutes: 240,
      subscription: true,
    },
    {
      name: 'Sentieon Somatic WES',
      publisher: 'Sentieon',
      mostInputGiB: 50,
      minutes: 150,
      subscription: true,
    },
    {
      name: 'Sentieon Somatic WGS',
      publisher: 'Sentieon',
      mostInputGiB: 113,
      minutes: 270,
      subscription: true,
    },
    {
      name: 'Ultima Genomics DeepVariant for up to 40x',
      publisher: 'Ultima Genomics',
      mostInputGiB: 91,
      minutes: 115,
    },
  ],
};

/** The published limits of a Ready2Run workflow; `undefined` for one that is newer than the table. */
export function ready2runByName(name: string): Ready2Run | undefined {
  const wanted = plain(name);
  return READY2RUN_WORKFLOWS.rows.find((row) => plain(row.name) === wanted);
}

/** The service and the guide write some names with other small words and capitals. */
function plain(name: string): string {
  return name.toLowerCase().replace(/\bfor\b|[^a-z0-9]+/g, '');
}
