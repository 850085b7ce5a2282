import { RUN_TASK_DOCUMENT } from '../healthomics/ecs-fields.ts';
import { ECS_LIMITS } from '../healthomics/ecs-limits.ts';
import { formatNumber } from '../healthomics/limits.ts';
import { RESERVED_TAG_PREFIX } from '../healthomics/tags.ts';
import type { JsonDocument, JsonMember, JsonObject, JsonValue } from '../model/index.ts';
import { addMembers } from '../model/index.ts';
import type { Problem } from '../text/index.ts';
import type { DocumentContext } from './document-report.ts';
import { DocumentReport } from './document-report.ts';
import { checkField, membersOf, opening, removeFix, textOf } from './field-check.ts';

type Members = ReadonlyMap<string, JsonMember>;

/** Checks a request for one task on Amazon ECS: each member, and the members against each other. */
export function checkEcsTaskFile(document: JsonDocument, context: DocumentContext): readonly Problem[] {
  const report = new DocumentReport(document, context);
  const { root } = document;
  if (root === undefined) return [];
  checkField(root, RUN_TASK_DOCUMENT, '', report);
  if (root.kind !== 'object') return report.finish();
  const members = membersOf(root);
  checkRevision(members, report);
  checkWhere(root, members, report);
  checkStrategy(members, report);
  checkOverrides(members, report);
  checkPlacement(members, report);
  checkVolumes(members, report);
  checkTags(members, report);
  checkToken(root, members, report);
  return report.finish();
}

function checkRevision(members: Members, report: DocumentReport): void {
  const definition = textOf(members, 'taskDefinition');
  if (definition === undefined || definition.value === '' || /:\d+$/.test(definition.value)) return;
  report.add(
    'ecs-revision-open',
    definition,
    `'${definition.value}' names no revision of the task definition.`,
    {
      note: "The latest active one runs, which may be another tomorrow. Write 'family:revision' to run the same again.",
    },
  );
}

function checkWhere(root: JsonObject, members: Members, report: DocumentReport): void {
  const launch = textOf(members, 'launchType')?.value;
  const launchType = members.get('launchType');
  const strategy = members.get('capacityProviderStrategy');
  if (launchType !== undefined && strategy !== undefined) {
    report.add(
      'ecs-members-exclude',
      strategy,
      "'capacityProviderStrategy' and 'launchType' exclude each other.",
      {
        note: 'Keep the one that is meant; Fargate Spot needs the strategy.',
        fixes: [removeFix(launchType, root, report), removeFix(strategy, root, report)],
      },
    );
  }
  const platform = members.get('platformVersion');
  if (platform !== undefined && launch !== undefined && launch !== 'FARGATE') {
    report.add(
      'ecs-members-exclude',
      platform,
      `'platformVersion' is for Fargate, and the launch type is '${launch}'.`,
      {
        note: 'Remove it, or run the task on Fargate.',
        fixes: [removeFix(platform, root, report)],
      },
    );
  }
  if (launch === 'FARGATE' && !members.has('networkConfiguration')) {
    report.add(
      'ecs-network-missing',
      members.get('launchType') ?? opening(root),
      'A task on Fargate needs its subnets.',
      {
        note: "Add 'networkConfiguration' with the subnets, and with a public address where they have no way out.",
        fixes: [
          {
            title: "Add 'networkConfiguration'",
            edits: [
              addMembers(report.document, root, [
                {
                  key: 'networkConfiguration',
                  text: '{ "awsvpcConfiguration": { "subnets": [""], "securityGroups": [], "assignPublicIp": "ENABLED" } }',
                },
              ]),
            ],
            preferred: true,
          },
        ],
      },
    );
  }
}

function checkStrategy(members: Members, report: DocumentReport): void {
  const strategy = members.get('capacityProviderStrategy');
  const items = objectsIn(strategy?.value);
  if (strategy === undefined || items.length === 0) return;
  const numberOf = (item: JsonObject, name: string): number => {
    const value = membersOf(item).get(name)?.value;
    return value?.kind === 'number' ? value.value : 0;
  };
  const [, second] = items.filter((item) => numberOf(item, 'base') > 0);
  if (second !== undefined) {
    report.add('ecs-strategy', second, "Only one capacity provider may have a 'base'.", {
      note: 'The base is how many tasks go there first; leave it out of the others.',
    });
  }
  if (items.every((item) => numberOf(item, 'weight') === 0)) {
    report.add('ecs-strategy', strategy.key, "No capacity provider has a 'weight' above 0.", {
      note: 'Without a weight no provider gets the task. Give 1 to the one that shall run it.',
    });
  }
  const { value: promised } = ECS_LIMITS.capacityProvidersOfGuide;
  if (items.length > promised && items.length <= ECS_LIMITS.capacityProviders.value) {
    report.add(
      'ecs-strategy',
      strategy.key,
      `A strategy of ${items.length} capacity providers may be refused.`,
      {
        severity: 'information',
        note: `The reference of RunTask promises ${promised}, the newer service model ${ECS_LIMITS.capacityProviders.value}.`,
      },
    );
  }
}

