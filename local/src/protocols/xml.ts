/** An element with children, or with text. */
export type XmlContent = string | number | readonly XmlElement[];
export type XmlElement = readonly [name: string, content: XmlContent];

/** A document of elements without attributes but the root's name space. */
export function xmlDocument(root: XmlElement, namespace: string): string {
  const [name, content] = root;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${namespace}">${body(content)}</${name}>`;
}

function body(content: XmlContent): string {
  if (typeof content === 'string') return escaped(content);
  if (typeof content === 'number') return String(content);
  return content.map(([name, inner]) => `<${name}>${body(inner)}</${name}>`).join('');
}

function escaped(text: string): string {
  return text.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
