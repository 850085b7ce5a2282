import { updateTemplate } from '../../documents/index.ts';
import type { JsonDocument, JsonMember, JsonObject } from '../../model/index.ts';
import { addMembers, newDocument, removeMember } from '../../model/index.ts';
import type { Fix, Span, TextEdit } from '../../text/index.ts';
import { span, touches } from '../../text/index.ts';
import type { DataKind } from '../data-kind.ts';
import { parametersIn } from './schema.ts';
import type { JsonTree } from './tree.ts';
import type { Declarations } from './type-at.ts';

/** Changes of the parameters around the range, and of a template, that are offered without a problem. */
export function actionsAt(
  tree: JsonTree,
  kind: DataKind,
  declarations: Declarations | undefined,
  range: Span,
): readonly Fix[] {
  if (declarations === undefined) return [];
  const document = { text: tree.text, root: tree.root.value };
  if (kind === 'template') return templateAction(document, declarations);
  const root = parametersIn(tree, kind).find((node) => touches(node, range.start));
  if (kind === 'parameters' && tree.root.value === undefined) return emptyFile(tree.text, declarations);
  return root?.kind === 'object' ? parameterActions(document, root, declarations) : [];
}

function templateAction(document: JsonDocument, { model }: Declarations): readonly Fix[] {
  const edits = updateTemplate(document, model);
  const isNew = document.root === undefined;
  const title = isNew ? 'Generate the template from the workflow' : 'Update the template from the workflow';
  return edits.length === 0 ? [] : [{ title, edits }];
}

function emptyFile(text: string, { model }: Declarations): readonly Fix[] {
  if (text.trim() !== '' || model.entry.inputs.length === 0) return [];
  const added = model.entry.inputs.map(({ name, type }) => ({ key: name, type }));
  return [{ title: 'Add all parameters', edits: [newDocument(text, added)] }];
}

function parameterActions(
  document: JsonDocument,
  root: JsonObject,
  declarations: Declarations,
): readonly Fix[] {
  const { keys, model } = declarations;
  const found = root.members.map((member) => ({ member, key: keys.find(member.key.value) }));
  const given = new Set(found.flatMap(({ key }) => key?.port.name ?? []));
  const qualified = found.filter(({ key }) => key !== undefined && key.prefix !== '').length;
  const prefix = qualified > given.size / 2 ? keys.prefix : '';
  const optional = model.entry.inputs.filter(({ name, required }) => !required && !given.has(name));
  const unknown = found.filter(({ key }) => key === undefined).map(({ member }) => member);
  const actions: Fix[] = [];
  if (optional.length > 0) {
    const added = optional.map((port) => {
      const constant = port.default?.constant;
      const key = prefix + port.name;
      return constant === undefined || constant === null
        ? { key, type: port.type }
        : { key, text: JSON.stringify(constant) };
    });
    actions.push({ title: 'Add all optional parameters', edits: [addMembers(document, root, added)] });
  }
  if (unknown.length > 0) {
    const title =
      unknown.length === 1
        ? 'Remove the unknown parameter'
        : `Remove all ${unknown.length} unknown parameters`;
    actions.push({ title, edits: removeMembers(document, root, unknown) });
  }
  return actions;
}

/** Takes members away together; neighbours share no comma with each other then. */
function removeMembers(
  document: JsonDocument,
  root: JsonObject,
  members: readonly JsonMember[],
): readonly TextEdit[] {
  const kept = root.members.filter((member) => !members.includes(member));
  if (kept.length === 0) {
    const first = root.members[0];
    const last = root.members.at(-1);
    return first === undefined || last === undefined
      ? []
      : [{ span: span(first.start, last.end), newText: '' }];
  }
  const lastKept = kept.at(-1)?.end ?? root.start;
  const before = members.filter((member) => member.start < lastKept);
  const behind = members.filter((member) => member.start > lastKept).at(-1);
  return [
    ...before.map((member) => removeMember(document, root, member)),
    ...(behind === undefined ? [] : [{ span: span(lastKept, behind.end), newText: '' }]),
  ];
}
