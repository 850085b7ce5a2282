import assert from 'node:assert/strict';
import { renderProblems } from '../../../../support/fixture.ts';
import { exprShape, parseChecked } from './render.ts';

/** Parses `source` as the value of a declaration; the expected text is that of `exprShape`, or the problems. */
function check(source: string, expected: string, version = '1.2'): void {
  const text = `version ${version}\nworkflow w {\n  X x = ${source}\n}\n`;
  const { tree, problems } = parseChecked(text);
  const workflow = tree.root.items[0];
  const decl = workflow?.kind === 'workflow' ? workflow.body[0] : undefined;
  const shape = decl?.kind === 'decl' ? exprShape(text, decl.value) : 'no declaration';
  assert.equal(problems.length === 0 ? shape : renderProblems(text, problems), expected);
}

describe('WDL expressions', () => {
  const cases: readonly (readonly [source: string, expected: string, version?: string])[] = [
    // Operators: what binds tighter, and from the left.
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a || b && c == d < e', '(a || (b && (c == (d < e))))'],
    ['a % b / c ** d', '((a % b) / (c ** d))'],
    ['a ** b ** c', '((a ** b) ** c)'],
    ['!a && -b < c', '((!a) && ((-b) < c))'],
    ['- - 1', '(-(-1))'],
    ['-9223372036854775808', '(-9223372036854775808)'],
    ['(a + b) * c', '(group((a + b)) * c)'],
    ['a >= b != c <= d', '((a >= b) != (c <= d))'],

    // Numbers.
    ['0', '0'],
    ['017', '017'],
    ['0xFf', '0xFf'],
    ['1.', 'float:1.'],
    ['.5', 'float:.5'],
    ['1e5', 'float:1e5'],
    ['1.5e-3', 'float:1.5e-3'],
    ['x[.5]', 'x[float:.5]'],

    // Members that are keywords elsewhere.
    ['p.left + p.right', '(p.left + p.right)'],
    ['a.input.object.version.task.from', 'a.input.object.version.task.from'],
    ['a.b[0].c', 'a.b[0].c'],
    ['f(x).y[z]', 'f(x).y[z]'],

    // Words that are names wherever they are not asked for as keywords.
    ['after + sep + default + from + env', '((((after + sep) + default) + from) + env)'],
    ['object', 'object'],
    ['hints + requirements + input', '((hints + requirements) + input)'],
    ['None', 'none:None', '1.1'],
    ['None', 'None', '1.0'],
    ['null', 'null'],

    // Conditionals reach as far to the right as they can.
    ['if a then b else c + d', 'if(a, b, (c + d))'],
    ['if a then if b then c else d else e', 'if(a, if(b, c, d), e)'],
    ['1 + if a then b else c', '(1 + if(a, b, c))'],
    ['if x == y then z else [w]', 'if((x == y), z, [w])'],

    // Compounds.
    ['[]', '[]'],
    ['[a, b,]', '[a, b]'],
    ['(a, b)', 'pair(a, b)'],
    ['{}', 'map{}'],
    ['{"a": 1, "b": [2],}', 'map{«a»: 1, «b»: [2]}'],
    ['{a: b}', 'map{a: b}'],
    ['{(a, b): {c: d}}', 'map{pair(a, b): map{c: d}}'],
    ['object {}', 'object{}'],
    ['object { a: 1, "b": 2, input: 3 }', 'object{a: 1, "b": 2, input: 3}'],
    ['Point { x: 1, y: q.x, }', 'Point{x: 1, y: q.x}'],
    ['Point {}', 'Point{}'],
    ['f()', 'f()'],
    ['f(a, g(b), )', 'f(a, g(b))'],
    ['sep(", ", x)', 'sep(«, », x)'],
    ['if p then Point { x: 1 } else q', 'if(p, Point{x: 1}, q)'],

    // Strings and what is in them.
    ['"a"', '«a»'],
    ['""', '«»'],
    [`'it is "so"'`, 'single«it is "so"»'],
    ['"~{a} and ${b}"', '«~[a] and $[b]»'],
    ['"~{a} and ${b}"', '«~{a} and $[b]»', 'draft-2'],
    ['"~ { $ ~~{x} $${y}"', '«~ { $ ~~[x] $$[y]»'],
    ['"~{sep(", ", a)}"', '«~[sep(«, », a)]»'],
    ['"~{"~{"~{x}"}"}"', '«~[«~[«~[x]»]»]»'],
    [`"~{'~{"}"}'}"`, '«~[single«~[«}»]»]»'],
    ['"~{if a then "}" else {"}": 1}}"', '«~[if(a, «}», map{«}»: 1})]»'],
    ['"~{object { a: "}" }}"', '«~[object{a: «}»}]»'],
    ['"~{\n    a\n  }"', '«~[a]»'],
    ['"a # b"', '«a # b»'],
    [String.raw`"\"\\\n\t\~{x}\${x}\.\d"`, String.raw`«‹\"›‹\\›‹\n›‹\t›‹\~›{x}‹\$›{x}‹\.›‹\d›»`],
    [
      String.raw`"\0\012\x41\x4g\u00e9\U0001F600z"`,
      String.raw`«‹\0›‹\012›‹\x41›‹\x4›g‹\u00e9›‹\U0001F600›z»`,
    ],
    [`<<<one "two" 'three'>>>`, `multiline«one "two" 'three'»`],
    ['<<<\n  a ~{x} ${y}\n  b > c >> d\n>>>', 'multiline«\n  a ~[x] $[y]\n  b > c >> d\n»'],
    [String.raw`<<<a \>>> b>>>`, String.raw`multiline«a ‹\>›>> b»`],
    ['<<<a \\\n  b>>>', 'multiline«a ‹\\\n›  b»'],

    // Options of placeholders.
    ['"~{sep=", " xs}"', '«~[sep=«, »|xs]»'],
    ['"~{sep=", " [a, b]}"', '«~[sep=«, »|[a, b]]»'],
    ['"~{true="-v" false="" v}"', '«~[true=«-v» false=«»|v]»'],
    ['"~{default=8 cpu}"', '«~[default=8|cpu]»'],
    ['"~{default=-1 cpu}"', '«~[default=(-1)|cpu]»'],
    ['"~{default="" sep=", " x}"', '«~[default=«» sep=«, »|x]»'],
    ['"~{sep=\' \' x + y}"', '«~[sep=single« »|(x + y)]»'],
    ['"~{sep}"', '«~[sep]»'],
    ['"~{default == sep}"', '«~[(default == sep)]»'],
    ['"~{true}"', '«~[boolean:true]»'],

    // Comments and line breaks between the parts.
    ['[ # one\n a, # two\n b ]', '[a, b]'],
    ['a\n    + b', '(a + b)'],
    ['f\n(a)', 'f(a)'],
    ['if c\n  then a\n  else b', 'if(c, a, b)'],
  ];
  for (const [source, expected, version] of cases) {
    it(`${JSON.stringify(source)}${version === undefined ? '' : ` in ${version}`}`, () => {
      check(source, expected, version);
    });
  }
});
