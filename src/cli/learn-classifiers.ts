import { basename, dirname } from 'node:path';
import { runbookFiles } from '../adapters/runbook-files.ts';
import { recordFeatures } from '../detect/judge-record.ts';
import { createCountsMarks } from '../detect/kinds/count-marks.ts';
import { reportFeatures } from '../detect/tellings/judge-report.ts';
import { toldWords } from '../detect/tellings/told-words.ts';
import { featuresOf } from '../detect/text-features.ts';
import { learnClassifier } from '../engine/learn-classifier.ts';
import type { CataloguedMessage, EventKind } from '../model/message.ts';
import { filledOut, parseTemplate } from '../model/message-template.ts';
import { type LabelledText, NO_TROUBLE, type TextClassifier } from '../model/text-classifier.ts';
import type { TextKinds } from '../model/text-kinds.ts';
import { observe } from '../observe/observe.ts';
import { readEvents, readMessages } from '../runbooks/read-messages.ts';
import { readSamples, type Sample } from '../runbooks/read-samples.ts';
import { readTextKinds } from '../runbooks/read-text-kinds.ts';

export { packDocument } from '../model/packed-document.ts';

import { throwFaults } from './throw-faults.ts';

/** Levels at which programs tell of nothing wrong; what they print there is never judged. */
const QUIET_LEVELS = new Set(['debug', 'info', 'notice', 'trace', 'verbose']);

/** Of those, what tells most like trouble that there is none. */
const ORDERLY = new Set(['connection-opened', 'connection-closed', 'recovered']);

/** The kinds of texts, as files of `kinds/` are named. */
const KINDS = [{ id: 'page' }, { id: 'report' }];

/**
 * Learns from a folder with `events.yml`, `messages/`, texts by event in `reports/` and `records/`, and texts by kind in `kinds/`: what
 * reports in prose tell of, what records mean, and what distinguishes a page from a report. Throws with all faults of all files.
 */
export function learnClassifiers(folder: string): Record<'reports' | 'records' | 'kinds', TextClassifier> {
  const files = runbookFiles(folder);
  const named = (name: string) =>
    files.find(({ path }) => basename(path) === name) ?? { path: name, source: '' };
  const within = (name: string) => files.filter(({ path }) => basename(dirname(path)) === name);
  const { events, faults } = readEvents(named('events.yml'));
  const reports = readSamples(within('reports'), events);
  const records = readSamples(within('records'), events);
  const { messages, faults: inMessages } = readMessages(within('messages'), events);
  const ofKinds = readSamples(within('kinds'), KINDS);
  const { kinds, faults: inKinds } = readTextKinds(named('text-kinds.yml'));
  throwFaults([
    ...faults,
    ...reports.faults,
    ...records.faults,
    ...inMessages,
    ...ofKinds.faults,
    ...inKinds,
  ]);
  const healthyRecords = records.samples.filter(({ event }) => event === NO_TROUBLE);
  return {
    reports: learnClassifier([...reports.samples, ...healthyRecords].map(toReport)),
    records: learnRecords(messages, events, records.samples),
    kinds: learnKinds(ofKinds.samples, kinds),
  };
}

function learnKinds(samples: readonly Sample[], kinds: TextKinds): TextClassifier {
  const countMarks = createCountsMarks(kinds);
  const words = (text: string) => countMarks(observe(text, { name: 'sample' }).observations).words;
  return learnClassifier(
    samples.map(({ text, event }) => ({ features: featuresOf(words(text)), label: event })),
  );
}

/** Learns what records mean from the messages of whose event the catalogue is sure, and from samples. */
export function learnRecords(
  messages: readonly CataloguedMessage[],
  events: readonly EventKind[],
  samples: readonly Sample[],
): TextClassifier {
  return learnClassifier([...labelMessages(messages, events), ...samples.map(toRecord)]);
}

/** Messages as their products print them. */
function labelMessages(messages: readonly CataloguedMessage[], events: readonly EventKind[]): LabelledText[] {
  const healthy = new Set(events.flatMap(({ id, healthy: isHealthy }) => (isHealthy ? [id] : [])));
  return messages.flatMap(({ text, exception, level = '', event, doubtful }) => {
    const isHealthy = healthy.has(event);
    if (QUIET_LEVELS.has(level) ? !ORDERLY.has(event) : doubtful && !isHealthy) return [];
    const filled = filledOut(parseTemplate(text));
    const printed = exception ? `${exception}: ${filled}` : filled;
    return [{ features: recordFeatures(printed), label: isHealthy ? NO_TROUBLE : event }];
  });
}

function toReport({ text, event }: Sample): LabelledText {
  return { features: reportFeatures([{ words: toldWords(text) }]), label: event };
}

function toRecord({ text, event }: Sample): LabelledText {
  return { features: recordFeatures(text), label: event };
}
