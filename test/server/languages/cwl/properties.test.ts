import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cwl } from '@omics-lens/server/languages/cwl/index.ts';
import type { Analysis } from '@omics-lens/server/languages/language.ts';
import { PIPELINE } from './assist/pipeline.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../baselines/same-pipeline/cwl');

const PACKED = `{"cwlVersion": "v1.0", "$graph": [
  {"id": "#tool", "class": "CommandLineTool", "inputs": [{"id": "#tool/x", "type": ["null", "File"]}], "outputs": [],
   "arguments": ["$(inputs.x.path)", {"valueFrom": "\${ return inputs.x; }"}]},
  {"id": "#main", "class": "Workflow", "inputs": [{"id": "#main/f", "type": "File"}], "outputs": [],
   "steps": [{"id": "#main/one", "run": "#tool", "in": [{"id": "#main/one/x", "source": "#main/f"}], "out": []}]}
]}`;

const ALIASES = `cwlVersion: v1.2
class: Workflow
inputs: &ports
  a: &file { type: File, doc: "x" }
  b: *file
outputs: *ports
steps:
  - &step { id: s, run: &tool { class: CommandLineTool, inputs: *ports, outputs: [] }, in: { a: a, b: b }, out: [] }
  - { <<: *step, id: t, run: *tool }
`;

const TEXTS = [
  ...readdirSync(FOLDER).map((name) => readFileSync(path.join(FOLDER, name), 'utf8')),
  PIPELINE.slice(PIPELINE.indexOf('\n') + 1, PIPELINE.indexOf('//- /tool.cwl')),
  PIPELINE.slice(PIPELINE.indexOf('//- /tool.cwl') + '//- /tool.cwl\n'.length),
  PACKED,
  ALIASES,
];

function analyze(text: string): Analysis {
  const parsed = cwl.parse(text);
  const analysis = cwl.analyze(parsed, {
    uri: 'file:///main.cwl',
    settings: { target: 'healthomics', region: undefined },
    imported: () => ({ kind: 'missing', uri: undefined, reason: 'it is not there' }),
  });
  check(text, analysis);
  return analysis;
}

/** What features rely on. */
function check(text: string, analysis: Analysis): void {
  let end = 0;
  for (const { span } of analysis.occurrences) {
    assert.ok(span.start >= end && span.end > span.start && span.end <= text.length);
    end = span.end;
  }
  for (const { span } of analysis.allProblems?.() ?? analysis.problems) {
    assert.ok(span.start >= 0 && span.end >= span.start && span.end <= text.length);
  }
  for (const { id, span } of analysis.symbols.values()) {
    assert.ok(id.startsWith('file:///main.cwl#') && span.end <= text.length);
  }
}

describe('any CWL text', () => {
  it('is analysed, and so are its prefixes', () => {
    for (const text of TEXTS) for (let i = 0; i <= text.length; i += 7) analyze(text.slice(0, i));
  });

  it('is completed, described and hinted at anywhere', () => {
    for (const text of TEXTS) {
      const analysis = analyze(text);
      for (let i = 0; i <= text.length; i += 5) {
        analysis.completions(i);
        analysis.describe(i);
      }
      assert.ok(analysis.unsaid?.({ start: 0, end: text.length }) !== undefined);
    }
  });

  it('keeps its steps when a character is lost', () => {
    const [text = ''] = TEXTS.filter((one) => one.includes('with_report: with_report'));
    const from = text.indexOf('  align:\n    run');
    let lost = 0;
    for (let i = from; i < text.length; i++) {
      // Blanks say to whom a line belongs.
      if (text[i] === ' ') continue;
      const { outline } = analyze(text.slice(0, i) + text.slice(i + 1));
      const steps = outline[0]?.children.find(({ name }) => name === 'steps')?.children.length ?? 0;
      if (steps < 2) lost++;
    }
    assert.equal(lost, 0);
  });

  it('is the same when it is analysed again', () => {
    for (const text of TEXTS) {
      assert.equal(
        analyze(text).fingerprint,
        analyze(`# a comment\n${text}`.slice('# a comment\n'.length)).fingerprint,
      );
    }
  });

  it('has rules with one code each, all of which are known', () => {
    const codes = cwl.rules.map(({ code }) => code);
    assert.deepEqual(codes, [...new Set(codes)]);
    const folder = path.resolve(import.meta.dirname, '../../../../server/src/languages/cwl/check');
    const reported = readdirSync(folder).flatMap((name) =>
      [...readFileSync(path.join(folder, name), 'utf8').matchAll(/report\(\s*file,\s*'([a-z-]+)'/g)].map(
        ([, code = '']) => code,
      ),
    );
    assert.ok(reported.length > 15);
    assert.deepEqual(
      reported.filter((code) => !codes.includes(code)),
      [],
    );
  });
});
