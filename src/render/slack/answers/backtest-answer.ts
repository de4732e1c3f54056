import type { Block, MessageContent } from '../../../model/chat-message.ts';
import type { Period } from '../../../model/command.ts';
import type { Unrecognised } from '../../../model/diagnosis.ts';
import type { LogReading } from '../../../model/log-reading.ts';
import type { Occurrence } from '../../../model/occurrence.ts';
import { lastHitMs } from '../../../model/signal.ts';
import { cutRaw } from '../../cut.ts';
import { counted } from '../../in-words.ts';
import { seenCount } from '../../seen-count.ts';
import { sparkline } from '../../sparkline.ts';
import { codeSection, context, header, message, section } from '../blocks.ts';
import { concernedNames } from '../concerned-names.ts';
import { inlineCode, moment, plain } from '../mrkdwn.ts';
import { readingLine } from './reading-line.ts';
import { unrecognised as unrecognisedBlocks } from './report-blocks.ts';

const HOUR_MS = 3_600_000;
const MOST_SHOWN = 6;

/** The result of a backtest. `hits` are by epoch hour; `causes` and `others` are ids of runbooks. */
export interface BacktestFacts {
  runbook: { id: string; title: string };
  task: { logGroup: string; period: Period };
  reading: LogReading;
  bounds: { mostBytes: number; mostMs: number };
  occurrences: readonly Occurrence[];
  hits: Readonly<Record<string, number>>;
  causes: readonly string[];
  others: readonly string[];
  unrecognised: readonly Unrecognised[];
}

/** Shows when a runbook would have fired and for which identities, what else matched, and unrecognised messages. */
export function renderBacktest(facts: BacktestFacts): MessageContent {
  const { runbook, task, reading, bounds, occurrences } = facts;
  const total = Object.values(facts.hits).reduce((sum, count) => sum + count, 0);
  const fired = occurrences.reduce((sum, { diagnosis }) => sum + (diagnosis.concerns?.[0]?.count ?? 1), 0);
  const verdict =
    occurrences.length === 0
      ? `🔕 ${inlineCode(runbook.id)} would not have fired on ${inlineCode(cutRaw(task.logGroup, 200))}.`
      : `🔔 ${inlineCode(runbook.id)} would have fired for *${fired}* on ${inlineCode(cutRaw(task.logGroup, 200))}, on ${counted(total, 'hit')}.`;
  return message(
    `Backtest of ${runbook.id}: ${occurrences.length === 0 ? 'silent' : `fired for ${fired}`}`,
    [
      header(`Backtest: ${runbook.title}`),
      section(verdict),
      ...byHour(facts),
      ...occurrences.slice(0, MOST_SHOWN).map(shown),
      ...(occurrences.length > MOST_SHOWN ? [section(`and ${occurrences.length - MOST_SHOWN} more`)] : []),
      ...beside(facts),
      ...unrecognisedBlocks(facts),
    ],
    [context(readingLine(task.period, reading, bounds))],
  );
}

function byHour({ hits, task }: BacktestFacts): Block[] {
  const { fromMs, toMs } = task.period;
  const first = Math.floor(fromMs / HOUR_MS);
  const points = Array.from({ length: Math.min(2_000, Math.floor(toMs / HOUR_MS) - first + 1) }, (_, i) => ({
    atMs: (first + i) * HOUR_MS,
    value: hits[String(first + i)] ?? 0,
  }));
  const most = Math.max(0, ...points.map(({ value }) => value));
  return points.length > 1 && most > 0
    ? [section(`*By hour*  ${inlineCode(sparkline(points, 24))}  at most ${most} an hour`)]
    : [];
}

function shown({ identity, diagnosis, hits, areLooks = false, countOf }: Occurrence): Block {
  const who = Object.entries(identity).map(
    ([name, value]) => `${plain(name)} ${inlineCode(cutRaw(value, 80))}`,
  );
  const many = (diagnosis.concerns ?? []).map((one) => concernedNames(one, 20));
  const counts = hits.map((one) => one.count);
  const count = areLooks ? Math.max(...counts) : counts.reduce((sum, one) => sum + one, 0);
  const first = hits[0]?.fromMs;
  const last = lastHitMs(hits);
  const when = first === undefined || last === undefined ? '' : `, ${moment(first)} to ${moment(last)}`;
  const lines = diagnosis.evidence.slice(0, 2).map(({ text }) => cutRaw(text.trim(), 300));
  const title = `*${[...who, ...many].join(' · ') || 'no identity'}*: ${seenCount({ count: count || diagnosis.count, countOf })}${when}, ${Math.round(diagnosis.confidence * 100)} % sure`;
  return codeSection(title, lines.join('\n'), 900);
}

function beside({ causes, others }: BacktestFacts): Block[] {
  const words = [
    ...(causes.length > 0
      ? [`A card would list it under its cause: ${causes.map((id) => inlineCode(id)).join(', ')}`]
      : []),
    ...(others.length > 0
      ? [
          `Other runbooks that match the same events: ${others
            .slice(0, 8)
            .map((id) => inlineCode(id))
            .join(', ')}`,
        ]
      : []),
  ];
  return words.length > 0 ? [section(words.join('\n'))] : [];
}
