import type { Account, PolicyDocument } from './account.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** What a role needs so that HealthOmics can take it on. Source: user guide, service roles for runs. */
const TRUST: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'omics.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

/** What a repository needs so that HealthOmics can pull from it. Source: user guide, Amazon ECR permissions. */
const PULL: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'omics',
      Effect: 'Allow',
      Principal: { Service: 'omics.amazonaws.com' },
      Action: ['ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage', 'ecr:BatchCheckLayerAvailability'],
    },
  ],
};

function runPolicy(bucket: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::${bucket}/*` },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` },
      {
        Effect: 'Allow',
        Action: [
          'logs:CreateLogGroup',
          'logs:DescribeLogStreams',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
        Resource: 'arn:aws:logs:*:*:log-group:/aws/omics/WorkflowLog:*',
      },
      {
        Effect: 'Allow',
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
        Resource: 'arn:aws:ecr:*:*:repository/*',
      },
    ],
  };
}

/** The account that the sample pipelines are written for: with it, and nothing else, they can be started. */
export const DEFAULT_ACCOUNT: Account = {
  roles: [
    {
      name: 'OmicsLensSampleRun',
      trust: TRUST,
      policies: { run: runPolicy('omics-lens-samples') },
    },
    { name: 'Simulation', trust: TRUST, policies: { run: runPolicy('*') } },
  ],
  buckets: [
    {
      name: 'omics-lens-samples',
      objects: [
        { key: 'reads/NA12878_R1.fastq.gz', size: 42 * GIB },
        { key: 'reads/NA12878_R2.fastq.gz', size: 43 * GIB },
        { key: 'reference/GRCh38.fasta', size: 3 * GIB },
        { key: 'reference/GRCh38.fasta.fai', size: 160_000 },
        { key: 'reference/GRCh38.dict', size: 580_000 },
        { key: 'reference/GRCh38.fasta.amb', size: 20_000 },
        { key: 'reference/GRCh38.fasta.ann', size: 450_000 },
        { key: 'reference/GRCh38.fasta.bwt', size: 3 * GIB },
        { key: 'reference/GRCh38.fasta.pac', size: 770 * MIB },
        { key: 'reference/GRCh38.fasta.sa', size: 1_500 * MIB },
        { key: 'known/dbsnp.vcf.gz', size: 15 * GIB },
        { key: 'known/dbsnp.vcf.gz.tbi', size: 3 * MIB },
      ],
    },
    { name: 'simulation' },
  ],
  repositories: [
    { name: 'bwa', policy: PULL, images: [{ tags: ['0.7.18'], sizeBytes: 180 * MIB }] },
    { name: 'gatk', policy: PULL, images: [{ tags: ['4.6.1.0'], sizeBytes: 2 * GIB }] },
    { name: 'bcftools', policy: PULL, images: [{ tags: ['1.21'], sizeBytes: 210 * MIB }] },
  ],
  pullThroughRules: [],
  sequenceStores: [],
  referenceStores: [],
  sharedWorkflows: [],
  gitRepositories: [],
  clusters: [
    { name: 'default', capacityProviders: ['FARGATE', 'FARGATE_SPOT'] },
    { name: 'workstation', instances: [{ vcpus: 16, memoryGiB: 64 }] },
  ],
  denied: [],
};
