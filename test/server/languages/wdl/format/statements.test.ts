import { checkBodies } from './check-format.ts';

describe('formatting calls', () => {
  checkBodies([
    ['without a body', 'call   a', 'call a'],
    ['with a long head', 'call  a . b  as  c  after d   after e', 'call a.b as c after d after e'],
    [
      'with an empty body',
      'call a {  }\ncall b{\n}\ncall c { input : }',
      'call a {}\ncall b {}\ncall c { input: }',
    ],
    [
      'that fit on their line',
      'call a {input:x=y,z}\ncall b{x=1}',
      'call a { input: x = y, z }\ncall b { x = 1 }',
    ],
    ['lose the last comma on one line', 'call a { input: x = y, }', 'call a { input: x = y }'],
    [
      'that were on several lines',
      'call a { input: x=y,\n z }',
      'call a {\n    input:\n        x = y,\n        z,\n}',
    ],
    [
      'whose inputs stand beside the keyword',
      'call a {\n  input: x=y\n}\ncall b {\n  x=y}',
      'call a {\n    input:\n        x = y,\n}\ncall b {\n    x = y,\n}',
    ],
    [
      'that are too long',
      'call align { input: reference_fasta = reference_fasta, reads = sample.reads, threads = 8 }',
      'call align {\n    input:\n        reference_fasta = reference_fasta,\n        reads = sample.reads,\n        threads = 8,\n}',
    ],
    [
      'keep one blank line between inputs, and none at the ends',
      'call a {\n\n  input:\n\n    x=1,\n\n\n    y=2\n\n}',
      'call a {\n    input:\n        x = 1,\n\n        y = 2,\n}',
    ],
  ]);
});

describe('formatting scatters and conditionals', () => {
  checkBodies(
    [
      ['in one line each', 'scatter(x in xs){call a}', 'scatter (x in xs) {\n    call a\n}'],
      [
        'that are empty',
        'scatter ( x  in range( 3 ) ) { }\nif(a){}',
        'scatter (x in range(3)) {}\nif (a) {}',
      ],
      [
        'with clauses',
        'if(a&&b){call x}\nelse if ( c )\n{\ncall y\n} else{\n\ncall z\n\n}',
        'if (a && b) {\n    call x\n} else if (c) {\n    call y\n} else {\n    call z\n}',
      ],
      [
        'inside each other',
        'scatter (x in xs) {\nif (x) {\nInt y = 1\n\n\nscatter (z in y) { call a\ncall b }\n}\n}',
        'scatter (x in xs) {\n    if (x) {\n        Int y = 1\n\n        scatter (z in y) {\n            call a\n            call b\n        }\n    }\n}',
      ],
      [
        'with a long condition',
        'if (defined(first_of_the_inputs) && defined(second_of_the_inputs) && !skip_this_step_too) {call a}\nscatter(pair in zip(first_of_the_array_inputs, second_of_the_array_inputs_too_long)) {}',
        'if (\n    defined(first_of_the_inputs)\n    && defined(second_of_the_inputs)\n    && !skip_this_step_too\n) {\n    call a\n}\nscatter (\n    pair in zip(first_of_the_array_inputs, second_of_the_array_inputs_too_long)\n) {}',
      ],
    ],
    '1.3',
  );
});
