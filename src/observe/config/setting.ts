import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';

/** A setting in force: canonical name, numeric value in the unit of that name when it has one, and what was written. */
export interface Setting {
  name: string;
  value?: number;
  text: string;
  product?: string;
  library?: string;
}

/** Makes the observation of a setting found on a line. Passwords on that line are replaced in every part. */
export function settingObservation(setting: Setting, line: Line, context: ReadContext): Observation {
  const verbatim = redactSecrets(line.verbatim.slice(0, 4096));
  return {
    kind: 'setting',
    at: { input: context.input, line: line.number, endLine: line.number },
    ...(context.role && { role: context.role }),
    text: redactSecrets(line.text.slice(0, 4096)).trim(),
    verbatim,
    fields: {
      name: setting.name,
      ...(setting.value !== undefined && { value: setting.value }),
      text: redactSecrets(setting.text),
      ...(setting.product && { product: setting.product }),
      ...(setting.library && { library: setting.library }),
    },
  };
}

const USERINFO = /(:\/\/[^\s:@/'"<>]{0,200}:)[^\s/'"<>]{1,400}@/g;
const KEYED =
  /((?:password|passwd|passphrase|default_pass|secret|token|api_?key|(?<![a-z])(?:pass|pwd|pw))\w{0,20}["']?\s{0,5}(?:=>|:=|=|:|,)\s{0,5}<{0,2})("[^"]{0,400}"|'[^']{0,400}'|[^\s,;)}'"<>]{1,400})/gi;
const CREDENTIALS =
  /(Credentials\(\s{0,5}[^,()]{1,200},\s{0,5})("[^"]{0,400}"|'[^']{0,400}'|[^\s,()]{1,200})/g;

/** php-amqplib's constructors take host, port, user, password by position. */
const PHP_CONSTRUCTOR =
  /(new\s+\\?[\w\\]{0,80}AMQP\w{0,20}Connection\s{0,5}\((?:[^,()]{0,200},){3})[^,()]{0,200}/g;

/** Replaces passwords by `***`: in addresses, in keyed values, in credential objects. Everything else stays as given. */
function redactSecrets(text: string): string {
  return text
    .replace(USERINFO, '$1***@')
    .replace(KEYED, '$1***')
    .replace(CREDENTIALS, '$1***')
    .replace(PHP_CONSTRUCTOR, '$1 ***');
}
