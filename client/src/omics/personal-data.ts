/** Words that name what says who somebody is, as keys of tags or parts of names. */
const TELLING_WORDS =
  /(^|[^a-z])(patient|surname|firstname|lastname|fullname|dob|birth(?:day|date)?|ssn|mrn|nhs|passport|e-?mail|phone|address)([^a-z]|$)/i;
const EMAIL = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
/** `2026-04-23` may be a day of sequencing; one before 2010 is more likely a birthday. */
const BIRTHDAY = /(^|\D)(19\d\d|200\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(\D|$)/;
const SOCIAL_SECURITY = /(^|\D)\d{3}-\d{2}-\d{4}(\D|$)/;

/**
 * What names or tags seem to tell about a person, as a noun: `an e-mail address`; `undefined` where they tell nothing.
 * Names and tags show up in logs, bills and events, which more people read than the data.
 */
export function personalData(...texts: readonly (string | undefined)[]): string | undefined {
  for (const text of texts) {
    const what = text === undefined ? undefined : toldBy(text);
    if (what !== undefined) return what;
  }
  return undefined;
}

/** `what` is what `personalData` says. */
export function personalDataWarning(what: string): string {
  return `This looks like ${what}. Names and tags show up in logs and bills: use a code that only you can resolve.`;
}

function toldBy(text: string): string | undefined {
  if (EMAIL.test(text)) return 'an e-mail address';
  if (SOCIAL_SECURITY.test(text)) return 'a social security number';
  if (BIRTHDAY.test(text)) return 'a date of birth';
  const word = TELLING_WORDS.exec(text.replace(/([a-z])([A-Z])/g, '$1 $2'))?.[2]?.toLowerCase();
  return word === undefined ? undefined : `something personal ('${word}')`;
}
