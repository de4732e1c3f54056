import type { Observation } from '../../model/observation.ts';
import { redact } from '../../redact/redact.ts';
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
  const verbatim = redact(line.verbatim.slice(0, 4096));
  return {
    kind: 'setting',
    at: { input: context.input, line: line.number, endLine: line.number },
    ...(context.role && { role: context.role }),
    text: redact(line.text.slice(0, 4096)).trim(),
    verbatim,
    fields: {
      name: setting.name,
      ...(setting.value !== undefined && { value: setting.value }),
      text: redact(setting.text),
      ...(setting.product && { product: setting.product }),
      ...(setting.library && { library: setting.library }),
    },
  };
}
