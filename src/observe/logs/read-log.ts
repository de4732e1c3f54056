import type { Role } from '../../model/input.ts';
import type { Observation } from '../../model/observation.ts';
import type { Line } from '../line.ts';
import { decodeEntities } from './decode-entities.ts';
import { gatherRecords } from './gather-records.ts';
import { recordForms } from './record-form.ts';
import { repairFirstLine } from './repair-first-line.ts';
import { toObservation } from './to-observation.ts';

/** What was read of a stretch of log: its records as observations, the head formats met, and how many lines were no readable text. */
export interface LogRead {
  observations: Observation[];
  formats: string[];
  unread: number;
}

/**
 * Reads the lines of one stream (one file, container or pod) as log records. Every readable line ends up in some observation:
 * records with a head, stack traces, bare messages, and prose or code, told apart by `form`. Never throws.
 */
export function readLog(lines: readonly Line[], context: { input: string; role?: Role }): LogRead {
  const { records, unread } = gatherRecords(repairFirstLine(lines.map(withoutEntities)));
  const forms = recordForms(records);
  const formats = new Set<string>();
  const observations = records.map((record, i) => {
    const form = forms[i] ?? 'bare';
    formats.add(
      record.head?.format ??
        (form === 'trace' ? 'stack trace' : form === 'log' ? 'plain log' : `${form} text`),
    );
    return toObservation(record, form, context);
  });
  return { observations, formats: [...formats], unread };
}

function withoutEntities(line: Line): Line {
  const text = decodeEntities(line.text);
  return text === line.text ? line : { ...line, text };
}
