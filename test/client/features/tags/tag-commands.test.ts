import assert from 'node:assert/strict';
import { editTags, tagChanges, tagCommands } from '../../../../client/src/features/tags/tag-commands.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';

describe('tags', () => {
  let services: LocalServices;
  let arn: string;
  beforeEach(async () => {
    services = await localServices();
    await services.omics.createRunGroup({ requestId: 'one', name: 'dev', tags: { team: 'lab', cost: '42' } });
    arn = (await services.omics.listRunGroups()).items[0]?.arn ?? '';
  });
  afterEach(() => services.close());

  const edit = (...answers: readonly string[]) => {
    const prompts = scriptedPrompts(...answers);
    return editTags({ arn, label: "'dev'" }, services.omics, prompts).then(
      () => prompts.shown,
      (error: unknown) => [...prompts.shown, messageOf(error)],
    );
  };

  it('are shown, added, changed and taken away', async () => {
    const shown = await edit(
      ...['team', 'Change Value', 'cohort'],
      ...['cost', 'Remove'],
      ...['Add Tag…', 'project', ''],
      'Done',
    );
    assert.equal(shown[0], "Tags of 'dev': Done / team / cost / Add Tag…");
    assert.deepEqual(await services.omics.listTags(arn), { team: 'cohort', project: '' });
  });

  it('stay as they are when the question is dismissed', async () => {
    assert.equal((await edit('cost', 'Remove')).at(-1), 'Cancelled');
    assert.deepEqual(await services.omics.listTags(arn), { team: 'lab', cost: '42' });
  });

  const refusals: readonly (readonly [key: string, issue: string])[] = [
    ['aws:x', "Keys that begin with 'aws:' are reserved."],
    ['team', "There is a tag 'team' already."],
    ['a#b', "The key may hold letters, digits, blanks and '_ . : / = + - @' only."],
    ['x'.repeat(129), 'The key must be at most 128 characters, not 129.'],
  ];
  for (const [key, issue] of refusals) {
    it(`have no key '${key.slice(0, 10)}'`, async () => {
      const shown = await edit('Add Tag…', key);
      assert.ok(shown.includes(`Key of the tag? ${issue}`), shown.join('\n'));
    });
  }

  it('that look personal are asked about once more', async () => {
    const shown = await edit('Add Tag…', 'contact', 'anna@lab.org');
    assert.ok(
      shown.some((text) => text.startsWith('This looks like an e-mail address.')),
      shown.join('\n'),
    );
    assert.deepEqual(await services.omics.listTags(arn), { team: 'lab', cost: '42' });
  });

  it('send only what is other than before', () => {
    assert.deepEqual(tagChanges({ a: '1', b: '2' }, { a: '1', b: '3', c: '4' }), {
      added: { b: '3', c: '4' },
      removed: [],
    });
    assert.deepEqual(tagChanges({ a: '1', b: '2' }, { b: '2' }), { added: {}, removed: ['a'] });
  });

  it('belong to a row of a view', async () => {
    const [command] = tagCommands({
      omics: () => Promise.resolve(services.omics),
      prompts: scriptedPrompts(),
    });
    assert.match(
      await command!.run(undefined).then(() => 'edited', messageOf),
      /^Tags belong to something: use the menu of a row/,
    );
  });
});
