import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { product } from '@omics-lens/server/product.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { LspClient } from '../../support/lsp-client.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../../samples');
const ROOT = 'file:///samples';

/** Places of a sample, each as text of the main file with `<|>` where the cursor is. */
interface Edit {
  readonly from: string;
  readonly to: string;
}

interface Sample {
  readonly languageId: string;
  readonly main: string;
  /** A call of a task that stands in another file; its name is what a rename renames. */
  readonly call: string;
  /** An input or a parameter that is used. */
  readonly used: string;
  /** Edits, after which something is called at `<|>`. */
  readonly signature: readonly Edit[];
  /** Where names are offered, in the whole file. */
  readonly complete: { readonly at: string; readonly offers: string };
  /** What makes the file half typed, and what is offered where it ends. */
  readonly halfTyped: Edit & { readonly offers: string };
  /** A slip with a quick fix. */
  readonly slip: Edit;
}

const LANGUAGES: Readonly<Record<string, Sample>> = {
  WDL: {
    languageId: 'wdl',
    main: 'germline/main.wdl',
    call: 'call calling.Call<|>Variants',
    used: '= min_base<|>_quality,',
    signature: [{ from: 'select_first([annotation_source]),', to: 'select_first(<|>[annotation_source]),' }],
    complete: { at: 'aligned = AlignReads.<|>aligned', offers: 'aligned' },
    halfTyped: { from: 'AlignReads.aligned,\n', to: 'AlignReads.<|>\n', offers: 'aligned' },
    slip: { from: 'AlignReads.aligned', to: 'AlignReads.alinged' },
  },
  Nextflow: {
    languageId: 'nextflow',
    main: 'germline-nextflow/main.nf',
    call: '\n  Call<|>Variants(',
    used: 'params.min_base<|>_quality',
    signature: [{ from: 'MarkDuplicates(params.sample_name,', to: 'MarkDuplicates(<|>params.sample_name,' }],
    complete: { at: 'AlignReads.out.<|>aligned', offers: 'aligned' },
    halfTyped: {
      from: 'MergeVariants.out.variants,\n',
      to: 'MergeVariants.out.<|>\n',
      offers: 'variants_index',
    },
    slip: { from: 'AlignReads.out.aligned', to: 'AlignReads.out.alinged' },
  },
  CWL: {
    languageId: 'cwl',
    main: 'germline-cwl/main.cwl',
    call: '\n  Call<|>Variants:',
    used: 'min_base_quality: min_base<|>_quality',
    signature: [
      {
        from: 'InlineJavascriptRequirement: {}',
        to: 'InlineJavascriptRequirement: { expressionLib: ["function both(a, b) { return a && b; }"] }',
      },
      { from: 'when: $(inputs.source', to: 'when: $(both(<|>true, true) && inputs.source' },
    ],
    complete: { at: 'aligned: AlignReads/<|>aligned', offers: 'AlignReads/aligned' },
    halfTyped: { from: 'AlignReads/aligned\n', to: 'AlignReads/<|>\n', offers: 'AlignReads/aligned' },
    slip: { from: 'reads_1: reads_1', to: 'reads_1: reads_l' },
  },
};

const FILES = readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.join(entry.parentPath, entry.name))
  .map((file): [string, string] => [
    `${ROOT}/${path.relative(SAMPLES, file).replaceAll('\\', '/')}`,
    readFileSync(file, 'utf8'),
  ]);

/** A method, what it is asked at a place, and how many things must be in its answer. */
interface Question {
  readonly method: string;
  readonly at?: 'call' | 'used';
  readonly more?: object;
  readonly parts: (answer: never) => number;
}

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };
const OPTIONS = { tabSize: 4, insertSpaces: true };
const length = (answer: readonly unknown[] | null): number => answer?.length ?? 0;
const some = (answer: unknown): number => (answer === null || answer === undefined ? 0 : 1);
const tokens = (answer: { readonly data: readonly number[] } | null): number => answer?.data.length ?? 0;

