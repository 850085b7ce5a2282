import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { readArguments } from '@omics-lens/server/cli/arguments.ts';
import { SETTINGS } from '@omics-lens/server/settings.ts';
import { startServerProcess } from '../support/lsp-client.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(ROOT, 'server/src/node/cli-main.ts');
const PAGE = readFileSync(path.join(ROOT, 'docs/other-editors.md'), 'utf8');

/** The fenced blocks of the page in one language. */
function blocks(language: string): readonly string[] {
  return [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(
    ([, text = '']) => text,
  );
}

describe('docs/other-editors.md', () => {
  it('starts the server in each editor with the same command, which serves', async () => {
    const [toml = '', ...moreToml] = blocks('toml');
    const [json = '', ...moreJson] = blocks('json');
    assert.deepEqual([moreToml, moreJson], [[], []]);
    const helix = parse(toml) as {
      'language-server': { 'omics-lens': { command: string; args: string[]; config: object } };
    };
    const { command, args, config } = helix['language-server']['omics-lens'];
    const sublime = JSON.parse(json) as { clients: { 'omics-lens': { command: string[] } } };
    assert.deepEqual([command, ...args], ['omics-lens', '--stdio']);
    assert.deepEqual(sublime.clients['omics-lens'].command, ['omics-lens', '--stdio']);
    for (const text of [...blocks('lua'), ...blocks('elisp')]) assert.match(text, /"omics-lens",? "--stdio"/);
    const server = startServerProcess([process.execPath, '--import', 'tsx', CLI, ...args]);
    const { capabilities } = await server.client.initialize({ initializationOptions: config });
    assert.ok('hoverProvider' in capabilities);
    server.kill();
    await server.exit;
  });

  it('names commands and settings that there are', () => {
    const lines = blocks('sh').flatMap((text) => text.trim().split('\n'));
    assert.ok(lines.length > 5);
    for (const line of lines) {
      const [program, ...args] = line.replace(/ >.*/, '').split(' ');
      assert.equal(program, 'omics-lens');
      assert.notEqual(readArguments(args).name, 'wrong', line);
    }
    assert.ok(SETTINGS.some(({ name }) => name === 'region'));
  });
});
