import assert from 'node:assert/strict';
import type { UriResult } from '@omics-lens/server/healthomics/index.ts';
import {
  hasGlob,
  isEcrPrivate,
  parseContainerUri,
  parseOmicsUri,
  parseS3Uri,
  s3UriOfWebAddress,
} from '@omics-lens/server/healthomics/index.ts';

/** `{parts}`, or `reason [the wrong part] -> suggestion`. */
function render(text: string, result: UriResult<object>): string {
  if (result.ok) return Object.values(result.uri).join(' ');
  const suggestion = result.suggestion === undefined ? '' : ` -> ${result.suggestion}`;
  return `${result.reason} [${text.slice(result.start, result.end)}]${suggestion}`;
}

const HOST = 'omics://123456789012.storage.us-east-1.amazonaws.com';
const READ_SET = `${HOST}/1234567890/readSet/2345678901`;

const OMICS: readonly (readonly [text: string, expected: string])[] = [
  [READ_SET, '123456789012 us-east-1 1234567890 readSet 2345678901 source1'],
  [`${READ_SET}/source2`, '123456789012 us-east-1 1234567890 readSet 2345678901 source2'],
  [`${READ_SET}/index`, '123456789012 us-east-1 1234567890 readSet 2345678901 index'],
  [
    `${HOST}/1234567890/reference/2345678901`,
    '123456789012 us-east-1 1234567890 reference 2345678901 source',
  ],
  [
    `${HOST}/1234567890/reference/2345678901/index`,
    '123456789012 us-east-1 1234567890 reference 2345678901 index',
  ],
  [`${HOST}/1234567890/readset/2345678901`, `must write 'readSet', not 'readset' [readset] -> ${READ_SET}`],
  [`${READ_SET}/Source1`, `must write 'source1', not 'Source1' [Source1] -> ${READ_SET}/source1`],
  [
    `${READ_SET}/source3`,
    "names the file 'source3', and a read set has 'source1' or 'source2' or 'index' [source3]",
  ],
  [
    `${HOST}/1234567890/reference/2345678901/source1`,
    "names the file 'source1', and a reference has 'source' or 'index' [source1]",
  ],
  [`${READ_SET}/`, `must not end in '/' [/] -> ${READ_SET}`],
  [`${READ_SET}/source1/x`, `goes on behind the file [/x] -> ${READ_SET}/source1`],
  [`${HOST}/123/readSet/2345678901`, "needs a store id of 10 to 36 digits, not '123' [123]"],
  [`${HOST}/1234567890/readSet/abc`, "needs a read set id of 10 to 36 digits, not 'abc' [abc]"],
  [
    `${HOST}/1234567890/reads/2345678901`,
    "needs 'reference' or 'readSet' behind the store, not 'reads' [reads]",
  ],
  [`${HOST}/1234567890`, `lacks 'reference' or 'readSet' behind the store [${HOST}/1234567890]`],
  [`${HOST}/1234567890/readSet`, `lacks the id of a read set [${HOST}/1234567890/readSet]`],
  [HOST, `lacks the id of a store [${HOST}]`],
  ['omics://', 'has no account and Region [omics://]'],
  [
    'omics://1234.storage.us-east-1.amazonaws.com/1234567890',
    "needs an account id of 12 digits, not '1234' [1234]",
  ],
  [
    'omics://123456789012.storage.virginia.amazonaws.com/1',
    "needs a Region such as us-east-1, not 'virginia' [virginia]",
  ],
  [
    'omics://123456789012.us-east-1.amazonaws.com/1',
    "needs '{account}.storage.{Region}.amazonaws.com' behind 'omics://', not '123456789012.us-east-1.amazonaws.com' [123456789012.us-east-1.amazonaws.com]",
  ],
  [`Omics${READ_SET.slice(5)}`, `must begin with 'omics://' in small letters [Omics://] -> ${READ_SET}`],
  [`${READ_SET} `, `has white space around it [${READ_SET} ] -> ${READ_SET}`],
  ['s3://bucket/key', "does not begin with 'omics://' [s3://bucket/key]"],
];

