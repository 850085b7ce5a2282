import assert from 'node:assert/strict';
import { readArguments } from '@omics-lens/server/cli/arguments.ts';

function check(line: string, expected: ReturnType<typeof readArguments>) {
  assert.deepEqual(readArguments(line === '' ? [] : line.split(' ')), expected);
}
const checkWrong = (line: string, why: string) => check(line, { name: 'wrong', why });
const DEFAULTS = {
  format: 'text',
  target: 'healthomics',
  engine: 'WDL',
  region: undefined,
  imports: 'local',
  scripts: 'skipped',
} as const;

describe('the command line', () => {
  it('takes paths and options in any order', () => {
    check('check a.wdl b', { name: 'check', paths: ['a.wdl', 'b'], options: DEFAULTS });
    check('check --format json a --target=spec b --region eu-west-1', {
      name: 'check',
      paths: ['a', 'b'],
      options: { ...DEFAULTS, format: 'json', target: 'spec', region: 'eu-west-1' },
    });
    check('check --engine WDL_LENIENT a --shellcheck --fetch-imports', {
      name: 'check',
      paths: ['a'],
      options: { ...DEFAULTS, engine: 'WDL_LENIENT', imports: 'public', scripts: 'read' },
    });
    check('check --fetch-imports --allow-private a', {
      name: 'check',
      paths: ['a'],
      options: { ...DEFAULTS, imports: 'any' },
    });
    check('check -- --odd', { name: 'check', paths: ['--odd'], options: DEFAULTS });
  });

  it('serves an editor whatever else is said', () => {
    for (const line of ['--stdio', '--node-ipc', '--socket=5000', '--stdio --clientProcessId=1']) {
      check(line, { name: 'serve' });
    }
  });

  it('takes files to lay out, one of three ways', () => {
    const options = { mode: 'print', indentWidth: 4, lineWidth: undefined } as const;
    check('format a.wdl', { name: 'format', paths: ['a.wdl'], options });
    check('format --check a b', {
      name: 'format',
      paths: ['a', 'b'],
      options: { ...options, mode: 'check' },
    });
    check('format a --write --indent 2 --line-width=80', {
      name: 'format',
      paths: ['a'],
      options: { mode: 'write', indentWidth: 2, lineWidth: 80 },
    });
    checkWrong('format', 'format needs files or folders to lay out.');
    checkWrong('format --check --write a', 'Choose one of --check and --write.');
    checkWrong('format --indent two a', 'The option --indent needs a whole number above 0.');
    checkWrong('format --check=yes a', "'--check' is no option of format.");
  });

  it('knows its other commands', () => {
    const target = 'healthomics' as const;
    check('inputs a', { name: 'inputs', path: 'a', options: { which: 'required', target } });
    check('inputs a --all --target spec', {
      name: 'inputs',
      path: 'a',
      options: { which: 'all', target: 'spec' },
    });
    check('graph a', { name: 'graph', path: 'a', format: 'mermaid' });
    check('graph --format dot a', { name: 'graph', path: 'a', format: 'dot' });
    check('template a.wdl', { name: 'template', path: 'a.wdl' });
    check('explain', { name: 'explain', code: undefined });
    check('explain x', { name: 'explain', code: 'x' });
    check('--help', { name: 'help' });
    check('check --help', { name: 'help' });
    check('-v', { name: 'version' });
  });

  it('says what is wrong', () => {
    checkWrong('', 'No command was given.');
    checkWrong('chekc a', "'chekc' is no command.");
    checkWrong('check', 'check needs files or folders to check.');
    checkWrong('check --json a', "'--json' is no option of check.");
    checkWrong('check a --format', 'The option --format needs a value.');
    checkWrong('check --format= a', 'The option --format needs a value.');
    checkWrong('check --format xml a', "'xml' is no format: choose text, json, sarif or github.");
    checkWrong('check --target aws a', "'aws' is no target: choose healthomics or spec.");
    checkWrong('check --engine cromwell a', "'cromwell' is no engine: choose WDL or WDL_LENIENT.");
    checkWrong('check --allow-private a', 'The option --allow-private needs --fetch-imports.');
    checkWrong('template', 'template needs a file.');
    checkWrong('graph a b', 'graph takes one argument.');
    checkWrong('graph --format svg a', "'svg' is no format: choose mermaid, dot or json.");
    checkWrong('explain a b', 'explain takes one argument.');
    checkWrong('template --all a', "'--all' is no option of template.");
  });
});
