import { createFailures } from '../../../failures.ts';
import type { Block } from '../../../model/chat-message.ts';
import type { Report } from '../../../model/diagnosis.ts';
import { loudRecords } from '../../../model/loud-levels.ts';
import { cut, cutRaw } from '../../cut.ts';
import { failureNotes } from '../../failure-notes.ts';
import { counted } from '../../in-words.ts';
import { readingGaps } from '../../reading-gaps.ts';
import { timeNotes } from '../../time-notes.ts';
import { actions, button, section } from '../blocks.ts';
import { bare, inlineCode, plain } from '../mrkdwn.ts';
import { diagnosisBlocks } from './diagnosis-blocks.ts';

const WHOLE = 1;

const MOST_SHORT = 4;

const MOST_TEMPLATES = 5;

const MOST_FAILURES = 3;

/** The result of a triage: the best diagnosis in full, others in a line each, socket states, and unrecognised messages. */
export function reportBlocks(report: Report): Block[] {
  const { diagnoses } = report;
  const short = diagnoses
    .slice(WHOLE, WHOLE + MOST_SHORT)
    .map(
      ({ title, confidence, runbook }) =>
        `• *${plain(title)}* ${inlineCode(runbook)}, ${Math.round(confidence * 100)} % sure`,
    );
  const more = diagnoses.length - WHOLE - MOST_SHORT;
  const failures = createFailures();
  const whole = diagnoses
    .slice(0, WHOLE)
    .flatMap(
      (diagnosis) =>
        failures.contain(`rendering of ${diagnosis.runbook}`, () => diagnosisBlocks(diagnosis, 4)) ?? [],
    );
  const failed = failureNotes(report, failures.list()).slice(0, MOST_FAILURES);
  return [
    ...(diagnoses.length === 0 ? nothing(report) : []),
    ...whole,
    ...(short.length > 0
      ? [section(`*Also*\n${short.join('\n')}${more > 0 ? `\nand ${more} more` : ''}`)]
      : []),
    ...stateTable(report.states),
    ...(diagnoses.length === 0 ? unrecognised(report) : []),
    ...timeNotes(report)
      .slice(0, MOST_FAILURES)
      .map((note) => section(`🕒 ${plain(cutRaw(note, 300))}`)),
    ...(failed.length > 0 ? [section(failed.map((note) => `⚠️ ${plain(note)}`).join('\n'))] : []),
  ];
}

/** What was read, and how much of it was not parsed. */
export function readLine({ inputs, levels }: Report): string {
  const read = inputs.slice(0, 6).map(({ input, formats, records, ...rest }) => {
    return `${plain(cutRaw(input, 80))}: ${counted(records, 'record')} (${plain(formats.join(', ')) || 'unknown format'}${readingGaps(rest)})`;
  });
  const more = inputs.length > 6 ? [`and ${inputs.length - 6} more inputs`] : [];
  const told = Object.entries(levels)
    .slice(0, 5)
    .map(([level, count]) => `${plain(level)} ${count}`);
  return [...read, ...more, ...(told.length > 0 ? [`levels: ${told.join(', ')}`] : [])].join('  ·  ');
}

/** Never green above an error that no runbook knows, nor above text that was not understood. */
function nothing({ inputs, unrecognised: shapes, levels, states }: Report): Block[] {
  const records = inputs.reduce((sum, input) => sum + input.records, 0);
  if (records === 0)
    return [
      section(
        '🤷 This does not look like a log, a connection table, a capture or a configuration. `halfopen formats` lists the supported formats.',
      ),
    ];
  const loud = loudRecords(levels);
  if (loud > 0) return [section(`⚪ Nothing diagnosed: no runbook knows ${counted(loud, 'error record')}.`)];
  const isUnderstood = Object.keys(levels).length > 0 || states.length > 0 || shapes.length === 0;
  return [
    section(isUnderstood ? '🟢 No problem found.' : '⚪ Nothing diagnosed: no runbook knows this text.'),
  ];
}

/** Messages that no runbook covers, grouped by template, and the nearest runbooks: a start for a new one. */
export function unrecognised({
  unrecognised: shapes,
  nearest = [],
}: Pick<Report, 'unrecognised' | 'nearest'>): Block[] {
  if (shapes.length === 0) return [];
  const lines = shapes
    .slice(0, MOST_TEMPLATES)
    .map(({ template, count }) => `• ${count}× ${inlineCode(cutRaw(template, 200))}`);
  return [
    section(
      `*Unrecognised messages*\n${lines.join('\n')}\nTo add a runbook for one: ${inlineCode('halfopen runbook new <id>')}`,
    ),
    ...(nearest.length > 0
      ? [
          section('*Nearest runbooks*'),
          actions(
            'nearest',
            nearest.map(({ id }, i) => button(`ask-${i}`, id, `runbook ${id}`)),
          ),
        ]
      : []),
  ];
}

const MOST_ROWS = 30;

const MOST_HOSTS = 6;

/** Sockets by state and machine as a table; nothing where there were none. */
function stateTable(states: Report['states']): Block[] {
  if (states.length === 0) return [];
  const hosts = [...new Set(states.map(({ host }) => host))].slice(0, MOST_HOSTS);
  const names = [...new Set(states.map(({ state }) => state))].toSorted().slice(0, MOST_ROWS);
  const countOf = (state: string, host: string) =>
    states.find((one) => one.state === state && one.host === host)?.count ?? 0;
  const head = ['State', ...hosts.map((host) => host || 'sockets')];
  const rows = names.map((state) => [state, ...hosts.map((host) => String(countOf(state, host)))]);
  return [
    {
      type: 'table',
      column_settings: [{}, ...hosts.map(() => ({ align: 'right' }))],
      rows: [head, ...rows].map((row) => row.map(cell)),
    },
  ];
}

function cell(text: string) {
  return { type: 'raw_text', text: cut(bare(text), 80) || '–' };
}
