import assert from 'node:assert/strict';
import { completeFields, describeFields } from '@omics-lens/server/languages/cwl/complete/index.ts';
import { parseCwl, readDocument } from '@omics-lens/server/languages/cwl/document/index.ts';
import type { CompletionCandidate } from '@omics-lens/server/languages/language.ts';
import { mainText, parseFixture } from '../../../../support/fixture.ts';

const TOOL = 'cwlVersion: v1.2\nclass: CommandLineTool\n';
const WORKFLOW = 'cwlVersion: v1.2\nclass: Workflow\n';

function candidates(text: string): readonly CompletionCandidate[] {
  const fixture = parseFixture(text);
  const { tree } = parseCwl(mainText(fixture));
  const found = completeFields(tree, readDocument(tree), fixture.cursor?.offset ?? 0);
  return [...found].sort((a, b) => (a.rank ?? 5) - (b.rank ?? 5));
}

/** The first labels, as many as are expected. */
function check(text: string, expected: string): void {
  const words = expected === '' ? [] : expected.split(' ');
  const labels = candidates(text).map(({ label }) => label);
  assert.deepEqual(expected === '' ? labels : labels.slice(0, words.length), words);
}

function checkNot(text: string, label: string): void {
  assert.ok(!candidates(text).some((candidate) => candidate.label === label), `${label} is not offered`);
}

/** The text after the candidate is taken; places of the snippet stay as they are. */
function checkTaken(text: string, label: string, expected: string): void {
  const fixture = parseFixture(text);
  const source = mainText(fixture);
  const candidate = candidates(text).find((each) => each.label === label);
  assert.ok(candidate?.replace, `${label} is offered`);
  const { start, end } = candidate.replace;
  assert.equal(source.slice(0, start) + (candidate.insert ?? label) + source.slice(end), expected);
}

function checkHover(text: string, expected: RegExp | undefined): void {
  const fixture = parseFixture(text);
  const { tree } = parseCwl(mainText(fixture));
  const words = describeFields(tree, readDocument(tree), fixture.cursor?.offset ?? 0)?.markdown;
  if (expected === undefined) assert.equal(words, undefined);
  else assert.match(words ?? '', expected);
}

