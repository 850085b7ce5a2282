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
    readonly previousLineText?: string;
    readonly action: { readonly indent: string; readonly appendText?: string };
  }[];
}

const folder = join(import.meta.dirname, '../../language-configuration');

for (const file of ['nextflow.json', 'nextflow-config.json']) {
  const configuration = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Configuration;
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;

  /** What the first rule that fits does when Enter is pressed between the two texts. */
  const onEnter = (before: string, after: string, above = ''): string | undefined => {
    const rule = configuration.onEnterRules.find(
      ({ beforeText, afterText, previousLineText }) =>
        new RegExp(beforeText).test(before) &&
        (afterText === undefined || new RegExp(afterText).test(after)) &&
        (previousLineText === undefined || new RegExp(previousLineText).test(above)),
    );
    return rule === undefined ? undefined : `${rule.action.indent}${rule.action.appendText ?? ''}`;
  };

  describe(`Language configuration ${file}`, () => {
    it('indents after an opening bracket, parameters of a closure included', () => {
      const indents = (line: string) => new RegExp(increaseIndentPattern).test(line);
      for (const line of [
        'process A {',
        'x = [',
        '  f(',
        '.map { meta, reads ->',
        "tag '}' {",
        'a { // why',
      ]) {
        assert.ok(indents(line), line);
      }
      for (const line of ['cpus 4', '// process A {', 'x = { it }', "s = '{'", 'a / b']) {
        assert.ok(!indents(line), line);
      }
    });

    it('goes back at a closing bracket', () => {
      const closes = new RegExp(decreaseIndentPattern);
      for (const line of ['}', '  ],', ').view()', '} else {']) assert.ok(closes.test(line), line);
      assert.ok(!closes.test('a > b'));
    });

    it('opens brackets that Enter is pressed between, and goes on with documentation', () => {
      assert.equal(onEnter('process A {', '}'), 'indentOutdent');
      assert.equal(onEnter('.map { x ->', '}'), 'indentOutdent');
      assert.equal(onEnter('  /** About', '*/'), 'indentOutdent * ');
      assert.equal(onEnter('   * about', '', '  /**'), 'none* ');
      assert.equal(onEnter('  // about', ''), undefined);
    });

    it('takes names and numbers as words', () => {
      const words = 'a_1.b ${c} -2.5e3 "x-y"'.match(new RegExp(configuration.wordPattern, 'g'));
      assert.deepEqual(words, ['a_1', 'b', 'c', '-2.5e3', 'x', 'y']);
    });
  });
}
