import assert from 'node:assert/strict';
import { readArguments } from '@omics-lens/server/cli/arguments.ts';

function check(line: string, expected: ReturnType<typeof readArguments>) {
  assert.deepEqual(readArguments(line === '' ? [] : line.split(' ')), expected);
}
const checkWrong = (line: string, why: string) => check(line, { name: 'wrong', why });
const DEFAULTS = { format: 'text', target: 'healthomics', region: undefined } as const;

describe('the command line', () => {
  it('takes paths and options in any order', () => {
    check('check a.wdl b', { name: 'check', paths: ['a.wdl', 'b'], options: DEFAULTS });
    check('check --format json a --target=spec b --region eu-west-1', {
      name: 'check',
      paths: ['a', 'b'],
      options: { format: 'json', target: 'spec', region: 'eu-west-1' },
    });
    check('check -- --odd', { name: 'check', paths: ['--odd'], options: DEFAULTS });
  });

  it('serves an editor whatever else is said', () => {
    for (const line of ['--stdio', '--node-ipc', '--socket=5000', '--stdio --clientProcessId=1']) {
      check(line, { name: 'serve' });
    }
  });

  it('knows its other commands', () => {
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
    checkWrong('check --format xml a', "'xml' is no format: choose text or json.");
    checkWrong('check --target aws a', "'aws' is no target: choose healthomics or spec.");
    checkWrong('template', 'template needs a file.');
    checkWrong('explain a b', 'explain takes one argument.');
    checkWrong('template --all a', "'--all' is no option of template.");
  });
});
