import type { Answer } from '../http/message.ts';
import type { XmlElement } from '../protocols/xml.ts';
import { xmlDocument } from '../protocols/xml.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export function xmlAnswer(root: XmlElement): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: xmlDocument(root, NAMESPACE) };
}
