import { isWritten } from '../detect/tellings/clauses.ts';
import { isDigit } from '../model/characters.ts';
import type { Observation } from '../model/observation.ts';
import type { Observed } from '../observe/observe.ts';

/** What was read of a page that explains: its records are examples and no events, and its rows are of nobody's machine. */
export function asExamples(observed: Observed): Observed {
  const records = observed.observations.filter(({ kind }) => kind === 'log');
  return {
    ...observed,
    observations: records.map((record) => ({ ...record, form: 'prose' })),
    formats: [...observed.formats, 'documentation'],
  };
}

/** What was read of a text that may be such a page: only messages that are known count. */
export function knownAlone(observed: Observed): Observed {
  return { ...observed, observations: observed.observations.map((one) => ({ ...one, isAnyLine: true })) };
}

/** What was read of a text in which people tell of no trouble: the messages that they name are examples, what programs printed beside it is not. */
export function writtenAsExamples(observed: Observed): Observed {
  return {
    ...observed,
    observations: observed.observations.map((one) =>
      isWritten(one) && !holdsValues(one) ? { ...one, form: 'prose' } : one,
    ),
  };
}

/** Where an address or a figure of a message stands in it, it was copied from what a program printed, whatever people write around it. */
function holdsValues({ fields, text }: Observation): boolean {
  return Object.values(fields).some((value) => {
    const printed = String(value);
    return Array.from(printed).some(isDigit) && text.includes(printed);
  });
}
