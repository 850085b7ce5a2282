import type { RequestField } from '../../healthomics/field.ts';
import { formatNumber } from '../../healthomics/limits.ts';

/** Markdown about a field: its type, whether it must be given, what may stand in it. */
export function describeField(name: string, field: RequestField): string {
  const demand = field.required === true && field.filledIn !== true ? '**Required.**' : 'Optional.';
  const facts = [demand, limits(field), choices(field), defaultWords(field)].filter((words) => words !== '');
  return [`\`\`\`\n${name}: ${typeWords(field)}\n\`\`\``, facts.join(' '), field.doc].join('\n\n');
}

/** The type in the words of JSON. */
export function typeWords(field: RequestField): string {
  switch (field.type) {
    case 'document':
    case 'map':
    case 'structure':
      return 'object';
    case 'list':
      return 'array';
    case 'any':
    case 'blob':
      return 'any value';
    case 'string':
    case 'integer':
    case 'number':
    case 'boolean':
      return field.type;
  }
}

function limits({ type, min, max }: RequestField): string {
  const unit = type === 'string' ? ' characters' : type === 'map' || type === 'list' ? ' entries' : '';
  if (max === undefined) return '';
  if (min === undefined || min === max) return `Up to ${formatNumber(max)}${unit}.`;
  return `${formatNumber(min)} to ${formatNumber(max)}${unit}.`;
}

function choices({ values }: RequestField): string {
  return values === undefined ? '' : `One of ${values.map((value) => `\`${value}\``).join(', ')}.`;
}

function defaultWords(field: RequestField): string {
  return field.default === undefined ? '' : `Default \`${String(field.default)}\`.`;
}
