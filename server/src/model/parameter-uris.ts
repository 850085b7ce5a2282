import { parseOmicsUri } from '../healthomics/omics-uri.ts';
import type { S3Uri } from '../healthomics/s3-uri.ts';
import { hasGlob, parseS3Uri, s3UriOfWebAddress } from '../healthomics/s3-uri.ts';
import type { UriResult } from '../healthomics/uri-result.ts';
import type { Fix } from '../text/index.ts';
import type { JsonString, JsonValue } from './json-value.ts';
import type { ParameterReport } from './parameter-report.ts';
import { replaceValue } from './parameter-report.ts';

type Wanted = 'File' | 'Directory';

/** Checks that the text is a place that HealthOmics can read a file or a folder from. */
export function checkLocation(
  value: JsonString,
  wanted: Wanted,
  path: string,
  report: ParameterReport,
): void {
  if (report.options.target === 'spec') return;
  switch (schemeOf(value.value)) {
    case 's3':
      return checkS3(value, wanted, path, report);
    case 'omics':
      return checkOmics(value, wanted, path, report);
    case undefined:
      return reportPath(value, wanted, path, report);
    default:
      return reportScheme(value, path, report);
  }
}

/**
 * Checks the form of every string that begins as an S3 or HealthOmics URI, where nothing says whether it is a file.
 * `path` is empty for the root.
 */
export function checkLooseValue(value: JsonValue, path: string, report: ParameterReport): void {
  if (report.options.target === 'spec') return;
  switch (value.kind) {
    case 'string': {
      const scheme = schemeOf(value.value);
      if (scheme === 's3') readS3(value, path, report);
      if (scheme === 'omics') checkOmics(value, 'File', path, report);
      return;
    }
    case 'array':
      value.elements.forEach((element, index) => {
        checkLooseValue(element, `${path}[${index}]`, report);
      });
      return;
    case 'object':
      for (const member of value.members) {
        const inner = path === '' ? member.key.value : `${path}.${member.key.value}`;
        if (member.value !== undefined) checkLooseValue(member.value, inner, report);
      }
      return;
    case 'number':
    case 'boolean':
    case 'null':
      return;
  }
}

/** In small letters; `s3:/bucket` counts as S3, so that it gets the right message. */
function schemeOf(text: string): string | undefined {
  return /^\s*([a-z][a-z0-9+.-]+):\/{1,2}/i.exec(text)?.[1]?.toLowerCase();
}

