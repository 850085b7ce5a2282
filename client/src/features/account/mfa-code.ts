import type { Prompts } from '../../infrastructure/prompts.ts';
import { mfaCodeNeeded } from '../../omics/service-errors.ts';

/** Asks for the six digits that the MFA device of a role shows now. They are used once and kept nowhere. */
export function askMfaCode(
  prompts: Pick<Prompts, 'ask'>,
  profile: string,
): (serial: string) => Promise<string> {
  return async (serial) => {
    const code = await prompts.ask({
      title: `MFA code for profile '${profile}'`,
      prompt: `The six digits that ${deviceOf(serial)} shows now.`,
      placeholder: '123456',
      validate: (text) => (/^\d{6}$/.test(text) ? undefined : 'The code has six digits.'),
    });
    if (code === undefined) throw mfaCodeNeeded(profile);
    return code.trim();
  };
}

/** `anna-phone` of `arn:aws:iam::123456789012:mfa/anna-phone`; a hardware device has a serial number instead. */
function deviceOf(serial: string): string {
  return `the device '${serial.slice(serial.lastIndexOf('/') + 1)}'`;
}
