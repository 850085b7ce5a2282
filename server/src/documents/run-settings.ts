import type { RequestField } from '../healthomics/field.ts';
import { formatNumber, LIMITS } from '../healthomics/limits.ts';
import { staticStorageFor } from '../healthomics/run-storage.ts';
import { parseS3Uri } from '../healthomics/s3-uri.ts';
import { RESERVED_TAG_PREFIX } from '../healthomics/tags.ts';
import type { JsonMember, JsonObject, JsonString } from '../model/index.ts';
import { PARAMETER_RULES, addMembers, replaceValue } from '../model/index.ts';
import { span } from '../text/index.ts';
import type { DocumentReport } from './document-report.ts';
import { membersOf, opening, removeFix, textOf } from './field-check.ts';

/** Where settings of a run stand: a run of its own, or the default of a batch. */
type Place = 'run' | 'batch';

type Members = ReadonlyMap<string, JsonMember>;

/** What the members of StartRun, or of a batch's default, ask of each other. */
export function checkRunSettings(object: JsonObject, place: Place, report: DocumentReport): void {
  const members = membersOf(object);
  const ask = { object, members, place, report };
  checkStorage(ask);
  checkCache(ask);
  checkNetwork(ask);
  checkReady2Run(ask);
  checkRole(ask);
  checkS3(textOf(members, 'outputUri'), 'outputUri', report);
  checkTags(members.get(place === 'run' ? 'tags' : 'runTags'), report);
}

interface Ask {
  readonly object: JsonObject;
  readonly members: Members;
  readonly place: Place;
  readonly report: DocumentReport;
}

/** A repeated run takes what is absent from the run that it repeats. */
function repeats({ members }: Ask): boolean {
  return members.has('runId');
}

function checkStorage(ask: Ask): void {
  const { object, members, report } = ask;
  const type = textOf(members, 'storageType')?.value;
  const capacity = members.get('storageCapacity');
  if (!members.has('storageType') && !repeats(ask)) {
    report.add(
      'storage-type-implicit',
      capacity?.key ?? opening(object),
      "The run does not say whether it wants 'DYNAMIC' or 'STATIC' storage.",
      {
        note: 'The documents of AWS disagree on the default. Say which one is meant.',
        fixes: ['DYNAMIC', 'STATIC'].map((choice) => ({
          title: `Add "storageType": "${choice}"`,
          edits: [addMembers(report.document, object, [{ key: 'storageType', text: `"${choice}"` }])],
        })),
      },
    );
  }
  const value = capacity?.value;
  if (capacity === undefined || value?.kind !== 'number') return;
  if (type === 'DYNAMIC') {
    report.add('storage-capacity-ignored', capacity, "'storageCapacity' is ignored with dynamic storage.", {
      note: 'Dynamic storage grows with the run. Remove the capacity, or ask for STATIC storage.',
      fixes: [{ ...removeFix(capacity, object, report), preferred: true }],
      tags: ['unnecessary'],
    });
    return;
  }
  const offered = staticStorageFor(value.value);
  if (offered !== value.value && value.value <= 100_000) {
    const [asked, given] = [formatNumber(value.value), formatNumber(offered)];
    report.add('storage-capacity-rounded', value, `${asked} GiB become ${given} GiB.`, {
      note: `Static storage comes as ${formatNumber(LIMITS.staticStorageDefaultGiB.value)} GiB or as a multiple of ${formatNumber(2 * LIMITS.staticStorageDefaultGiB.value)} GiB, and the larger size is billed.`,
      fixes: [replaceValue(value, String(offered), `Write ${offered}`)],
    });
  }
  if (offered > LIMITS.staticStorageGiB.value && value.value <= 100_000) {
    const message = `${formatNumber(offered)} GiB are more than the ${formatNumber(LIMITS.staticStorageGiB.value)} GiB that an account may use for one run without asking.`;
    report.add('storage-capacity-quota', value, message, {
      note: 'Raise the quota of static storage per run in the Service Quotas console first.',
    });
  }
}

function checkCache(ask: Ask): void {
  const { object, members, place, report } = ask;
  const behavior = members.get('cacheBehavior');
  if (behavior === undefined) return;
  if (!members.has('cacheId') && !repeats(ask)) {
    report.add('cache-behavior-without-cache', behavior, "'cacheBehavior' needs 'cacheId'.", {
      note: 'Without a cache nothing is cached. Name the cache, or remove the behavior.',
      fixes: [
        {
          title: "Add 'cacheId'",
          edits: [addMembers(report.document, object, [{ key: 'cacheId', text: '""' }])],
          preferred: true,
        },
        removeFix(behavior, object, report),
      ],
    });
  } else if (place === 'batch' && textOf(members, 'cacheBehavior')?.value === 'CACHE_ALWAYS') {
    report.add(
      'cache-always-in-batch',
      behavior,
      'Every run of the batch writes all its files to the cache.',
      {
        note: 'Exporting them takes time and storage in each run. CACHE_ON_FAILURE keeps what failed runs have done.',
        fixes:
          behavior.value === undefined
            ? []
            : [replaceValue(behavior.value, '"CACHE_ON_FAILURE"', "Write 'CACHE_ON_FAILURE'")],
      },
    );
  }
}