const QUESTIONS: readonly Question[] = [
  { method: 'textDocument/hover', at: 'call', parts: some },
  { method: 'textDocument/hover', at: 'used', parts: some },
  { method: 'textDocument/definition', at: 'call', parts: length },
  { method: 'textDocument/definition', at: 'used', parts: length },
  { method: 'textDocument/declaration', at: 'call', parts: length },
  {
    method: 'textDocument/references',
    at: 'call',
    more: { context: { includeDeclaration: true } },
    parts: length,
  },
  {
    method: 'textDocument/references',
    at: 'used',
    more: { context: { includeDeclaration: true } },
    parts: length,
  },
  { method: 'textDocument/documentHighlight', at: 'used', parts: length },
  { method: 'textDocument/prepareRename', at: 'used', parts: some },
  { method: 'textDocument/rename', at: 'used', more: { newName: 'quality' }, parts: some },
  { method: 'textDocument/documentSymbol', parts: length },
  { method: 'textDocument/foldingRange', parts: length },
  { method: 'textDocument/documentLink', parts: length },
  { method: 'textDocument/codeLens', parts: length },
  { method: 'textDocument/inlayHint', more: { range: WHOLE }, parts: length },
  { method: 'textDocument/semanticTokens/full', parts: tokens },
  { method: 'textDocument/semanticTokens/range', more: { range: WHOLE }, parts: tokens },
  {
    method: 'textDocument/selectionRange',
    more: { positions: [{ line: 20, character: 8 }] },
    parts: length,
  },
  { method: 'textDocument/prepareCallHierarchy', at: 'call', parts: length },
];

/** What may be empty, and is no error wherever it is asked. */
const ANYWHERE: readonly { readonly method: string; readonly more?: object }[] = [
  ...[
    'completion',
    'hover',
    'signatureHelp',
    'definition',
    'typeDefinition',
    'documentHighlight',
    'prepareCallHierarchy',
  ].map((name) => ({ method: `textDocument/${name}` })),
  { method: 'textDocument/references', more: { context: { includeDeclaration: true } } },
];