/** The parts of an S3 URI; of a malformed one says what is wrong. */
function readS3(value: JsonString, path: string, report: ParameterReport): S3Uri | undefined {
  const text = value.value;
  if (/^\s*s3:\/[^/]/i.test(text)) {
    const mended = text.trim().replace(/^s3:\//i, 's3://');
    const subject = path === '' ? 'The URI' : `'${path}'`;
    report.add('s3-uri', report.inside(value, 0, text.length), `${subject} must begin with 's3://'.`, {
      fixes: [writeAs(value, mended)],
    });
    return undefined;
  }
  const result = parseS3Uri(text);
  if (result.ok) return result.uri;
  reportForm(result, value, 's3-uri', path, report);
  return undefined;
}

function checkS3(value: JsonString, wanted: Wanted, path: string, report: ParameterReport): void {
  const text = value.value;
  const uri = readS3(value, path, report);
  if (uri === undefined) return;
  const { key, bucket } = uri;
  if (report.engine !== 'NEXTFLOW' && hasGlob(key)) {
    report.add('file-uri-glob', value, `'${path}' holds a pattern, and only Nextflow expands patterns.`, {
      note: wanted === 'File' ? 'List the files one by one, or give a Directory.' : 'Give the folder itself.',
    });
    return;
  }
  if (wanted === 'File') checkOneObject(value, key, bucket, path, report);
  else if (!text.endsWith('/')) {
    report.add('directory-uri-slash', value, `Directory '${path}' must end in '/'.`, {
      note: 'Without it the URI names one object. With it, everything below is copied.',
      fixes: [replaceValue(value, JSON.stringify(`${text}/`), "Add '/'")],
    });
  }
}

function checkOneObject(
  value: JsonString,
  key: string,
  bucket: string,
  path: string,
  report: ParameterReport,
): void {
  if (key === '') {
    return report.add(
      'file-uri-slash',
      value,
      `File '${path}' names the bucket '${bucket}' and no object in it.`,
      {
        note: 'A File is one S3 object: s3://bucket/key.',
      },
    );
  }
  // Nextflow stages everything below a prefix, whatever the parameter is declared as.
  if (!key.endsWith('/') || report.engine === 'NEXTFLOW') return;
  report.add('file-uri-slash', value, `File '${path}' ends in '/', which stands for a folder.`, {
    note: 'A File is one S3 object. For a folder, declare the input as Directory (WDL: version development).',
    fixes: [withoutSlash(value)],
  });
}

/** With an ending in front of the slash it is a file's name for sure, and a folder's otherwise. */
function withoutSlash(value: JsonString): Fix {
  const text = value.value.replace(/\/+$/, '');
  const { title, edits } = replaceValue(value, JSON.stringify(text), "Remove the '/'");
  return /\.[^/]*$/.test(text) ? { title, edits, preferred: true } : { title, edits };
}

function checkOmics(value: JsonString, wanted: Wanted, path: string, report: ParameterReport): void {
  const result = parseOmicsUri(value.value);
  if (!result.ok) return reportForm(result, value, 'omics-uri', path, report);
  if (wanted === 'Directory') {
    return report.add('file-uri-scheme', value, `Directory '${path}' cannot be an omics:// URI.`, {
      note: 'HealthOmics storage holds files. Give an S3 folder: s3://bucket/folder/.',
    });
  }
  const { region } = report.options;
  if (region === undefined || result.uri.region === region) return;
  const at = value.value.indexOf(result.uri.region);
  const span = report.inside(value, at, at + result.uri.region.length);
  report.add(
    'omics-uri-region',
    span,
    `'${path}' lies in ${result.uri.region}, and the run starts in ${region}.`,
    {
      note: `Inputs must lie in the Region of the workflow. Start the run in ${result.uri.region}, or import the data into a store in ${region}.`,
    },
  );
}

function reportForm(
  result: UriResult<unknown>,
  value: JsonString,
  code: 's3-uri' | 'omics-uri',
  path: string,
  report: ParameterReport,
): void {
  if (result.ok) return;
  const subject = path === '' ? 'The URI' : `'${path}'`;
  report.add(code, report.inside(value, result.start, result.end), `${subject} ${result.reason}.`, {
    note:
      code === 's3-uri'
        ? 'An S3 URI reads s3://bucket/key.'
        : 'A read set reads omics://{account}.storage.{Region}.amazonaws.com/{store}/readSet/{id}, a reference …/{store}/reference/{id}.',
    fixes: result.suggestion === undefined ? [] : [writeAs(value, result.suggestion)],
  });
}

function reportPath(value: JsonString, wanted: Wanted, path: string, report: ParameterReport): void {
  const isEmpty = value.value.trim() === '';
  const message = isEmpty ? `${wanted} '${path}' is empty.` : `${wanted} '${path}' is a local path.`;
  const note = isEmpty
    ? `Give the s3:// or omics:// URI of the ${wanted === 'File' ? 'file' : 'folder'}.`
    : "HealthOmics reads inputs from S3 and from its own storage only. Copy it with 'aws s3 cp' and give its s3:// URI.";
  report.add('file-uri-scheme', value, message, { note });
}

function reportScheme(value: JsonString, path: string, report: ParameterReport): void {
  const scheme = `${schemeOf(value.value) ?? ''}://`;
  const s3 = s3UriOfWebAddress(value.value);
  const usual =
    NOTES[scheme] ??
    'Inputs are read from s3:// and omics:// only. Copy the file to S3 and give its s3:// URI.';
  report.add('file-uri-scheme', value, `'${path}' is a ${scheme} URI, which HealthOmics cannot read.`, {
    note: s3 === undefined ? usual : `It is the web address of an S3 object: write '${s3}'.`,
    fixes: s3 === undefined ? [] : [writeAs(value, s3)],
  });
}

const NOTES: Readonly<Record<string, string>> = {
  'file://': "It is a file of your machine. Copy it with 'aws s3 cp' and give its s3:// URI.",
  'gs://': 'It lies in Google Cloud Storage. Copy it to S3 in the Region of the run and give its s3:// URI.',
};

function writeAs(value: JsonString, uri: string): Fix {
  return replaceValue(value, JSON.stringify(uri), `Write '${uri}'`);
}
