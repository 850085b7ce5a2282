import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: {
      readonly activitybar: readonly { readonly id: string; readonly icon: string }[];
    };
    readonly viewsWelcome: readonly Welcome[];
  };
}

interface Welcome {
  readonly view: string;
  readonly contents: string;
  /** Absent where a view has one welcome only. */
  readonly when?: string;
}

const { contributes } = JSON.parse(read('package.json')) as Manifest;
const contributed = contributes.commands.map(({ command }) => command);
const client = readdirSync(path.join(ROOT, 'client/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(`client/src/${file}`));
const source = [...client, read('server/src/protocol/index.ts')].join('\n');

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Every `omicsLens.x` that the text puts behind `before`. */
function commandsAfter(before: string, text: string): readonly string[] {
  return [...text.matchAll(new RegExp(`${before}(omicsLens\\.\\w+)`, 'g'))].map((match) => match[1] ?? '');
}

/** The conditions that the welcomes use: `omicsLens.state == x` and `omicsLens.state =~ /x/`, each view with a key of its own. */
function isShownFor(state: string, { when = '' }: Welcome): boolean {
  const equal = /^omicsLens\.\w*[sS]tate == ([\w-]+)$/.exec(when)?.[1];
  const pattern = /^omicsLens\.\w*[sS]tate =~ \/(.+)\/$/.exec(when)?.[1];
  assert.ok(equal !== undefined || pattern !== undefined, `a condition of another form: ${when}`);
  return equal === undefined ? new RegExp(pattern ?? '').test(state) : equal === state;
}

/** Their headings stand there also when there is nothing under them. */
const WITH_SECTIONS: ReadonlySet<string> = new Set(['omicsLens.workflows', 'omicsLens.resources']);

/** Nothing is read for them by itself: the command that fills them says what is wrong, and one welcome leads to it. */
const FILLED_BY_COMMAND: ReadonlySet<string> = new Set(['omicsLens.outputs']);

describe('the manifest and the client', () => {
  it('have the same commands, apart from those that only the server names', () => {
    const own = commandsAfter("name: '", source);
    const named = commandsAfter("Command = '", source);
    assert.deepEqual(
      contributed.filter((command) => ![...own, ...named].includes(command)),
      [],
    );
    assert.deepEqual(
      own.filter((command) => !contributed.includes(command)),
      [],
    );
    assert.ok(own.length > 10 && named.length > 1);
  });

  it('keep the same commands from a workspace that is not trusted', () => {
    const needing = [
      ...source.matchAll(/name: (?:'([\w.]+)'|(\w+)Command),\s+action: [^\n]+\s+trust: 'needed'/g),
    ];
    assert.deepEqual(
      needing.map(([, name, constant]) => name ?? `omicsLens.${constant ?? ''}`).sort(),
      contributes.commands
        .filter(({ enablement }) => enablement === 'isWorkspaceTrusted')
        .map(({ command }) => command)
        .sort(),
    );
  });

  it('name only commands that exist in menus, welcomes and next steps', () => {
    const named = [
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command)),
      ...contributes.viewsWelcome.flatMap(({ contents }) => commandsAfter('command:', contents)),
      ...commandsAfter("command: '", source),
    ];
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((command) => !contributed.includes(command)),
      [],
    );
  });

  it('have the same views', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(
      views.map(({ id }) => id).sort(),
      [...source.matchAll(/createTreeView(?:<\w+>)?\('([\w.]+)'/g)].map((match) => match[1]).sort(),
    );
    assert.deepEqual(
      Object.keys(contributes.views),
      contributes.viewsContainers.activitybar.map(({ id }) => id),
    );
    for (const { view } of contributes.viewsWelcome) assert.ok(views.some(({ id }) => id === view));
    for (const { icon } of [...views, ...contributes.viewsContainers.activitybar]) {
      assert.ok(existsSync(path.join(ROOT, icon)), icon);
    }
  });

  it('welcome the user in every state of a view, once', () => {
    const failures = [
      read('client/src/omics/service-errors.ts'),
      read('client/src/infrastructure/trust.ts'),
    ].join('\n');
    const codes = [...failures.matchAll(/code: '([\w-]+)'/g)].map((match) => match[1] ?? '');
    const states = new Set(['ready', 'unexpected', ...codes]);
    // Listing runs hands on no role and uses up no quota.
    for (const state of ['pass-role-denied', 'quota-exceeded']) assert.ok(states.delete(state));
    assert.ok(states.size > 15);
    const welcoming = [...new Set(contributes.viewsWelcome.map(({ view }) => view))];
    assert.ok(welcoming.length > 1);
    for (const view of welcoming) {
      const own = contributes.viewsWelcome.filter((welcome) => welcome.view === view);
      if (FILLED_BY_COMMAND.has(view)) {
        assert.deepEqual(
          own.map(({ when }) => when),
          [undefined],
          view,
        );
        continue;
      }
      for (const state of states) {
        if (state === 'ready' && WITH_SECTIONS.has(view)) continue;
        assert.equal(own.filter((welcome) => isShownFor(state, welcome)).length, 1, `${view}: ${state}`);
      }
    }
  });
});
