import { fieldIssue } from '@omics-lens/server/healthomics/field.ts';
import { START_RUN_FIELDS } from '@omics-lens/server/healthomics/start-run-fields.ts';
import { answered } from '../../infrastructure/errors.ts';
import { askText, type FormField } from '../../infrastructure/form.ts';
import type { Choice, Prompts } from '../../infrastructure/prompts.ts';
import type { StorageType } from '../../infrastructure/settings.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import { roundedStorage } from '../../omics/static-storage.ts';
import { askTags, confirmNotPersonal, shownTags, type Tags } from '../../omics/tags-form.ts';

/** What a run may be given beside its workflow, parameters, role and output: members of StartRun by their names. */
export interface RunOptions {
  readonly name?: string;
  readonly storageType?: StorageType;
  readonly storageCapacity?: number;
  readonly runGroupId?: string;
  readonly priority?: number;
  readonly cacheId?: string;
  readonly cacheBehavior?: string;
  readonly networkingMode?: 'VPC';
  readonly configurationName?: string;
  readonly logLevel?: string;
  readonly retentionMode?: string;
  readonly tags?: Tags;
}

type OptionPrompts = Pick<Prompts, 'pick' | 'ask' | 'decide' | 'tell'>;

/** The lines of a form over the options; `set` is given them all after a change. */
export function optionFields(
  options: RunOptions,
  set: (options: RunOptions) => void,
  omics: Pick<OmicsApi, 'listRunGroups' | 'listRunCaches' | 'listConfigurations'>,
  prompts: OptionPrompts,
): readonly FormField[] {
  const change = (part: Partial<Record<keyof RunOptions, unknown>>) => {
    const merged = { ...options, ...part };
    // What was taken away must not stand in the request.
    set(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)));
  };
  const { storageType, storageCapacity, networkingMode, configurationName, cacheId, tags } = options;
  return [
    {
      label: 'Name',
      value: options.name,
      hint: 'Made from the workflow and the time where it is left out.',
      async edit() {
        const name = await askText(
          {
            title: 'Name of the run',
            prompt: 'Empty takes it away.',
            value: options.name,
            issue: (text) => issueOf('name', 'The name', text),
          },
          prompts,
        );
        await confirmNotPersonal([name], prompts);
        change({ name });
      },
    },
    {
      label: 'Storage',
      value: storageType === 'STATIC' ? `STATIC, ${storageCapacity ?? 1200} GiB` : storageType,
      async edit() {
        const chosen = await pickOf('Storage', ['DYNAMIC', 'STATIC'], prompts);
        if (chosen === 'DYNAMIC') return change({ storageType: chosen, storageCapacity: undefined });
        const wanted = await askNumber('GiB of static storage', storageCapacity ?? 1200, prompts);
        // The service rounds up; what stands here is what it will take.
        change({
          storageType: chosen,
          storageCapacity: wanted === undefined ? undefined : roundedStorage(wanted, prompts),
        });
      },
    },
    {
      label: 'Run Group',
      value: options.runGroupId,
      async edit() {
        const { items } = await omics.listRunGroups();
        change({ runGroupId: await pickNamed('Run group', items, prompts) });
      },
    },
    {
      label: 'Priority',
      value: options.priority?.toString(),
      hint: 'Place in the queue of the account or of the run group.',
      async edit() {
        change({ priority: await askNumber('Priority', options.priority, prompts) });
      },
    },
    {
      label: 'Run Cache',
      value: cacheId === undefined ? undefined : [cacheId, options.cacheBehavior].filter(Boolean).join(', '),
      async edit() {
        const { items } = await omics.listRunCaches();
        const id = await pickNamed('Run cache', items, prompts);
        if (id === undefined) return change({ cacheId: undefined, cacheBehavior: undefined });
        const asItIs = "The Cache's Own";
        const behavior = await pickOf(
          'When to write to the cache',
          [asItIs, 'CACHE_ON_FAILURE', 'CACHE_ALWAYS'],
          prompts,
        );
        change({ cacheId: id, cacheBehavior: behavior === asItIs ? undefined : behavior });
      },
    },
    {
      label: 'Network',
      value: networkingMode === 'VPC' ? `VPC, ${configurationName ?? ''}` : 'RESTRICTED',
      hint: 'A VPC configuration lets tasks reach your network, the internet and other Regions.',
      async edit() {
        const { items } = await omics.listConfigurations();
        const name = await pickNamed('VPC configuration', items, prompts);
        change({ configurationName: name, networkingMode: name === undefined ? undefined : 'VPC' });
      },
    },
    {
      label: 'Log Level',
      value: options.logLevel,
      async edit() {
        change({ logLevel: await pickOf('Log level', ['ALL', 'ERROR', 'FATAL', 'OFF'], prompts) });
      },
    },
    {
      label: 'Retention',
      value: options.retentionMode,
      hint: "REMOVE lets the service forget the oldest of such runs when the account's quota of runs is reached.",
      async edit() {
        change({ retentionMode: await pickOf('Retention', ['RETAIN', 'REMOVE'], prompts) });
      },
    },
    {
      label: 'Tags',
      value: tags === undefined ? undefined : shownTags(tags),
      async edit() {
        const next = await askTags('Tags of the run', tags ?? {}, prompts);
        change({ tags: Object.keys(next).length === 0 ? undefined : next });
      },
    },
  ];
}

async function askNumber(
  title: string,
  value: number | undefined,
  prompts: OptionPrompts,
): Promise<number | undefined> {
  const answer = await askText(
    {
      title,
      prompt: 'A whole number from 0 to 100,000. Empty takes it away.',
      value: value?.toString(),
      issue: (text) =>
        /^\d+$/.test(text) && Number(text) <= MOST
          ? undefined
          : `${title} must be a whole number from 0 to 100,000.`,
    },
    prompts,
  );
  return answer === undefined ? undefined : Number(answer);
}

/** API model: `priority` and `storageCapacity` of StartRun are 0 to 100000. */
const MOST = 100_000;

function issueOf(member: string, title: string, text: string): string | undefined {
  const field = START_RUN_FIELDS.rows.find(({ name }) => name === member);
  const issue = field === undefined ? undefined : fieldIssue(field, text);
  return issue === undefined ? undefined : `${title} ${issue}.`;
}

async function pickOf(title: string, values: readonly string[], prompts: OptionPrompts): Promise<string> {
  return answered(
    await prompts.pick(
      title,
      values.map((value) => ({ label: value, value })),
    ),
  );
}

async function pickNamed(
  title: string,
  items: readonly {
    readonly id: string;
    readonly name: string | undefined;
    readonly status: string | undefined;
  }[],
  prompts: OptionPrompts,
): Promise<string | undefined> {
  const choices: Choice<{ readonly id: string | undefined }>[] = [
    { label: 'None', value: { id: undefined } },
    ...items.map(({ id, name, status }) => ({
      label: name ?? id,
      description: [id, status].filter((part) => part !== undefined).join(' · '),
      value: { id },
    })),
  ];
  return answered(await prompts.pick(title, choices)).id;
}