describe('cwl completion of fields and values', () => {
  it('begins documents', () => {
    check('<|>', 'CommandLineTool Workflow ExpressionTool cwlVersion class');
    check('#!/usr/bin/env cwl-runner\nc<|>', 'CommandLineTool Workflow ExpressionTool cwlVersion class');
    check('cwlVersion: <|>', 'v1.2 v1.1 v1.0');
    check('cwlVersion: v1.1\nclass: <|>', 'CommandLineTool Workflow ExpressionTool');
    checkNot('cwlVersion: v1.1\nclass: <|>', 'Operation');
  });

  it('knows the fields of a process that are missing', () => {
    check(`${TOOL}<|>`, 'inputs outputs label doc');
    check(`${TOOL}bas<|>\ninputs: []`, 'outputs label doc');
    checkNot(`${TOOL}<|>\ninputs: []`, 'inputs');
    checkNot(`${TOOL}<|>`, 'steps');
    check(`${WORKFLOW}<|>`, 'inputs outputs steps');
    checkNot('cwlVersion: v1.0\nclass: Workflow\n<|>', 'intent');
  });

  it('knows requirements in both forms', () => {
    check(
      `${TOOL}hints:\n  <|>\ninputs: []`,
      'DockerRequirement ResourceRequirement InlineJavascriptRequirement',
    );
    check(`${TOOL}hints:\n  - <|>`, 'class');
    check(`${TOOL}hints:\n  - class: <|>`, 'DockerRequirement ResourceRequirement');
    check(`${TOOL}hints:\n  - class: ResourceRequirement\n    <|>`, 'coresMin coresMax ramMin');
    check(`${TOOL}hints:\n  ResourceRequirement:\n    cores<|>\ninputs: []`, 'coresMin coresMax ramMin');
    check(`${TOOL}hints:\n  ResourceRequirement: { ramMin: 1, <|> }`, 'coresMin coresMax ramMax');
    checkNot(`${TOOL}hints:\n  DockerRequirement: {}\n  <|>`, 'DockerRequirement');
    checkNot('cwlVersion: v1.0\nclass: Workflow\nhints:\n  <|>', 'WorkReuse');
    const prefixed = `$namespaces: { c: "http://commonwl.org/cwltool#" }\n${TOOL}hints:\n  <|>`;
    assert.ok(candidates(prefixed).some(({ label }) => label === 'c:CUDARequirement'));
  });

  it('knows ports, bindings and types', () => {
    check(`${TOOL}inputs:\n  x:\n    <|>`, 'type inputBinding');
    check(`${TOOL}inputs:\n- id: x\n  ty<|>\n- id: y`, 'type inputBinding');
    check(`${TOOL}inputs:\n  x: <|>`, 'File Directory string');
    check(`${TOOL}inputs:\n  x: [<|>`, 'File Directory string');
    check(`${TOOL}inputs:\n  x:\n    type:\n      type: <|>`, 'array record enum');
    check(`${TOOL}inputs:\n  x:\n    type:\n      type: array\n      items: <|>`, 'File Directory string');
    check(
      `${TOOL}inputs:\n  x:\n    type: File\n    inputBinding:\n      separate: <|>\noutputs: []`,
      'true false',
    );
    assert.ok(candidates(`${TOOL}outputs:\n  x: <|>`).some(({ label }) => label === 'stdout'));
    checkNot(`${TOOL}inputs:\n  x: <|>`, 'stdout');
  });

  it('offers types that the document declares', () => {
    const types =
      'requirements:\n  SchemaDefRequirement:\n    types: [{ name: sample, type: record, fields: {} }]\n';
    assert.ok(candidates(`${TOOL}${types}inputs:\n  x: <|>`).some(({ label }) => label === 'sample'));
  });

  it('knows steps', () => {
    check(`${WORKFLOW}steps:\n  a:\n    <|>\n    run: x\n  b:\n    run: y`, 'in out scatter');
    check(`${WORKFLOW}steps:\n  a:\n    run: x\n    s<|>\n  b:\n    run: y`, 'in out scatter');
    check(
      `${WORKFLOW}steps:\n  a:\n    scatterMethod: <|>`,
      'dotproduct nested_crossproduct flat_crossproduct',
    );
    check(`${WORKFLOW}steps:\n  a:\n    in:\n      x: { linkMerge: <|> }`, 'merge_nested merge_flattened');
    check(
      `${WORKFLOW}steps:\n  a:\n    run:\n      class: CommandLineTool\n      <|>\n    in: []`,
      'inputs outputs',
    );
    check(
      `${WORKFLOW}steps:\n  a:\n    requirements:\n      - class: InitialWorkDirRequirement\n        listing:\n          - entryname: a\n            <|>`,
      'entry writable',
    );
    checkNot('cwlVersion: v1.1\nclass: Workflow\nsteps:\n  a:\n    <|>\n', 'when');
  });

  it('knows JSON', () => {
    check('{\n  "cwlVersion": "v1.2",\n  "class": "Workflow",\n  <|>\n}', 'inputs outputs steps');
    check('{"cwlVersion": "v1.2", "class": "<|>"}', 'CommandLineTool Workflow');
    checkTaken(
      '{"cwlVersion": "v1.2", "class": "CommandLineTool", "hints": [{"class": "DockerRequirement", "do<|>"}]}',
      'dockerPull',
      '{"cwlVersion": "v1.2", "class": "CommandLineTool", "hints": [{"class": "DockerRequirement", "dockerPull": "$1"}]}',
    );
  });

  it('stays out of texts and comments', () => {
    check(`${TOOL}doc: |\n  some <|>`, '');
    check(`${TOOL}# cla<|>`, '');
    check(`${TOOL}label: some te<|>`, '');
  });

  it('begins the value of a field', () => {
    checkTaken(`${TOOL}inp<|>`, 'inputs', `${TOOL}inputs:\n  $1`);
    checkTaken(`${TOOL}baseC<|>`, 'baseCommand', `${TOOL}baseCommand: $1`);
    checkTaken(`${TOOL}out<|>: []`, 'outputs', `${TOOL}outputs: []`);
    checkTaken(`${WORKFLOW}steps:\n  a:\n    wh<|>`, 'when', `${WORKFLOW}steps:\n  a:\n    when: \\$($1)`);
  });
});

describe('cwl hover on fields and values', () => {
  it('says what a field is for', () => {
    checkHover(
      `${TOOL}hints:\n  ResourceRequirement:\n    ram<|>Min: 1`,
      /ramMin.*\n\nThe least memory, in MiB/,
    );
    checkHover(`${WORKFLOW}steps:\n  a:\n    wh<|>en: $(true)`, /From v1\.2 on/);
    checkHover(`${TOOL}inp<|>uts: []`, /Required/);
  });

  it('says what a class, requirement, value or type is', () => {
    checkHover(`cwlVersion: v1.2\nclass: Command<|>LineTool`, /A command with its inputs/);
    checkHover(`${TOOL}hints:\n  Docker<|>Requirement: {}`, /container that the command runs in/);
    checkHover(`${TOOL}hints:\n  - class: Docker<|>Requirement`, /container that the command runs in/);
    checkHover(`${WORKFLOW}steps:\n  a:\n    scatterMethod: dot<|>product`, /first elements together/);
    checkHover(`${TOOL}inputs:\n  a: Fi<|>le[]?`, /A file/);
    checkHover(`${TOOL}outputs:\n  a: { type: std<|>out }`, /file that `stdout` of the tool names/);
  });

  it('has nothing to say of names', () => {
    checkHover(`${TOOL}inputs:\n  rea<|>ds: File`, undefined);
  });
});
