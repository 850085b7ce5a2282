import { NEXTFLOW_PREFERENCE } from '../../../healthomics/index.ts';
import type { Fix, Span } from '../../../text/index.ts';
import type { ExprNode } from '../syntax/ast.ts';
import { contentSpan, spanOf } from '../words.ts';
import type { ConfigContext } from './context.ts';
import type { NextflowFinding } from './finding.ts';

const VERSIONS = [...NEXTFLOW_PREFERENCE].sort().join(', ');

export const engineVersionRefused: NextflowFinding = {
  code: 'engine-version-refused',
  severity: 'error',
  target: 'healthomics',
  summary: 'The workflow insists on a version of Nextflow that AWS HealthOmics does not have.',
  why: `With \`!\` in front, a version that does not match ends the run. AWS HealthOmics has ${VERSIONS}.`,
  bad: "manifest.nextflowVersion = '!>=25.10.4'",
  good: "manifest.nextflowVersion = '!>=25.10.0'",
  config(context) {
    const { wanted, how } = context.version;
    const place = placeOf(context);
    if (place === undefined || wanted === undefined || how !== 'refused') return [];
    return [
      {
        span: place.span,
        message: `AWS HealthOmics has no Nextflow that matches '${wanted}', so that every run fails.`,
        note: `It has ${VERSIONS}. Without the '!' it would run its default.`,
        fixes: nearest(wanted).map((version) => askFor(place, `!${version}`, `Insist on ${version}`)),
      },
    ];
  },
};

export const engineVersionUnmatched: NextflowFinding = {
  code: 'engine-version-unmatched',
  severity: 'warning',
  target: 'healthomics',
  summary: 'The workflow asks for a version of Nextflow that AWS HealthOmics does not have.',
  why: `It then runs the default version and says so only in the log of the run. AWS HealthOmics has ${VERSIONS}.`,
  bad: "manifest.nextflowVersion = '25.04.1'",
  good: "manifest.nextflowVersion = '25.10.0'",
  config(context) {
    const { wanted, how, version } = context.version;
    const place = placeOf(context);
    if (place === undefined || wanted === undefined || how !== 'unreadable') return [];
    return [
      {
        span: place.span,
        message: `AWS HealthOmics has no Nextflow that matches '${wanted}', and runs ${version} in its place.`,
        note: `It has ${VERSIONS}.`,
        fixes: nearest(wanted).map((one) => askFor(place, one, `Ask for ${one}`)),
      },
    ];
  },
};

export const engineVersionRange: NextflowFinding = {
  code: 'engine-version-range',
  severity: 'hint',
  target: 'healthomics',
  summary: 'Of the versions that match, AWS HealthOmics does not take the newest.',
  why: `Of several that match it takes the first of ${NEXTFLOW_PREFERENCE.join(', ')}. Who wants a newer one has to ask for exactly that one, or for a range that leaves the others out.`,
  bad: "manifest.nextflowVersion = '>=23.04'  // runs 23.10.0",
  good: "manifest.nextflowVersion = '25.10.0'",
  config(context) {
    const { wanted, how, version, matching } = context.version;
    const place = placeOf(context);
    if (place === undefined || wanted === undefined || how !== 'range') return [];
    const newer = matching.filter((one) => one > version).sort();
    if (newer.length === 0) return [];
    return [
      {
        span: place.span,
        message: `AWS HealthOmics runs this with ${version}, and not with ${newer.join(' or ')}.`,
        note: 'Of the versions that match, it does not take the newest. Ask for exactly one where that matters.',
        fixes: [version, ...newer].map((one) => askFor(place, one, `Ask for exactly ${one}`)),
      },
    ];
  },
};

export const engineVersionOverridden: NextflowFinding = {
  code: 'engine-version-overridden',
  severity: 'warning',
  target: 'healthomics',
  summary: 'An included configuration sets the version of Nextflow again.',
  why: 'The later setting counts. Put `manifest.nextflowVersion` at the end of the file, behind every `includeConfig`.',
  config(context) {
    const place = placeOf(context);
    const effective = context.read.exports.options.get('manifest.nextflowVersion');
    if (place === undefined || effective === undefined || effective.at.uri === context.uri) return [];
    return [
      {
        span: place.span,
        message: `An included configuration sets this again, to ${effective.text}.`,
        note: 'The later setting counts. Move this one to the end of the file.',
        related: [{ location: effective.at, message: 'This is what counts.' }],
      },
    ];
  },
};

interface VersionPlace {
  readonly span: Span;
  readonly value: ExprNode;
  readonly text: string;
}

/** The last that counts in the file itself. */
function placeOf({ read, text }: ConfigContext): VersionPlace | undefined {
  const setting = read.written
    .filter(({ path, counts }) => counts && path.join('.') === 'manifest.nextflowVersion')
    .at(-1);
  const value = setting?.value;
  return value === undefined ? undefined : { span: spanOf(value), value, text };
}

function askFor({ value }: VersionPlace, version: string, title: string): Fix {
  return value.kind === 'string'
    ? { title, edits: [{ span: contentSpan(value), newText: version }] }
    : { title, edits: [{ span: spanOf(value), newText: `'${version}'` }] };
}

/** The versions of the same year, else the newest. */
function nearest(wanted: string): readonly string[] {
  const year = /\d+/.exec(wanted)?.[0];
  const same = NEXTFLOW_PREFERENCE.filter((version) => version.split('.')[0] === year);
  return same.length > 0 ? same : [...NEXTFLOW_PREFERENCE].sort().slice(-1);
}
