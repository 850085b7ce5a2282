import assert from 'node:assert/strict';
import { itemShape, parseChecked, valueOf } from './render.ts';

const VALUES: Readonly<Record<string, string>> = {
  'a + b * c ** d': '(a + (b * (c ** d)))',
  '-a ** b': '(-(a ** b))',
  '!a in b': '((!a) in b)',
  'a !in b && c !instanceof D': '((a !in b) && (c !instanceof D))',
  'a ?: b ? c : d ?: e': '(a ?: if(b, c, (d ?: e)))',
  'x instanceof List ? [a] : b': 'if((x instanceof List), [a], b)',
  'a ==~ /x/ && b =~ ~/y\\/z/': '((a ==~ slashy«x») && (b =~ (~slashy«y‹\\/›z»)))',
  'a / b / c': '((a / b) / c)',
  '1..n - 1': '(1 .. (n - 1))',
  'a << b >> c': '((a << b) >> c)',
  'x as List<Map<String, Path>>': 'cast(x, List<Map<String, Path>>)',
  '(Map) x.y': 'cast(x.y, Map)',
  '(a) + b': '(group(a) + b)',
  'a?.b*.c."$d".\'e-f\'': 'a?.b*.c.double«$[d]».single«e-f»',
  'a.&b': 'a.&b',
  'a[0]["k"]?[1]': 'a[0][double«k»][1]',
  'c ?[1] : [2]': 'if(c, [1], [2])',
  'f(a, k: 1, *rest) { x -> x }': 'f(a, k: 1, spread(rest), {x -> x})',
  'f { -> 1 }': 'f({ -> 1})',
  '{ String a, b = [1, 2], c: Path -> a }': '{a, b, c -> a}',
  '[a: 1, "b": 2, (c): 3, in: 4, *: d]': 'map[a: 1, double«b»: 2, group(c): 3, in: 4, spreadMap(d)]',
  '[:]': 'map[]',
  '[1, [2, 3],]': '[1, [2, 3]]',
  '"a ${b ? "c" : \'d\'} $e.f.g. $h"': 'double«a $[if(b, double«c», single«d»)] $[e.f.g]. $[h]»',
  '"\\$x \\u00e9\\n"': 'double«‹\\$›x ‹\\u00e9›‹\\n›»',
  '"""a "b" ""c"""': 'tripleDouble«a "b" ""c»',
  '"""x""""': 'tripleDouble«x"»',
  "'''$x'''": 'tripleSingle«$x»',
  '$/a $$ $/ ${b}/$': 'dollarSlashy«a ‹$$› ‹$/› $[b]»',
  '4.GB * 1.5d + 0x1F + 1_000L': '(((4.GB * 1.5d) + 0x1F) + 1_000L)',
  '.5 + 1e-3': '(.5 + 1e-3)',
  'new a.B<C>(1) { }': 'new a.B<C>(1)',
  'a = b = c': '(a = (b = c))',
  'f x, y: 1': 'command f(x, y: 1)',
  'a\n  .b { it }\n  .c()': 'a.b({it}).c()',
  'a // why\n  ?: b': '(a ?: b)',
  'a \\\n  + b': '(a + b)',
  '(a\n + b)': 'group((a + b))',
  'x -> x + 1': 'lambda(x -> (x + 1))',
};

describe('Nextflow expressions', () => {
  for (const [source, shape] of Object.entries(VALUES)) {
    it(source.replaceAll(/\s+/g, ' '), () => {
      assert.equal(valueOf(source), shape);
    });
  }

  it('a line break ends a statement before signs that can begin one', () => {
    assert.deepEqual(items('a\n-b\n[c]\n(d)\n{ e }'), ['a', '(-b)', '[c]', 'group(d)', '{e}']);
  });

  it('a label is one only at the start of a statement', () => {
    assert.deepEqual(items('f { a: b; c ? d : e }'), ['f({a: b; if(c, d, e)})']);
  });

  it('calls need no parentheses in a statement', () => {
    assert.deepEqual(items('println x.y, z\nset val(x), file(y) from ch into a, b\nexit 1\nf.g "h"'), [
      'command println(x.y, z)',
      'command set(val(x), file(y)).from(ch).into(a, b)',
      'command exit(1)',
      'command f.g(double«h»)',
    ]);
  });

  it('a type and a name declare, two small words call', () => {
    assert.deepEqual(items('String a = b\nMap m\nint[] i = [1]\nlabel x'), [
      'var a = b',
      'var m',
      'var i = [1]',
      'command label(x)',
    ]);
  });
});

function items(source: string): readonly string[] {
  const { tree, problems } = parseChecked(source, 'x.nf');
  assert.deepEqual(problems, []);
  return tree.root.items.map((item) => itemShape(tree.text, item));
}
