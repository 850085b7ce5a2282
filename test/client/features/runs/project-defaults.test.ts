import assert from 'node:assert/strict';
import { UserError } from '../../../../client/src/infrastructure/errors.ts';
import { readProjectDefaults } from '../../../../client/src/features/runs/project-defaults.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const check = async (files: Readonly<Record<string, string>>, workflow = 'file:///ws/a/b/main.wdl') =>
  readProjectDefaults(memoryFiles(files), workflow);

const CONFIG = `
# Defaults
omics_iam_role = "arn:aws:iam::123456789012:role/run"
run_output_uri = " s3://bucket/out/ "
run_storage_type = "static"
other = 7
`;

describe('.healthomics/config.toml', () => {
  it('is read from the nearest folder that has one', async () => {
    const defaults = await check({
      'file:///ws/.healthomics/config.toml': 'omics_iam_role = "far"',
      'file:///ws/a/.healthomics/config.toml': CONFIG,
    });
    assert.deepEqual(defaults, {
      uri: 'file:///ws/a/.healthomics/config.toml',
      roleArn: 'arn:aws:iam::123456789012:role/run',
      outputUri: 's3://bucket/out/',
      storageType: 'static',
    });
  });

  it('is not looked for above the workspace folder', async () => {
    assert.deepEqual(await check({ 'file:///.healthomics/config.toml': CONFIG }), {});
  });

  it('is only looked for beside a file that is in no workspace folder', async () => {
    const files = { 'file:///x/.healthomics/config.toml': 'run_storage_type = "STATIC"' };
    assert.equal((await check(files, 'file:///x/main.wdl')).storageType, 'STATIC');
    assert.deepEqual(await check(files, 'file:///x/y/main.wdl'), {});
  });

  it('leaves out what is empty or no text', async () => {
    const uri = 'file:///ws/.healthomics/config.toml';
    assert.deepEqual(await check({ [uri]: 'omics_iam_role = ""\nrun_output_uri = 7' }), { uri });
  });

  it('says in which line it is broken, and opens it', async () => {
    await assert.rejects(
      check({ 'file:///ws/.healthomics/config.toml': '# x\nomics_iam_role = arn' }),
      (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /^'\.healthomics\/config\.toml' is not valid TOML in line 2\./);
        assert.deepEqual(error.explanation.nextStep?.arguments, ['file:///ws/.healthomics/config.toml']);
        return true;
      },
    );
  });
});
