import { parseContainerUri } from '../healthomics/container-uri.ts';
import type { RequestField } from '../healthomics/field.ts';
import { REGISTRY_MAP_DOCUMENT, isUpstreamRegistry } from '../healthomics/registry-map-fields.ts';
import type { JsonDocument, JsonMember, JsonObject, JsonString, RegistryMap } from '../model/index.ts';
import { renameKey, replaceValue } from '../model/index.ts';
import type { Problem } from '../text/index.ts';
import { span } from '../text/index.ts';
import type { DocumentContext } from './document-report.ts';
import { DocumentReport } from './document-report.ts';
import { checkField, membersOf, removeFix, textOf } from './field-check.ts';

/** Checks a container registry map. */
export function checkRegistryMap(document: JsonDocument, context: DocumentContext): readonly Problem[] {
  const { root } = document;
  if (root === undefined) return [];
  const report = new DocumentReport(document, context);
  checkField(root, REGISTRY_MAP_DOCUMENT, '', report, {
    unknown: (member, object, owner) => accountOfGuide(member, object, owner, report),
  });
  for (const mapping of entriesOf(root, 'registryMappings')) checkUpstream(mapping, report);
  for (const mapping of entriesOf(root, 'imageMappings')) checkDestination(mapping, report);
  checkTwice(
    entriesOf(root, 'registryMappings'),
    ['upstreamRegistryUrl', 'upstreamRepositoryPrefix'],
    report,
  );
  checkTwice(entriesOf(root, 'imageMappings'), ['sourceImage'], report);
  return report.finish();
}

/** What the map says, as far as it is complete. */
export function registryMapOf({ root }: JsonDocument): RegistryMap {
  const text = (entry: JsonObject, name: string) => textOf(membersOf(entry), name)?.value;
  return {
    registryMappings: entriesOf(root, 'registryMappings').flatMap((entry) => {
      const upstreamRegistryUrl = text(entry, 'upstreamRegistryUrl');
      const ecrRepositoryPrefix = text(entry, 'ecrRepositoryPrefix');
      const upstreamRepositoryPrefix = text(entry, 'upstreamRepositoryPrefix');
      if (upstreamRegistryUrl === undefined || ecrRepositoryPrefix === undefined) return [];
      const ecrAccountId = text(entry, 'ecrAccountId');
      return [
        {
          upstreamRegistryUrl,
          ecrRepositoryPrefix,
          ...(upstreamRepositoryPrefix === undefined ? {} : { upstreamRepositoryPrefix }),
          ...(ecrAccountId === undefined ? {} : { ecrAccountId }),
        },
      ];
    }),
    imageMappings: entriesOf(root, 'imageMappings').flatMap((entry) => {
      const sourceImage = text(entry, 'sourceImage');
      const destinationImage = text(entry, 'destinationImage');
      return sourceImage === undefined || destinationImage === undefined
        ? []
        : [{ sourceImage, destinationImage }];
    }),
  };
}

function entriesOf(root: JsonDocument['root'], list: string): readonly JsonObject[] {
  if (root?.kind !== 'object') return [];
  const value = membersOf(root).get(list)?.value;
  return value?.kind === 'array' ? value.elements.filter((entry) => entry.kind === 'object') : [];
}

/** The guide's own examples write `accountId`, which the service knows in neither kind of mapping. */
function accountOfGuide(
  member: JsonMember,
  object: JsonObject,
  owner: RequestField,
  report: DocumentReport,
): boolean {
  if (!/^(aws)?account(id)?$/i.test(member.key.value)) return false;
  const key = member.key.value;
  if (owner.name === 'registryMapping') {
    report.add(
      'field-unknown',
      member.key,
      `Unknown field '${key}' of a registry mapping. Did you mean 'ecrAccountId'?`,
      {
        note: 'The examples of the user guide write it otherwise than the service reads it.',
        fixes: membersOf(object).has('ecrAccountId')
          ? [removeFix(member, object, report)]
          : [renameKey(member.key, 'ecrAccountId'), removeFix(member, object, report)],
      },
    );
    return true;
  }
  if (owner.name !== 'imageMapping') return false;
  report.add('field-unknown', member.key, `Unknown field '${key}' of an image mapping.`, {
    note: "The account stands in 'destinationImage'. The examples of the user guide write it otherwise than the service reads it.",
    fixes: [{ ...removeFix(member, object, report), preferred: true }],
  });
  return true;
}

function checkUpstream(mapping: JsonObject, report: DocumentReport): void {
  const url = textOf(membersOf(mapping), 'upstreamRegistryUrl');
  if (url === undefined || url.value === '') return;
  const host = url.value.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const known = /^(index\.)?docker\.io$/.test(host) ? 'registry-1.docker.io' : host;
  if (isUpstreamRegistry(url.value)) return;
  const mends = isUpstreamRegistry(known);
  report.add(
    'registry-map-upstream',
    url,
    mends
      ? `The registry '${url.value}' is written '${known}' here.`
      : `A pull-through cache cannot stand for the registry '${url.value}'.`,
    {
      note: mends
        ? 'Write it as the pull-through cache rule of Amazon ECR has it.'
        : 'Amazon ECR caches Amazon ECR Public, Quay, Docker Hub, GitHub, GitLab, Kubernetes and Azure. Copy the images, and map them one by one.',
      fixes: mends ? [replaceValue(url, JSON.stringify(known), `Write '${known}'`)] : [],
    },
  );
}

/** The guide shows full names and names without a registry; only a name of another registry is wrong for sure. */
function checkDestination(mapping: JsonObject, report: DocumentReport): void {
  const destination = textOf(membersOf(mapping), 'destinationImage');
  const uri = destination === undefined ? undefined : parseContainerUri(destination.value);
  if (destination === undefined || uri?.host === undefined) return;
  const { region } = report.context;
  if (uri.ecr === undefined) {
    const message = `Image '${destination.value}' is not in Amazon ECR private.`;
    report.add('registry-map-destination', destination, message, {
      note: 'It reads {account}.dkr.ecr.{Region}.amazonaws.com/{repository}:{tag}.',
    });
  } else if (region !== undefined && uri.ecr.region !== region) {
    const message = `Image '${destination.value}' lies in ${uri.ecr.region}, and runs start in ${region}.`;
    report.add('registry-map-destination', destination, message, {
      note: 'HealthOmics pulls images only from its own Region.',
      severity: 'warning',
    });
  }
}

function checkTwice(entries: readonly JsonObject[], names: readonly string[], report: DocumentReport): void {
  const seen = new Map<string, JsonString>();
  for (const entry of entries) {
    const members = membersOf(entry);
    const first = textOf(members, names[0] ?? '');
    if (first === undefined || first.value === '') continue;
    const key = names.map((name) => textOf(members, name)?.value ?? '').join('\n');
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, first);
    else {
      report.add('registry-map-duplicate', first, `'${first.value}' is mapped twice.`, {
        note: 'Which of the two counts is not said. Keep one.',
        related: [
          {
            location: { uri: report.context.uri, span: span(earlier.start, earlier.end) },
            message: 'The other mapping',
          },
        ],
      });
    }
  }
}