function checkOverrides(members: Members, report: DocumentReport): void {
  const overrides = members.get('overrides');
  if (overrides?.value?.kind !== 'object') return;
  const length = JSON.stringify(plain(overrides.value)).length;
  const { value: most } = ECS_LIMITS.overrides;
  if (length > most) {
    report.add(
      'ecs-overrides-long',
      overrides.key,
      `'overrides' has ${formatNumber(length)} characters as JSON, and ${formatNumber(most)} are allowed.`,
      {
        note: 'Put a long script into the image or into S3 and let the command fetch it, or register a task definition that holds it.',
      },
    );
  }
  const gone = membersOf(overrides.value).get('inferenceAcceleratorOverrides');
  if (gone === undefined) return;
  report.add('ecs-members-exclude', gone, 'Elastic Inference is gone: the service refuses its overrides.', {
    note: 'It was closed to new customers in April 2023. Ask for a GPU in the resource requirements instead.',
    fixes: [{ ...removeFix(gone, overrides.value, report), preferred: true }],
  });
}

function checkPlacement(members: Members, report: DocumentReport): void {
  for (const constraint of objectsIn(members.get('placementConstraints')?.value)) {
    const own = membersOf(constraint);
    const expression = own.get('expression');
    const type = textOf(own, 'type')?.value;
    if (type === 'distinctInstance' && expression !== undefined) {
      report.add('ecs-members-exclude', expression, "'distinctInstance' takes no 'expression'.", {
        note: "An expression goes with the type 'memberOf'.",
        fixes: [removeFix(expression, constraint, report)],
      });
    }
    if (type === 'memberOf' && expression === undefined) {
      report.add('field-missing', opening(constraint), "'memberOf' needs an 'expression'.", {
        note: "It says which instances are meant, such as 'attribute:ecs.instance-type =~ r6.*'.",
      });
    }
  }
}

function checkVolumes(members: Members, report: DocumentReport): void {
  for (const volume of objectsIn(members.get('volumeConfigurations')?.value)) {
    const managed = membersOf(volume).get('managedEBSVolume');
    if (managed?.value?.kind !== 'object') continue;
    const own = membersOf(managed.value);
    if (!own.has('sizeInGiB') && !own.has('snapshotId')) {
      report.add('field-missing', managed.key, "The volume has neither 'sizeInGiB' nor 'snapshotId'.", {
        note: 'A new volume needs its size; one that is made of a snapshot may take it from there.',
      });
    }
    const throughput = own.get('throughput');
    const type = textOf(own, 'volumeType')?.value;
    if (throughput === undefined || type === undefined || type === 'gp3') continue;
    report.add('ecs-members-exclude', throughput, `'throughput' is for 'gp3', and the volume is '${type}'.`, {
      note: 'Remove it, or ask for a volume of the type gp3.',
      fixes: [removeFix(throughput, managed.value, report)],
    });
  }
}

function checkTags(members: Members, report: DocumentReport): void {
  const seen = new Set<string>();
  for (const tag of objectsIn(members.get('tags')?.value)) {
    const key = textOf(membersOf(tag), 'key');
    if (key === undefined) continue;
    if (key.value.toLowerCase().startsWith(RESERVED_TAG_PREFIX)) {
      const message = `The tag '${key.value}' begins with '${RESERVED_TAG_PREFIX}', which AWS keeps for itself.`;
      report.add('tag-reserved', key, message, { note: 'Choose another key.' });
    }
    if (seen.has(key.value)) {
      report.add('ecs-tag-twice', key, `The tag '${key.value}' is given twice.`, {
        note: 'Each key may stand once; upper and lower case are different keys.',
      });
    }
    seen.add(key.value);
  }
}

function checkToken(root: JsonObject, members: Members, report: DocumentReport): void {
  const token = members.get('clientToken');
  if (token === undefined) return;
  report.add('request-id-fixed', token, 'With this client token a second start of the file starts nothing.', {
    note: 'The service takes it for the same wish. Leave it out, and each start gets its own.',
    fixes: [removeFix(token, root, report)],
  });
}

function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return value?.kind === 'array' ? value.elements.flatMap((one) => (one.kind === 'object' ? [one] : [])) : [];
}

/** The value without its places, as it is sent. */
function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case 'array':
      return value.elements.map(plain);
    case 'object':
      return Object.fromEntries(
        value.members.map((member) => [
          member.key.value,
          member.value === undefined ? null : plain(member.value),
        ]),
      );
    case 'null':
      return null;
    default:
      return value.value;
  }
}
