import type { Block, MessageContent } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import { leadingCause } from '../../model/leading-cause.ts';
import { cut, cutRaw } from '../cut.ts';
import { counted } from '../in-words.ts';
import { seenCount } from '../seen-count.ts';
import { describeSeries } from '../sparkline.ts';
import { context, message, section } from './blocks.ts';
import { type CardOptions, idLine, storyButtons } from './card.ts';
import { renderQuestions, renderRanking } from './card-causes.ts';
import { concernedNames } from './concerned-names.ts';
import { inlineCode, link, moment, person, plain } from './mrkdwn.ts';

const MOST_SOURCES = 6;

/** What the card leaves out: what happened and why, where, the ranking, all questions, what it is not, the timeline and references. */
export function renderStory(incident: Incident, { ranking }: Pick<CardOptions, 'ranking'>): MessageContent {
  const { diagnosis, timeline } = incident;
  const explained = [...new Set([...diagnosis.explains, ...incident.explains])].map((one) => inlineCode(one));
  return message(
    `More about: ${diagnosis.title}`,
    [
      section(`*What happened*\n${cut(plain(diagnosis.summary), 900)}`),
      ...why(incident, ranking),
      ...renderRanking(incident, ranking),
      ...list(
        'Over time',
        (diagnosis.series ?? []).map((one) => plain(describeSeries(one))),
      ),
      section(where(incident)),
      ...renderQuestions(incident),
      section(`*What it means*\n${cut(plain(diagnosis.impact), 1_500)}`),
      ...list('Explains', explained),
      ...(diagnosis.concerns ?? []).map((one) => section(`*Who*\n${concernedNames(one, one.names.length)}`)),
      ...list('False positive if', diagnosis.falsePositives.map(plain)),
      ...list('Would raise confidence', diagnosis.wouldRaise.map(plain)),
      ...list('Timeline', timeline.slice(-20).map(entryLine)),
      ...list(
        'References',
        diagnosis.references.map((url) => link(url, url.replace(/^https:\/\//, ''))),
      ),
    ],
    [context(foot(incident)), ...storyButtons(incident)],
  );
}

function why(incident: Incident, ranking: CardOptions['ranking']): Block[] {
  const { cause, isNew } = leadingCause(incident, ranking);
  const { diagnosis } = incident;
  const reasons = diagnosis.why.slice(0, 8).map((reason) => `• ${cut(plain(reason), 300)}`);
  const own = section(`*Why*  ${[cut(plain(diagnosis.cause), 700), ...reasons].join('\n')}`);
  return isNew ? [section(`*Why, after the answers*  ${cut(plain(cause), 700)}`), own] : [own];
}

function where(incident: Incident): string {
  const { system, labels, sources, firstSeenMs, lastSeenMs } = incident;
  const { runbook: _r, severity: _s, system: _y, ...identity } = labels;
  const who = Object.entries(identity).map(
    ([name, value]) => `${plain(name)} ${inlineCode(cutRaw(value, 120))}`,
  );
  const from = sources
    .slice(0, MOST_SOURCES)
    .map(({ name, link: url }) => (url ? link(url, cutRaw(name, 100)) : plain(cutRaw(name, 100))));
  const more = sources.length > MOST_SOURCES ? ` and ${sources.length - MOST_SOURCES} more` : '';
  return cut(
    [
      `*Where*  ${[`system ${plain(cutRaw(system, 100))}`, ...who].join(' · ')}`,
      `*Seen in*  ${from.join(', ')}${more}`,
      `*From*  ${moment(firstSeenMs)} *to*  ${moment(lastSeenMs)}, ${seenCount(incident)}`,
    ].join('\n'),
    2_000,
  );
}

function entryLine({ atMs, what, by, whom }: Incident['timeline'][number]): string {
  return `${moment(atMs)} ${plain(what)}${whom ? ` to ${person(whom)}` : ''}${by ? ` (${person(by)})` : ''}`;
}

function foot(incident: Incident): string {
  const { redactions, diagnosis } = incident;
  return [
    idLine(incident),
    `applies to ${diagnosis.appliesTo.map((one) => plain(one)).join(', ')}`,
    ...(redactions > 0 ? [`${counted(redactions, 'secret')} masked`] : []),
  ].join('  ·  ');
}

function list(title: string, items: readonly string[]): Block[] {
  return items.length === 0
    ? []
    : [section(`*${title}*\n${items.map((item) => `• ${cut(item, 700)}`).join('\n')}`)];
}
