import { strict as assert } from 'node:assert';
import { namesIn } from '@omics-lens/server/languages/cwl/expressions/names.ts';
import type { NameChain } from '@omics-lens/server/languages/cwl/expressions/reference.ts';
import { readReference } from '@omics-lens/server/languages/cwl/expressions/reference.ts';
import { isScriptError, parseScript } from '@omics-lens/server/languages/cwl/expressions/script.ts';

function show(text: string, chain: NameChain): string {
  const steps = chain.steps.map(({ kind, name, start, end }) => {
    assert.equal(text.slice(start, end), name);
    return kind === 'index' ? `[${name}]` : `.${name}`;
  });
  assert.equal(text.slice(chain.start, chain.rootEnd), chain.root);
  return chain.root + steps.join('');
}

function script(text: string, expected: string): void {
  const parsed = parseScript(text, 0, text.length);
  if (isScriptError(parsed)) {
    const strict = parsed.onlyStrict ? ' (strict)' : '';
    assert.equal(`${parsed.at}: ${parsed.message}${strict}`, expected);
    return;
  }
  const chains = namesIn(parsed).chains.map(
    (chain) => show(text, chain) + (chain.unsure === true ? '?' : ''),
  );
  assert.equal(chains.join(' '), expected);
}

function reference(text: string, expected: string | undefined): void {
  const chain = readReference(text, 0, text.length);
  assert.equal(chain && show(text, chain), expected);
}

describe('names in expressions', () => {
  it('are chains from the root on', () =>
    script('inputs.reads[0].path + inputs["a b"].c', 'inputs.reads[0].path inputs.a b.c'));
  it('end where a member is computed', () => script('inputs[self.name].path', 'inputs self.name'));
  it('end before a method', () => script('self[0].contents.split("\\n")[0].trim()', 'self[0].contents'));
  it('are none of the script itself', () =>
    script('var f = function (a) { return a.b + inputs.c; }; return f(x);', 'inputs.c x'));
  it('are no keys, labels and globals', () => script('({a: Math.max(1, NaN), [k]: 2})', 'k'));
  it('may be asked for with care', () => script('typeof inputs.a === "undefined"', 'inputs.a?'));
  it('end at a mistake', () => script('inputs.a +', '10: Unexpected token'));
  it('are read in strict mode', () => script('return 010', '7: Invalid number (strict)'));
  it('are in every place where a name can be read', () =>
    script(
      'for (var i in inputs.a) { switch (b) { case c: d(); } } lab: while (e) break lab;',
      'inputs.a b c d e',
    ));
});

describe('a parameter reference', () => {
  it('is a name', () => reference('inputs', 'inputs'));
  it('has members and indices', () => reference(`inputs.a['b c'][0]["d"]`, 'inputs.a.b c[0].d'));
  it('is no JavaScript', () => {
    reference('inputs.a + 1', undefined);
    reference('inputs[a]', undefined);
    reference(' inputs', undefined);
    reference('f(1)', undefined);
  });
});