function checkNetwork(ask: Ask): void {
  const { object, members, report } = ask;
  const mode = members.get('networkingMode');
  const configuration = members.get('configurationName');
  const isVpc = textOf(members, 'networkingMode')?.value === 'VPC';
  if (mode !== undefined && isVpc && configuration === undefined && !repeats(ask)) {
    report.add('vpc-without-configuration', mode, "Networking mode 'VPC' needs 'configurationName'.", {
      note: 'The configuration holds the subnets and security groups that tasks use. Create it once and name it here.',
      fixes: [
        {
          title: "Add 'configurationName'",
          edits: [addMembers(report.document, object, [{ key: 'configurationName', text: '""' }])],
          preferred: true,
        },
      ],
    });
  }
  if (configuration === undefined || isVpc || (mode === undefined && repeats(ask))) return;
  report.add(
    'configuration-without-vpc',
    configuration,
    "'configurationName' counts only with networking mode 'VPC'.",
    {
      note: "Without it the mode is 'RESTRICTED', which reaches S3 and ECR of the same Region only.",
      fixes:
        mode?.value === undefined
          ? [
              {
                title: 'Add "networkingMode": "VPC"',
                edits: [addMembers(report.document, object, [{ key: 'networkingMode', text: '"VPC"' }])],
                preferred: true,
              },
            ]
          : [replaceValue(mode.value, '"VPC"', "Replace with 'VPC'")],
    },
  );
}

function checkReady2Run({ object, members, place, report }: Ask): void {
  const type = members.get('workflowType');
  if (type === undefined || textOf(members, 'workflowType')?.value !== 'READY2RUN') return;
  if (place === 'batch') {
    report.add('ready2run-restricted', type, 'A Ready2Run workflow cannot be started as a batch.', {
      note: 'Start its runs one by one, or use a private workflow.',
    });
  }
  for (const name of ['runGroupId', 'cacheId', 'cacheBehavior']) {
    const member = members.get(name);
    if (member === undefined) continue;
    report.add('ready2run-restricted', member, `A Ready2Run workflow takes no '${name}'.`, {
      note: 'Run groups and run caches are for private workflows.',
      fixes: [{ ...removeFix(member, object, report), preferred: true }],
    });
  }
}

function checkRole({ members, report }: Ask): void {
  const role = textOf(members, 'roleArn');
  if (role?.value.startsWith('arn:') !== true) return;
  // A name that is not written yet is what a new file has.
  if (/^arn:[\w-]+:iam::\d{12}:role\/\S*$/.test(role.value)) return;
  report.add('role-arn-form', role, `'${role.value}' is no ARN of a role.`, {
    note: 'It reads arn:aws:iam::{account}:role/{name}, with an account of 12 digits.',
  });
}

/** Reports an S3 URI that is malformed, with the code that it has among parameters. */
export function checkS3(value: JsonString | undefined, name: string, report: DocumentReport): void {
  if (value === undefined || value.value === '') return;
  const result = parseS3Uri(value.value);
  if (result.ok) return;
  const { code, severity } = PARAMETER_RULES['s3-uri'];
  const { suggestion } = result;
  report.include([
    {
      span: span(value.start, value.end),
      severity,
      code,
      message: `'${name}' ${result.reason}.`,
      note: 'An S3 URI reads s3://bucket/key.',
      ...(suggestion === undefined
        ? {}
        : { fixes: [replaceValue(value, JSON.stringify(suggestion), `Write '${suggestion}'`)] }),
    },
  ]);
}

/** Reports keys that AWS keeps for itself. Lengths and characters are those of the field. */
export function checkTags(tags: JsonMember | undefined, report: DocumentReport): void {
  if (tags?.value?.kind !== 'object') return;
  for (const { key } of tags.value.members) {
    if (!key.value.toLowerCase().startsWith(RESERVED_TAG_PREFIX)) continue;
    const message = `The tag '${key.value}' begins with '${RESERVED_TAG_PREFIX}', which AWS keeps for itself.`;
    report.add('tag-reserved', key, message, { note: 'Choose another key.' });
  }
}

/** The member of a table. */
export function fieldNamed(fields: readonly RequestField[], name: string): RequestField | undefined {
  return fields.find((field) => field.name === name);
}
