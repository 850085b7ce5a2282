version 1.1

## A reference genome with the index files that the tools expect to find beside it.
struct Reference {
  File fasta
  File fasta_index
  File dictionary
  File bwa_amb
  File bwa_ann
  File bwa_bwt
  File bwa_pac
  File bwa_sa
}
