import assert from 'node:assert/strict';
import { toml } from '@omics-lens/server/languages/toml/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { analyzeText } from '../../../support/data-analysis.ts';
import { dedent, mainText, parseFixture, renderProblems } from '../../../support/fixture.ts';

function check(text: string, expected: string): void {
  const source = dedent(text);
  assert.equal(renderProblems(source, analyzeText(toml, source).problems), dedent(expected).trimEnd());
}

function completed(marked: string, account?: { value: string; label?: string }[]) {
  const fixture = parseFixture(`//- /config.toml\n${marked}`);
  const text = mainText(fixture);
  const offset = fixture.cursor?.offset ?? 0;
  return { text, candidates: analyzeText(toml, text).analysis.completions(offset, account) };
}

const labels = (marked: string, account?: { value: string; label?: string }[]) =>
  completed(marked, account).candidates.map(({ label }) => label);

describe('toml: project file', () => {
  it('says nothing about a good file, and about keys of others', () => {
    check(
      `
      # defaults
      omics_iam_role = "arn:aws:iam::123456789012:role/r" # the role
      run_output_uri = 's3://bucket/out/'
      run_storage_type = "STATIC"
      other_tool = [1,
        2]
      [workflows]
      run_storage_type = "FAST"`,
      '',
    );
  });

  it('says what a run could not use', () => {
    check(
      `
      omics_iam_role = "arn:aws:iam::123456789012:user/r"
      run_output_url = "s3://bucket"
      run_storage_type = "static"`,
      `
      omics_iam_role = "arn:aws:iam::123456789012:user/r"
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ project-value (error): 'omics_iam_role' must be the ARN of a role, such as arn:aws:iam::123456789012:role/name.
      run_output_url = "s3://bucket"
      ^^^^^^^^^^^^^^ project-key-unknown (warning): Nobody reads 'run_output_url'. Did you mean 'run_output_uri'?
      run_storage_type = "static"
                         ^^^^^^^^ project-value (error): 'run_storage_type' must be 'DYNAMIC' or 'STATIC'.`,
    );
    check(
      'run_output_uri = "bucket"\nrun_storage_type = 3',
      `
      run_output_uri = "bucket"
                       ^^^^^^^^ project-value (error): 'run_output_uri' does not begin with 's3://'.
      run_storage_type = 3
                         ^ project-value (error): 'run_storage_type' must be text in double quotes.`,
    );
  });

  it('says where it is no TOML', () => {
    const { problems } = analyzeText(toml, 'a = 1\nrun_output_uri = s3://bucket\n');
    assert.equal(problems[0]?.code, 'toml-syntax');
    assert.equal(problems[0].span.start, 6);
  });

  it('mends a choice and a name', () => {
    const text = 'run_storage_typ = "x"\n';
    const [fix] = analyzeText(toml, text).problems.flatMap((problem) => problem.fixes ?? []);
    assert.equal(applyEdits(text, fix?.edits ?? []), 'run_storage_type = "x"\n');
  });

  it('completes keys that are not there, and values', () => {
    assert.deepEqual(labels('omics_iam_role = ""\nru<|>'), ['run_output_uri', 'run_storage_type']);
    assert.deepEqual(labels('<|>'), ['omics_iam_role', 'run_output_uri', 'run_storage_type']);
    assert.deepEqual(labels('run_storage_type = <|>'), ['"DYNAMIC"', '"STATIC"']);
    assert.deepEqual(labels('run_storage_type = "<|>"'), ['"DYNAMIC"', '"STATIC"']);
    assert.deepEqual(labels('run_output_uri = <|>'), ['"s3://"']);
    assert.deepEqual(labels('omics_iam_role = "<|>"', [{ value: 'arn:x', label: 'runs' }]), ['"arn:x"']);
    assert.deepEqual(labels('[table]\n<|>'), []);
  });

  it('explains keys', () => {
    const { analysis } = analyzeText(toml, 'run_output_uri = ""');
    assert.match(analysis.describe(3)?.markdown ?? '', /outputUri/);
    assert.equal(analysis.describe(18), undefined);
  });

  it('is the only TOML file that is ours', () => {
    assert.ok(toml.accepts('file:///p/.healthomics/config.toml', ''));
    assert.ok(!toml.accepts('file:///p/Cargo.toml', ''));
  });

  it('never throws on a prefix', () => {
    const text = 'a = "x" # c\n[t.u]\nb = [1,\n 2]\n"q" = \'y\'\nrun_storage_type = """x\n"""\n';
    for (let end = 0; end <= text.length; end++)
      analyzeText(toml, text.slice(0, end)).analysis.completions(end);
  });
});
