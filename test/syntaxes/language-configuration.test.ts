import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Configuration {
  readonly wordPattern: string;
  readonly indentationRules: {
    readonly increaseIndentPattern: string;
    readonly decreaseIndentPattern: string;
  };
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly afterText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
}

const path = join(import.meta.dirname, '../../language-configuration/wdl.json');
const configuration = JSON.parse(readFileSync(path, 'utf8')) as Configuration;

/** Whether the line after this one stands further right. */
function indents(line: string): boolean {
  return new RegExp(configuration.indentationRules.increaseIndentPattern).test(line);
}

/** What the first rule that fits does when Enter is pressed between the two texts. */
function onEnter(before: string, after: string): string | undefined {
  const rule = configuration.onEnterRules.find(
    ({ beforeText, afterText }) =>
      new RegExp(beforeText).test(before) && (afterText === undefined || new RegExp(afterText).test(after)),
  );
  return rule === undefined ? undefined : `${rule.action.indent}${rule.action.appendText ?? ''}`;
}

describe('WDL language configuration', () => {
  it('indents after an opening bracket', () => {
    for (const line of [
      'task t {',
      '  command <<<',
      '  Array[Int] x = [',
      'f(',
      '  input { # why',
      'a: "}" {',
    ]) {
      assert.ok(indents(line), line);
    }
    for (const line of [
      'Int x = 1',
      '# task t {',
      'call t { input: a = b }',
      'String s = "{"',
      '  a: "x # {"',
    ]) {
      assert.ok(!indents(line), line);
    }
  });

  it('goes back at a closing bracket', () => {
    const closes = new RegExp(configuration.indentationRules.decreaseIndentPattern);
    for (const line of ['}', '  >>>', ')', '  ],', '} else {']) assert.ok(closes.test(line), line);
    assert.ok(!closes.test('a > b'));
  });

  it('opens brackets that Enter is pressed between, and goes on with documentation', () => {
    assert.equal(onEnter('  command <<<', '>>>'), 'indentOutdent');
    assert.equal(onEnter('task t {', '}'), 'indentOutdent');
    assert.equal(onEnter('  ## About', ''), 'none## ');
    assert.equal(onEnter('  # About', ''), undefined);
  });

  it('takes names, keys and numbers as words', () => {
    const words = 'a_1.b ~{c} -2.5e3 "x-y"'.match(new RegExp(configuration.wordPattern, 'g'));
    assert.deepEqual(words, ['a_1', 'b', 'c', '-2.5e3', 'x', 'y']);
  });
});
