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
