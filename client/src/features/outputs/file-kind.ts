/** What the ending of a name tells of a file. */
export interface FileKind {
  /** Name of a product icon. */
  readonly icon: string;
  /** `text` also where nobody knows: looking at the first bytes tells. */
  readonly content: 'text' | 'binary';
}

/** Of `.vcf.gz` the text inside counts: it is unpacked to be read. */
export function fileKind(name: string): FileKind {
  const lower = name.toLowerCase();
  const inner = lower.replace(/\.b?gz$/, '');
  const icon = ICONS.find(([endings]) => endings.test(inner))?.[1];
  const isPacked = inner !== lower;
  if (BINARY.test(inner)) return { icon: icon ?? 'file-binary', content: 'binary' };
  return { icon: isPacked ? 'file-zip' : (icon ?? 'file'), content: 'text' };
}

const ICONS: readonly (readonly [RegExp, string])[] = [
  [/\.(json|ya?ml)$/, 'json'],
  [/\.(tsv|csv|vcf|gvcf|bed|gff3?|gtf|maf|sam)$/, 'table'],
  [/\.(html?|xml)$/, 'code'],
  [/\.(log|out|err)$|(^|[._-])log\.txt$/, 'output'],
  [/\.(png|jpe?g|gif|svg|tiff?|webp|bmp)$/, 'file-media'],
  [/\.pdf$/, 'file-pdf'],
  [/\.(zip|tar|tgz|bz2|xz|zst|7z)$/, 'file-zip'],
];

/** Formats that hold no text; SVG does. */
const BINARY =
  /\.(bam|cram|bai|crai|csi|tbi|gzi|bcf|2bit|bigwig|bw|bigbed|bb|pgen|h5|h5ad|hdf5|loom|rds|rdata|npy|npz|parquet|pkl|sif|img|zip|tar|tgz|bz2|xz|zst|7z|png|jpe?g|gif|tiff?|webp|bmp|pdf|xlsx?|docx?|sra|sa|pac|bwt|bt2|ht2)$/;

/** A text of up to so many bytes is opened whole. */
export const OPEN_BYTES = 4 * 1024 ** 2;
