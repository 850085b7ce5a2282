import assert from 'node:assert/strict';
import { personalData, personalDataWarning } from '../../../client/src/omics/personal-data.ts';

describe('what looks as if it told who somebody is', () => {
  const cases: readonly (readonly [text: string, expected: string | undefined])[] = [
    ['germline NA12878 2026-11-20 09:00:03', undefined],
    ['cohort-7 sample 0123', undefined],
    ['inpatients', undefined],
    ['addressing', undefined],
    ['jane.doe@example.org', 'an e-mail address'],
    ['123-45-6789', 'a social security number'],
    ['born 1971-04-23', 'a date of birth'],
    ['patientId', "something personal ('patient')"],
    ['PATIENT_7', "something personal ('patient')"],
    ['date-of-birth', "something personal ('birth')"],
  ];
  for (const [text, expected] of cases) it(text, () => assert.equal(personalData(text), expected));

  it('is looked for in all that is given', () => {
    assert.equal(personalData(undefined, 'project', 'MRN'), "something personal ('mrn')");
    assert.match(personalDataWarning('a date of birth'), /^This looks like a date of birth\./);
  });
});
