import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import type { ShellChecker, ShellFinding } from '@omics-lens/server/workspace/shell-checks.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const MAIN = 'file:///project/main.wdl';
const TEXT = 'version 1.1\ntask t {\n  command <<<\n    echo\n  >>>\n  output { Int i = 1 }\n}\n';
const PULLS = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

/** Says that the first word is wrong, when it is told to go on. */
function heldChecker(): { readonly checker: ShellChecker; readonly goOn: () => void } {
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const range = { line: 0, column: 0, endLine: 0, endColumn: 4 };
  const finding: ShellFinding = { ...range, level: 'info', code: 1, message: 'Wrong.', replacements: [] };
  const checker: ShellChecker = { check: () => held.then(() => [finding]) };
  return { checker, goOn: () => goOn() };
}

async function started(capabilities: object, shellChecker: ShellChecker) {
  const { languages, finish } = product;
  const client = startServerHere(stubEnvironment({ languages, finish, shellChecker }));
  await client.initialize({ capabilities });
  client.notify('initialized', {});
  client.open(MAIN, TEXT, 'wdl');
  return client;
}

describe('what ShellCheck says', () => {
  it('is pushed when it comes, and nothing waits for it', async () => {
    const { checker, goOn } = heldChecker();
    const client = await started({}, checker);
    const published = () =>
      client.notifications.flatMap(({ method, params }) =>
        method === 'textDocument/publishDiagnostics'
          ? [(params as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code)]
          : [],
      );
    await client.until(() => published().length > 0);
    assert.ok(!published()[0]?.includes('shellcheck'));
    goOn();
    await client.until(() => published().at(-1)?.includes('shellcheck') === true);
    assert.ok(published().at(-1)?.includes('container-missing'));
  });

  it('is asked for again by clients that ask', async () => {
    const { checker, goOn } = heldChecker();
    const client = await started(PULLS, checker);
    const pull = async () => {
      const report = await client.ask<{ items: { code: string; range: unknown }[] }>(
        'textDocument/diagnostic',
        {
          textDocument: { uri: MAIN },
        },
      );
      return report.items.filter(({ code }) => code === 'shellcheck').map(({ range }) => range);
    };
    assert.deepEqual(await pull(), []);
    goOn();
    await client.until(() => client.asked.some(({ method }) => method === 'workspace/diagnostic/refresh'));
    assert.deepEqual(await pull(), [{ start: { line: 3, character: 4 }, end: { line: 3, character: 8 } }]);
  });
});