for (const [language, sample] of Object.entries(LANGUAGES)) {
  describe(`every feature in ${language}`, () => {
    const uri = `${ROOT}/${sample.main}`;
    const original = FILES.find(([file]) => file === uri)?.[1] ?? '';
    let server: LspClient;
    let text = original;
    let version = 1;

    before(async () => {
      server = startServerHere(stubEnvironment({ ...product, host: new MemoryHost(FILES) }));
      await server.initialize({
        workspaceFolders: [{ uri: ROOT, name: 'samples' }],
        initializationOptions: { commands: ['omicsLens.startRun'] },
      });
      server.notify('initialized', {});
      server.open(uri, original, sample.languageId);
    });
    beforeEach(() => {
      write(original);
    });

    function write(next: string): void {
      text = next;
      server.notify('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text }],
      });
    }

    /** Replaces the first `from` of each; answers where `<|>` stands. */
    function edit(...edits: readonly Edit[]): number {
      let next = original;
      for (const { from, to } of edits) {
        assert.ok(next.includes(from), `'${from}' is not in ${sample.main}`);
        next = next.replace(from, () => to);
      }
      const cursor = next.indexOf('<|>');
      write(next.replace('<|>', ''));
      return cursor;
    }

    function offsetOf(marked: string): number {
      const start = text.indexOf(marked.replace('<|>', ''));
      assert.notEqual(start, -1, `'${marked}' is not in ${sample.main}`);
      return start + marked.indexOf('<|>');
    }

    const at = (offset: number) => ({
      textDocument: { uri },
      position: new LineIndex(text).positionAt(offset),
    });

    async function labelsAt(offset: number): Promise<readonly string[]> {
      const { items } = await server.ask<{ items: { label: string }[] }>(
        'textDocument/completion',
        at(offset),
      );
      return items.map(({ label }) => label);
    }

    const isHalfTyped = (half: boolean) => {
      if (half) edit(sample.halfTyped);
    };

    for (const half of [false, true]) {
      describe(half ? 'in a half-typed file' : 'in the sample', () => {
        for (const { method, at: place, more, parts } of QUESTIONS) {
          it(`${method}${place === undefined ? '' : ` at ${sample[place].trim()}`}`, async () => {
            isHalfTyped(half);
            const where = place === undefined ? { textDocument: { uri } } : at(offsetOf(sample[place]));
            const answer = await server.ask(method, { ...where, ...more });
            assert.ok(parts(answer as never) > 0, JSON.stringify(answer));
          });
        }

        it('textDocument/signatureHelp', async () => {
          const { from, to } = sample.halfTyped;
          const offset = edit(...(half ? [{ from, to: to.replace('<|>', '') }] : []), ...sample.signature);
          const answer = await server.ask<{ signatures: unknown[] } | null>(
            'textDocument/signatureHelp',
            at(offset),
          );
          assert.ok(answer !== null && answer.signatures.length > 0);
        });

        it('callHierarchy', async () => {
          isHalfTyped(half);
          const [item] = await server.ask<object[]>(
            'textDocument/prepareCallHierarchy',
            at(offsetOf(sample.call)),
          );
          const callers = await server.ask<{ from: object }[]>('callHierarchy/incomingCalls', { item });
          assert.equal(callers.length, 1);
          const called = await server.ask<unknown[]>('callHierarchy/outgoingCalls', {
            item: callers[0]?.from,
          });
          assert.ok(called.length >= 5, String(called.length));
        });

        it('workspace/symbol', async () => {
          isHalfTyped(half);
          const found = await server.ask<{ name: string; location: { uri: string } }[]>('workspace/symbol', {
            query: 'CallVariants',
          });
          const folder = path.dirname(uri);
          assert.ok(
            found.some((symbol) => symbol.location.uri.startsWith(`${folder}/`)),
            JSON.stringify(found),
          );
        });

        it('textDocument/formatting', async () => {
          isHalfTyped(half);
          const spoiled = text.replace(/[ \t]*\n/g, '  \n');
          write(spoiled);
          const edits = await server.ask<unknown[] | null>('textDocument/formatting', {
            textDocument: { uri },
            options: OPTIONS,
          });
          // A file that cannot be read as a whole is left as it is.
          if (!half) assert.ok(length(edits) > 0);
        });

        it('is no error anywhere', async () => {
          isHalfTyped(half);
          for (let offset = 0; offset <= text.length; offset += 37) {
            for (const { method, more } of ANYWHERE) await server.ask(method, { ...at(offset), ...more });
          }
        }).timeout(60_000);
      });
    }

    it('textDocument/completion in the sample', async () => {
      const labels = await labelsAt(offsetOf(sample.complete.at));
      assert.ok(labels.includes(sample.complete.offers), labels.join(', '));
    });

    it('textDocument/completion in a half-typed file', async () => {
      const labels = await labelsAt(edit(sample.halfTyped));
      assert.ok(labels.includes(sample.halfTyped.offers), labels.join(', '));
    });

    it('textDocument/codeAction', async () => {
      edit(sample.slip);
      const actions = await server.ask<{ title: string; edit?: object }[]>('textDocument/codeAction', {
        textDocument: { uri },
        range: WHOLE,
        context: { diagnostics: [] },
      });
      assert.ok(
        actions.some((action) => action.edit !== undefined),
        JSON.stringify(actions),
      );
    });

    it('textDocument/onTypeFormatting', async () => {
      await server.ask('textDocument/onTypeFormatting', {
        ...at(original.length),
        ch: '}',
        options: OPTIONS,
      });
    });

    for (const method of ['omicsLens/graph', 'omicsLens/parameterTemplate', 'omicsLens/workflow']) {
      it(method, async () => {
        isHalfTyped(true);
        assert.equal(some(await server.ask(method, { uri, tasks: [] })), 1);
      });
    }
  });
}
