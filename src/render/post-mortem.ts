import { stringify } from 'yaml';
import type { Incident, TimelineEntry } from '../model/incident.ts';
import { isoSeconds } from '../model/iso-time.ts';
import { leadingCause } from '../model/leading-cause.ts';
import type { RankedCause } from '../model/ranked-cause.ts';
import { redact } from '../redact/redact.ts';
import { printable } from './clean.ts';
import { inReadingOrder } from './in-reading-order.ts';
import { counted, duration, percent } from './in-words.ts';
import { seenCount } from './seen-count.ts';

const MOST_EVIDENCE = 20;

type NameOf = (id: string) => string;

/** A draft post-mortem of an incident in Markdown: stages and how long each took, timeline, evidence, who did what. Times are UTC. `names` are those of people by their id. */
export function renderPostMortem(
  incident: Incident,
  ranking: readonly RankedCause[],
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const nameOf: NameOf = (id) => names.get(id) ?? id;
  const { diagnosis, id, system, state } = incident;
  const { title, steps } = leadingCause(incident, ranking);
  return `${[
    `# Post-mortem (draft): ${text(title)}`,
    '',
    `Incident \`${id}\` of system ${text(system)}, ${diagnosis.severity}, ${state}, ${seenCount(incident)}. Drafted by Halfopen from its records. Fill in the lines marked **TODO**.`,
    '',
    ...section('Stages', stagesOf(incident)),
    ...section('What happened', [text(diagnosis.summary)]),
    ...section('Why', whyOf(incident, ranking, nameOf)),
    ...section('Impact', [
      text(diagnosis.impact),
      '',
      '**TODO** Who noticed, what was lost, what was delivered twice?',
    ]),
    ...section('Timeline', timelineOf(incident, nameOf)),
    ...section('Evidence', evidenceOf(incident)),
    ...section('What to do', [
      ...steps.map(({ do: what }, i) => `${i + 1}. [ ] ${text(what)}`),
      '',
      '**TODO** Owner and date for each; what would have alerted us earlier?',
    ]),
    ...testOf(incident),
    ...section(
      'References',
      diagnosis.references.map((url) => `- <${url}>`),
    ),
  ].join('\n')}\n`;
}

/** When each stage began and how long it took: first seen, detected, notified, acknowledged, resolved. */
function stagesOf(incident: Incident): string[] {
  const { firstSeenMs, openedMs, notified, timeline, resolution, lastSeenMs } = incident;
  const card = notified.messages['card'];
  const notifiedMs = card && Number(card.ts) * 1000;
  const taken = timeline.find(({ what }) => what === 'acknowledged' || what === 'assigned');
  const rows: [string, number | undefined, number | undefined][] = [
    ['First seen in the evidence', firstSeenMs, undefined],
    ['Detected by Halfopen', openedMs, firstSeenMs],
    ['Notified in Slack', notifiedMs, openedMs],
    ['Acknowledged', taken?.atMs, notifiedMs ?? openedMs],
    ['Last seen in the evidence', lastSeenMs, firstSeenMs],
    ['Resolved', resolution?.atMs, taken?.atMs ?? notifiedMs ?? openedMs],
  ];
  return [
    '| stage | when (UTC) | took |',
    '|---|---|---|',
    ...rows.map(
      ([stage, atMs, sinceMs]) =>
        `| ${stage} | ${atMs === undefined ? 'not yet' : isoSeconds(atMs)} | ${took(atMs, sinceMs)} |`,
    ),
  ];
}

function whyOf(
  { diagnosis, answers = [] }: Incident,
  ranking: readonly RankedCause[],
  nameOf: NameOf,
): string[] {
  const said = answers.map(
    ({ ask, answer, by, atMs }) =>
      `- ${isoSeconds(atMs)} ${text(nameOf(by))} answered **${answer}** to “${text(ask)}”`,
  );
  const causes = ranking.map(
    ({ title, confidence, was }, i) =>
      `${i + 1}. ${text(title)}: ${percent(confidence)} sure${was === confidence ? '' : ` (${percent(was)} before the answers)`}`,
  );
  return [
    text(diagnosis.cause),
    '',
    ...diagnosis.why.map((reason) => `- ${text(reason)}`),
    ...(said.length > 0
      ? ['', 'Answers from people:', ...said, '', 'Causes after these answers:', ...causes]
      : []),
  ];
}

function timelineOf({ timeline }: Incident, nameOf: NameOf): string[] {
  return timeline.map((entry) => `- ${isoSeconds(entry.atMs)} ${text(entry.what)}${people(entry, nameOf)}`);
}

function people({ by, whom }: TimelineEntry, nameOf: NameOf): string {
  return `${whom ? ` to ${text(nameOf(whom))}` : ''}${by ? `, by ${text(nameOf(by))}` : ''}`;
}

/** Verbatim lines, indented: unlike a fenced block, an indented block cannot be closed by one of its lines. */
function evidenceOf({ diagnosis, sources }: Incident): string[] {
  const from = sources.map(({ name, link }) => (link ? `[${text(name)}](${link})` : text(name)));
  const quotes = asPassages(inReadingOrder(diagnosis.evidence.slice(0, MOST_EVIDENCE)));
  const lines = quotes.flatMap(({ input, from: first, to, said }) => [
    '',
    `${text(input)}, ${first === to ? `line ${first}` : `lines ${first} to ${to}`}:`,
    '',
    ...clean(said.join('\n'))
      .split('\n')
      .map((one) => `    ${one}`),
  ]);
  const left = diagnosis.evidence.length - MOST_EVIDENCE;
  return [
    `From ${from.join(', ')}.`,
    ...lines,
    ...(left > 0 ? ['', `and ${counted(left, 'more line')}`] : []),
  ];
}

/** Lines that follow on one another, such as those of a stack trace, as one quotation. */
function asPassages(evidence: Incident['diagnosis']['evidence']) {
  const passages: { input: string; from: number; to: number; said: string[] }[] = [];
  for (const { input, line, text: said } of evidence) {
    const last = passages.at(-1);
    if (last?.input === input && last.to + 1 === line) {
      last.to = line;
      last.said.push(said);
    } else passages.push({ input, from: line, to: line, said: [said] });
  }
  return passages;
}

/** After somebody has refuted the diagnosis, the evidence the runbook fired on becomes a draft of its next test. */
function testOf(incident: Incident): string[] {
  if (!incident.timeline.some(({ what }) => what.startsWith('said it was not this'))) return [];
  const draft = draftNegativeTest(incident)
    .split('\n')
    .map((line) => `    ${line}`);
  const { runbook } = incident.diagnosis;
  return section('Test for the runbook (draft)', [
    `Add this under \`examples.quiet\` of \`${runbook}\`, then change the runbook until \`halfopen runbook test\` passes:`,
    '',
    ...draft,
  ]);
}

function section(title: string, lines: readonly string[]): string[] {
  return [`## ${title}`, '', ...lines, ''];
}

/** Text that may come from a log, escaped so that Markdown shows it literally. */
function text(value: string): string {
  return clean(value)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`)
    .trim();
}

function clean(value: string): string {
  return printable(redact(value.toWellFormed()));
}

function took(atMs: number | undefined, sinceMs: number | undefined): string {
  if (atMs === undefined || sinceMs === undefined) return '';
  return duration(atMs - sinceMs);
}

const MOST_LINES = 12;

/** A draft for `examples.quiet` of a runbook that was refuted: the evidence it fired on, grouped by input. */
function draftNegativeTest({ id, diagnosis }: Incident): string {
  const texts = new Map<string, string[]>();
  for (const { input, text: line } of diagnosis.evidence.slice(0, MOST_LINES))
    texts.set(input, [...(texts.get(input) ?? []), clean(line)]);
  const inputs = [...texts.values()].map((lines) => ({ text: `${lines.join('\n')}\n` }));
  return stringify([{ name: `not this (incident ${id})`, inputs }]).trimEnd();
}
