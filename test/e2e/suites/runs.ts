import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { extensionApi } from './support/extension.ts';
import { cancelRun, playScenario, serviceState } from './support/service.ts';
import { stage } from './support/stage.ts';
import { fileUri, open, replace, serverReady } from './support/workspace.ts';

const PARAMS = 'germline/params.json';
const PROJECT = '.healthomics/config.toml';
const INPUT = '.quick-input-widget .quick-input-box input';

const ALL = { Statement: [{ Effect: 'Allow', Action: ['s3:*', 'logs:*', 'ecr:*'], Resource: '*' }] };
const PULL = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'omics.amazonaws.com' },
      Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    },
  ],
};

/** A role that nobody may take on, a cold file, and an image that is built for another machine. */
const ACCOUNT = {
  roles: [{ name: 'Untrusting', trust: { Statement: [] }, policies: { all: ALL } }],
  buckets: [{ name: 'cold-archive', objects: [{ key: 'dbsnp.vcf.gz', storageClass: 'DEEP_ARCHIVE' }] }],
  repositories: [{ name: 'bcftools', policy: PULL, images: [{ tags: ['1.21'], architectures: ['arm64'] }] }],
};

/** From six faults that are found at once to runs that ended, ran again, were cancelled and deleted. */
export function runs(): void {
  describe('runs from preflight to deletion', function () {
    // Each step stands on the one before.
    this.bail(true);
    let first: string;
    let second: string;

    it('finds six faults at once, each where it has to be mended', async () => {
      await playScenario({ account: ACCOUNT });
      await vscode.workspace.fs.writeFile(
        fileUri(PROJECT),
        new TextEncoder().encode(
          [
            'omics_iam_role = "arn:aws:iam::123456789012:role/Untrusting"',
            'run_output_uri = "s3://nobodys-bucket/runs/"',
            '',
          ].join('\n'),
        ),
      );
      await open(PROJECT);
      await serverReady((await open('germline/main.wdl')).document);
      const editor = await open(PARAMS);
      await replace(editor, 'NA12878_R2.fastq.gz', 'NA12878_R3.fastq.gz');
      await replace(editor, 's3://omics-lens-samples/known/dbsnp.vcf.gz"', 's3://cold-archive/dbsnp.vcf.gz"');
      await replace(editor, '/gatk:4.6.1.0', '/gatk:4.6.9.0');
      await vscode.commands.executeCommand('omicsLens.preflight', editor.document.uri);
      const found = await eventually('the findings', () => {
        const errors = preflightErrors();
        return errors.length > 0 ? errors : undefined;
      });
      assert.deepEqual(found, [
        `config.toml role-trust arn:aws:iam::123456789012:role/Untrusting`,
        'config.toml output-bucket-missing s3://nobodys-bucket/runs/',
        'params.json input-missing s3://omics-lens-samples/reads/NA12878_R3.fastq.gz',
        'params.json input-archived s3://cold-archive/dbsnp.vcf.gz',
        'params.json image-missing 123456789012.dkr.ecr.us-east-1.amazonaws.com/gatk:4.6.9.0',
        'params.json image-platform 123456789012.dkr.ecr.us-east-1.amazonaws.com/bcftools:1.21',
      ]);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      await stage.appear('.markers-panel .monaco-list-row');
      await stage.picture('1-six-faults');
    });

    it('starts nothing that would fail without an answer', async () => {
      // VS Code shows no dialog while its test driver is on: nobody answers.
      assert.equal(await vscode.commands.executeCommand('omicsLens.startRun', fileUri(PARAMS)), undefined);
      assert.deepEqual((await extensionApi()).runs(), []);
      assert.equal((await serviceState()).runs, 0);
    });

    it('copies the policy that is missing', async () => {
      await vscode.commands.executeCommand('omicsLens.copyMissingPermissions');
      assert.match(await vscode.env.clipboard.readText(), /"Service": "omics\.amazonaws\.com"/);
    });

    it('takes findings away when their file is edited, and finds nothing when all is mended', async () => {
      const editor = await open(PARAMS);
      await replace(editor, 'NA12878_R3.fastq.gz', 'NA12878_R2.fastq.gz');
      await eventually('the findings of the project file alone', () =>
        preflightErrors().every((error) => error.startsWith('config.toml')) ? true : undefined,
      );
      await replace(editor, 's3://cold-archive/dbsnp.vcf.gz"', 's3://omics-lens-samples/known/dbsnp.vcf.gz"');
      await replace(editor, '/gatk:4.6.9.0', '/gatk:4.6.1.0');
      const project = await open(PROJECT);
      await replace(project, 'role/Untrusting', 'role/OmicsLensSampleRun');
      await replace(project, 's3://nobodys-bucket/runs/', 's3://omics-lens-samples/runs/');
      // Somebody has pushed the image for the right machine.
      await playScenario({});
      await project.document.save();
      await vscode.commands.executeCommand('omicsLens.preflight', editor.document.uri);
      assert.deepEqual(preflightErrors(), []);
      await vscode.commands.executeCommand('workbench.action.closePanel');
    });

    it('starts the run, which comes to its end', async () => {
      await open('germline/main.wdl');
      await stage.click('.codelens-decoration a:has-text("Start run")');
      await stage.click('.quick-input-list .monaco-list-row[aria-label^="params.json"]');
      const api = await extensionApi();
      const ended = await eventually(
        'the end of the run',
        () => api.runs().find(({ status }) => status === 'COMPLETED'),
        () => api.runs(),
      );
      first = ended.id;
      await vscode.commands.executeCommand('omicsLens.runs.focus');
      await stage.picture('3-completed');
    });

    it('runs again, and shows that it was cancelled', async () => {
      const api = await extensionApi();
      second = String(await vscode.commands.executeCommand('omicsLens.runAgain', first));
      assert.notEqual(second, first);
      // The question before is a dialog, which nobody could answer here.
      await cancelRun(second);
      await vscode.commands.executeCommand('omicsLens.refreshRuns');
      await eventually(
        'the end of the run',
        () => api.runs().find(({ id, status }) => id === second && status === 'CANCELLED'),
        () => api.runs(),
      );
      await stage.picture('4-cancelled');
    });

    it('runs again with changes, in a run file', async () => {
      const uri = String(await vscode.commands.executeCommand('omicsLens.runAgainWithChanges', first));
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      assert.ok(uri.endsWith('.run.json'), uri);
      assert.equal((JSON.parse(text) as { runId: string }).runId, first);
      await stage.picture('5-run-file');
    });

    it('deletes both when it is typed', async () => {
      const api = await extensionApi();
      const rows = [first, second].map((runId) => ({ kind: 'run', runId }));
      const deleting = vscode.commands.executeCommand('omicsLens.deleteRun', rows[0], rows);
      await stage.appear(INPUT);
      await stage.type('delete');
      await stage.picture('6-delete');
      await stage.press('Enter');
      await deleting;
      await eventually(
        'an empty list',
        () => (api.runs().length === 0 ? true : undefined),
        () => api.runs(),
      );
    });
  });
}

/** Errors of the preflight as file, code and the text under them, in the order of files and places. */
function preflightErrors(): readonly string[] {
  return vscode.languages
    .getDiagnostics()
    .toSorted(([a], [b]) => a.path.localeCompare(b.path))
    .flatMap(([uri, diagnostics]) => {
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      return diagnostics
        .filter(
          ({ source, severity }) =>
            source === 'HealthOmics preflight' && severity === vscode.DiagnosticSeverity.Error,
        )
        .toSorted((a, b) => a.range.start.compareTo(b.range.start))
        .map(({ code, range }) => {
          const name = typeof code === 'string' ? code : '';
          return `${file} ${name} ${document?.getText(range) ?? ''}`.trim();
        });
    });
}
