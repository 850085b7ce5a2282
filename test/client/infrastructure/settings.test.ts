import assert from 'node:assert/strict';
import { readSettings } from '../../../client/src/infrastructure/settings.ts';

const NOTHING = {
  profile: undefined,
  region: undefined,
  endpoint: undefined,
  roleArn: undefined,
  outputUri: undefined,
  storageType: undefined,
  uploadUri: undefined,
  connectionArn: undefined,
  liveTail: 'never',
  prices: undefined,
};

describe('readSettings', () => {
  const cases: readonly (readonly [name: string, values: Record<string, unknown>, expected: object])[] = [
    ['nothing set', {}, {}],
    ['empty and blank texts are not set', { profile: '', region: '  ' }, {}],
    ['texts are trimmed', { endpoint: ' http://127.0.0.1:9 ' }, { endpoint: 'http://127.0.0.1:9' }],
    ['values of another type are not set', { profile: 7, 'run.roleArn': null }, {}],
    ['storage', { 'run.storageType': 'STATIC' }, { storageType: 'STATIC' }],
    ['a storage that does not exist', { 'run.storageType': 'FLOPPY' }, {}],
    ['Live Tail', { 'logs.liveTail': 'always' }, { liveTail: 'always' }],
  ];
  for (const [name, values, expected] of cases) {
    it(name, () =>
      assert.deepEqual(
        readSettings((key) => values[key]),
        { ...NOTHING, ...expected },
      ),
    );
  }
});
