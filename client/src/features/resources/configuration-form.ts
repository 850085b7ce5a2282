import { CONFIGURATION_FIELDS } from '@omics-lens/server/healthomics/resource-fields.ts';
import { answered } from '../../infrastructure/errors.ts';
import { askText, fillForm } from '../../infrastructure/form.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { fieldNamed, listIssue, textIssue } from '../../omics/field-questions.ts';
import type { NewConfiguration } from '../../omics/resources-api.ts';

/** Asks for everything about a new VPC configuration; none of it can be changed later. */
export async function askNewConfiguration(prompts: Prompts): Promise<NewConfiguration> {
  let name: string | undefined;
  let description: string | undefined;
  let subnetIds: readonly string[] = [];
  let securityGroupIds: readonly string[] = [];
  const text = (field: string, subject: string, value: string | undefined) =>
    askText(
      {
        title: subject.replace(/^The /, ''),
        prompt: fieldNamed(CONFIGURATION_FIELDS, field).doc,
        value,
        issue: (typed) => textIssue(fieldNamed(CONFIGURATION_FIELDS, field), subject, typed),
      },
      prompts,
    );
  const list = async (field: string, subject: string, value: readonly string[]) => {
    const facts = fieldNamed(CONFIGURATION_FIELDS, field);
    const answer = await askText(
      {
        title: subject,
        prompt: `${facts.doc} With blanks or commas between.`,
        value: value.join(', '),
        ...(facts.element?.example === undefined ? {} : { placeholder: facts.element.example }),
        required: true,
        issue: (typed) => listIssue(facts, `'${subject}'`, parts(typed)) ?? twice(parts(typed)),
      },
      prompts,
    );
    return parts(answer ?? '');
  };
  await fillForm(
    {
      title: 'New VPC Configuration',
      submit: { label: 'Create', description: 'HealthOmics takes up to 15 minutes.' },
      missing: () =>
        name === undefined || subnetIds.length === 0 || securityGroupIds.length === 0
          ? 'Name, subnets and security groups are needed.'
          : undefined,
      fields: () => [
        {
          label: 'Name',
          value: name,
          async edit() {
            name = await text('name', 'The name', name);
          },
        },
        {
          label: 'Subnets',
          value: subnetIds.length === 0 ? undefined : subnetIds.join(', '),
          async edit() {
            subnetIds = await list('subnetIds', 'Subnets', subnetIds);
          },
        },
        {
          label: 'Security groups',
          value: securityGroupIds.length === 0 ? undefined : securityGroupIds.join(', '),
          async edit() {
            securityGroupIds = await list('securityGroupIds', 'Security groups', securityGroupIds);
          },
        },
        {
          label: 'Description',
          value: description,
          async edit() {
            description = await text('description', 'The description', description);
          },
        },
      ],
    },
    prompts,
  );
  return {
    name: answered(name),
    ...(description === undefined ? {} : { description }),
    subnetIds,
    securityGroupIds,
  };
}

function parts(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

function twice(items: readonly string[]): string | undefined {
  const again = items.find((item, index) => items.indexOf(item) !== index);
  return again === undefined ? undefined : `'${again}' stands there twice.`;
}
