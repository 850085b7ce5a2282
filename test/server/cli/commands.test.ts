import assert from 'node:assert/strict';
import { ruleCatalogue } from '@omics-lens/server/product.ts';
import { truncateSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../support/folder.ts';
import type { TestFolder } from '../../support/folder.ts';
import { runInTerminal } from '../../support/terminal.ts';

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/tool:1.0';
const CLEAN = `version 1.1

task t {
  input {
    Int n
  }
  command <<< echo ~{n} >>>
  output {
    File out = stdout()
  }
  runtime {
    container: "${IMAGE}"
    cpu: 2
    memory: "4 GiB"
  }
}
`;
const BROKEN = CLEAN.replace('~{n}', '~{unknown}').replace('Int n', 'Int n = 1');

describe('omics-lens', () => {
  let folder: TestFolder;
  beforeEach(() => (folder = makeFolder()));
  afterEach(() => folder.remove());

  const run = (line: string) => runInTerminal(line.split(' '), folder.path);

  describe('check', () => {
    it('prints each problem with its line and carets, and fails on errors', async () => {
      folder.write('a.wdl', BROKEN);
      const { exit, out, error } = await run('check a.wdl');
      assert.equal(
        out,
        [
          "a.wdl:5:9: hint: The input 'n' is never used. [unused-input]",
          '  5 |     Int n = 1',
          '    |         ^',
          '  Its value has no effect. Index files that only need to be present are not reported when their names say so.',
          '',
          "a.wdl:7:22: error: Unknown name 'unknown'. [unknown-name]",
          '  7 |   command <<< echo ~{unknown} >>>',
          '    |                      ^^^^^^^',
          '  No input or declaration of the task has this name.',
          '',
          '1 error, 1 hint in 1 file.',
          '',
        ].join('\n'),
      );
      assert.deepEqual([exit, error], [1, '']);
    });

    it('knows what the engine converts, and what none does', async () => {
      folder.write('a.wdl', CLEAN.replace('Int n', 'Int n = "x"'));
      folder.write('b.wdl', CLEAN.replace('command', 'Int m = n + 0.5\n  command'));
      const codes = async (options: string) =>
        [
          ...(await run(`check ${options}a.wdl b.wdl`)).out.matchAll(
            /^(\w)\.wdl\S+ (\w+): .*\[type-mismatch\]$/gm,
          ),
        ].map(([, file, severity]) => `${file} ${severity}`);
      assert.deepEqual(await codes(''), ['a error', 'b warning']);
      assert.deepEqual(await codes('--engine WDL_LENIENT '), ['a error']);
      assert.deepEqual(await codes('--engine WDL_LENIENT --target spec '), ['a error', 'b error']);
    });

    it('is content with a clean folder, and counts its files', async () => {
      folder.write('a.wdl', CLEAN);
      folder.write('deeper/b.wdl', CLEAN);
      folder.write('notes.txt', 'x');
      folder.write('package.json', '{,');
      assert.deepEqual(await run('check .'), { exit: 0, out: 'No problems in 2 files.\n', error: '' });
    });

    it('prints JSON with positions that count from one', async () => {
      folder.write('a.wdl', BROKEN);
      const { exit, out } = await run('check --format json a.wdl');
      const report = JSON.parse(out) as { files: number; problems: object[] };
      assert.equal(exit, 1);
      assert.equal(report.files, 1);
      assert.deepEqual(report.problems[1], {
        file: 'a.wdl',
        line: 7,
        column: 22,
        endLine: 7,
        endColumn: 29,
        severity: 'error',
        code: 'unknown-name',
        message: "Unknown name 'unknown'.\nNo input or declaration of the task has this name.",
      });
    });

    it('counts a file once that is named twice', async () => {
      folder.write('a.wdl', CLEAN);
      assert.equal((await run('check a.wdl . ./a.wdl')).out, 'No problems in 1 file.\n');
    });

    it('checks a JSON file that is named, whatever its name', async () => {
      folder.write('main.wdl', `version 1.1\nworkflow W {\n  input {\n    Int n\n  }\n  Int m = n\n}\n`);
      folder.write('sample.json', '{"n": "x"}');
      const { exit, out } = await run('check sample.json');
      assert.equal(exit, 1);
      assert.match(out, /^sample\.json:1:7: error: .* \[parameter-type\]/);
    });

    it('reports broken JSON', async () => {
      folder.write('params.json', '{"n": }');
      const { exit, out } = await run('check params.json');
      assert.equal(exit, 1);
      assert.match(out, /\[json-syntax\]/);
    });

    it('follows the target', async () => {
      folder.write('a.wdl', CLEAN.replace(IMAGE, 'ubuntu:22.04'));
      assert.match((await run('check a.wdl')).out, /container-not-ecr/);
      assert.equal((await run('check a.wdl --target spec')).out, 'No problems in 1 file.\n');
    });

    it('shows colours only where they are wanted', async () => {
      folder.write('a.wdl', BROKEN);
      const { out } = await runInTerminal(['check', 'a.wdl'], folder.path, { colour: true });
      // eslint-disable-next-line no-control-regex -- colours are control characters
      assert.match(out, /\u001b\[31merror\u001b\[0m/);
    });

    it('says what it cannot find or does not read', async () => {
      folder.write('notes.txt', 'x');
      const { exit, out, error } = await run('check gone.wdl notes.txt');
      assert.deepEqual([exit, out], [2, '']);
      assert.equal(
        error,
        "There is no file or folder 'gone.wdl'.\n'notes.txt' is neither a workflow nor a parameter file, as far as its name and its text say.\n",
      );
    });

    it('says what is wrong with the command line', async () => {
      assert.deepEqual(await run('check --format xml .'), {
        exit: 2,
        out: '',
        error:
          "'xml' is no format: choose text, json, sarif or github. 'omics-lens --help' says what there is.\n",
      });
    });
  });

  describe('check of files that are no workflows', () => {
    it('has a problem for each, and checks the others', async () => {
      folder.write('binary.wdl', Uint8Array.from([0, 1, 2]));
      folder.write('big.wdl', '');
      truncateSync(path.join(folder.path, 'big.wdl'), 51 * 1024 * 1024);
      folder.write('empty.wdl', '');
      folder.write('a.wdl', `version 1.1\nimport "b.wdl"\n`);
      folder.write('b.wdl', `version 1.1\nimport "a.wdl"\n`);
      folder.write('good.wdl', CLEAN);
      const { exit, out } = await run('check --format json .');
      const { files, problems } = JSON.parse(out) as {
        files: number;
        problems: { file: string; code: string }[];
      };
      assert.deepEqual([exit, files], [1, 6]);
      const codes = (file: string) => problems.filter((one) => one.file === file).map(({ code }) => code);
      assert.deepEqual(codes('binary.wdl'), ['file-not-text']);
      assert.deepEqual(codes('big.wdl'), ['file-over-50-mb']);
      assert.ok(codes('a.wdl').includes('import-cycle'), codes('a.wdl').join());
      assert.ok(codes('b.wdl').includes('import-cycle'), codes('b.wdl').join());
      assert.deepEqual(codes('good.wdl'), []);
    });
  });

  describe('template', () => {
    it('prints what CreateWorkflow takes', async () => {
      folder.write('a.wdl', 'version 1.1\nworkflow W {\n  input {\n    Int n\n    File? f\n  }\n}\n');
      const { exit, out } = await run('template a.wdl');
      assert.equal(exit, 0);
      assert.deepEqual(JSON.parse(out), { n: { description: '' }, f: { description: '', optional: true } });
    });
    it('says what it cannot make one of', async () => {
      folder.write('a.wdl', 'version 1.1\n');
      assert.deepEqual(await run('template a.wdl'), {
        exit: 1,
        out: '',
        error: "'a.wdl' holds no workflow that could be run.\n",
      });
      assert.equal((await run('template gone.wdl')).exit, 2);
    });
  });

  describe('inputs', () => {
    const WDL = 'version 1.1\nworkflow W {\n  input {\n    Int n\n    File? f\n    Int m = 2 * 3\n  }\n}\n';
    it('prints a parameter file with what must be given, or with everything', async () => {
      folder.write('a.wdl', WDL);
      assert.deepEqual(await run('inputs a.wdl'), { exit: 0, out: '{\n  "n": 0\n}\n', error: '' });
      assert.deepEqual(JSON.parse((await run('inputs --all a.wdl')).out), { n: 0, f: null, m: 6 });
    });
    it("puts the workflow's name in front for other engines", async () => {
      folder.write('a.wdl', WDL);
      assert.deepEqual(JSON.parse((await run('inputs --target spec a.wdl')).out), { 'W.n': 0 });
    });
    it('makes a file that has no problem other than its empty values', async () => {
      folder.write('a.wdl', WDL);
      folder.write('a.inputs.json', (await run('inputs --all a.wdl')).out);
      assert.equal((await run('check a.inputs.json')).out, 'No problems in 1 file.\n');
    });
  });

  describe('explain', () => {
    it('has a page for every code, and a line for each in the list', async () => {
      const rules = ruleCatalogue();
      const list = (await run('explain')).out.trimEnd().split('\n');
      assert.equal(list.length, rules.length);
      for (const { code, summary } of rules) {
        const { exit, out } = await run(`explain ${code}`);
        assert.equal(exit, 0);
        assert.ok(out.startsWith(`${code} (`) && out.includes(summary));
      }
    });
    it('suggests the code that was meant', async () => {
      const { exit, error } = await run('explain unknwon-name');
      assert.deepEqual([exit, error], [2, "There is no code 'unknwon-name'. Did you mean 'unknown-name'?\n"]);
    });
  });

  it('has a version and a usage', async () => {
    assert.match((await run('--version')).out, /^\d+\.\d+\.\d+\n$/);
    assert.match((await run('--help')).out, /omics-lens check/);
  });
});