const S3: readonly (readonly [text: string, expected: string])[] = [
  ['s3://bucket/path/to.bam', 'bucket path/to.bam'],
  ['s3://bucket/path/', 'bucket path/'],
  ['s3://bucket', 'bucket '],
  ['s3://bucket//double//slash', 'bucket /double//slash'],
  [
    's3://1-2-abc-s3alias/1/sequenceStore/2/readSet/3/a.bam',
    '1-2-abc-s3alias 1/sequenceStore/2/readSet/3/a.bam',
  ],
  ['s3://', 'names no bucket [s3://]'],
  ['s3:///key', 'names no bucket [s3:///key]'],
  ['S3://bucket/key', "must begin with 's3://' in small letters [S3://] -> s3://bucket/key"],
  [' s3://bucket/key', 'has white space around it [ s3://bucket/key] -> s3://bucket/key'],
  [
    's3://My_Bucket/key',
    "names the bucket 'My_Bucket', and a bucket has 3 to 63 small letters, digits, dots and hyphens [My_Bucket]",
  ],
  [
    's3://arn:aws:s3:us-east-1:123456789012:accesspoint/name/key',
    'holds an ARN where the bucket goes; use the alias of the access point [arn:aws:s3:us-east-1:123456789012:accesspoint]',
  ],
  ['https://x', "does not begin with 's3://' [https://x]"],
];

const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

const CONTAINERS: readonly (readonly [text: string, expected: string])[] = [
  ['ubuntu', '- ubuntu - - -'],
  ['ubuntu:22.04', '- ubuntu 22.04 - -'],
  ['quay.io/biocontainers/samtools:1.17--h00cdaf9_0', 'quay.io biocontainers/samtools 1.17--h00cdaf9_0 - -'],
  ['localhost:5000/a/b', 'localhost:5000 a/b - - -'],
  ['docker://quay.io/a/b:1', 'quay.io a/b 1 - -'],
  [`${ECR}/samtools:1.17`, `${ECR} samtools 1.17 - us-east-1`],
  [`${ECR}/a/b@sha256:${'0'.repeat(64)}`, `${ECR} a/b - sha256:${'0'.repeat(64)} us-east-1`],
  [`${ECR}/a:1@sha256:${'0'.repeat(64)}`, `${ECR} a 1 sha256:${'0'.repeat(64)} us-east-1`],
  ['123456789012.dkr-ecr.us-west-2.on.aws/a:1', '123456789012.dkr-ecr.us-west-2.on.aws a 1 - us-west-2'],
  ['1234.dkr.ecr.us-east-1.amazonaws.com/a:1', '1234.dkr.ecr.us-east-1.amazonaws.com a 1 - -'],
  ['public.ecr.aws/ubuntu/ubuntu:22.04', 'public.ecr.aws ubuntu/ubuntu 22.04 - -'],
  ['', 'none'],
  ['two words', 'none'],
  ['UPPER/case', 'none'],
  [`${ECR}/`, 'none'],
];

describe('healthomics: URIs', () => {
  for (const [text, expected] of OMICS) {
    it(`omics: ${text}`, () => {
      assert.equal(render(text, parseOmicsUri(text)), expected);
    });
  }
  for (const [text, expected] of S3) {
    it(`s3: ${text}`, () => {
      assert.equal(render(text, parseS3Uri(text)), expected);
    });
  }
  for (const [text, expected] of CONTAINERS) {
    it(`container: ${text}`, () => {
      const uri = parseContainerUri(text);
      const rendered =
        uri === undefined
          ? 'none'
          : [uri.host, uri.repository, uri.tag, uri.digest, uri.ecr?.region]
              .map((part) => part ?? '-')
              .join(' ');
      assert.equal(rendered, expected);
    });
  }

  it('knows an ECR private image', () => {
    assert.equal(isEcrPrivate(`${ECR}/samtools:1`), true);
    assert.equal(isEcrPrivate('public.ecr.aws/samtools:1'), false);
  });

  it('reads the web addresses of S3 objects', () => {
    assert.deepEqual(
      [
        'https://bucket.s3.amazonaws.com/a/b.bam',
        'https://bucket.s3.us-east-1.amazonaws.com/a%20b.bam',
        'https://bucket.s3-us-west-2.amazonaws.com/a.bam',
        'https://s3.amazonaws.com/bucket/a.bam',
        'https://s3.eu-west-1.amazonaws.com/bucket/a.bam?versionId=1',
        'https://example.org/a.bam',
      ].map(s3UriOfWebAddress),
      [
        's3://bucket/a/b.bam',
        's3://bucket/a b.bam',
        's3://bucket/a.bam',
        's3://bucket/a.bam',
        undefined,
        undefined,
      ],
    );
  });

  it('knows a pattern', () => {
    assert.deepEqual(
      ['a/*.bam', 'a/?.bam', 'a/{x,y}.bam', 'a/[0-9].bam', 'a/{x}.bam', 'a/b.bam', 'a/b[.bam'].map(hasGlob),
      [true, true, true, true, false, false, false],
    );
  });
});
