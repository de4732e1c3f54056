import type { Block, MessageContent } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import type { RankedCause } from '../../model/ranked-cause.ts';
import { titleOf } from '../concerned.ts';
import { cut, cutRaw } from '../cut.ts';
import { describeSeries } from '../sparkline.ts';
import { actions, button, codeSection, context, header, message, section } from './blocks.ts';
import { renderQuestions, renderRanking } from './card-causes.ts';
import { type StatusOptions, statusOf } from './card-status.ts';
import { concernedNames } from './concerned-names.ts';
import { inlineCode, link, moment, person, plain } from './mrkdwn.ts';

const EMOJI: ReadonlyMap<string, string> = new Map(
  Object.entries({ critical: '🔴', warning: '🟠', info: '🔵' }),
);

const CARD_STEPS = 3;
const CARD_EVIDENCE = 3;
const CARD_NAMES = 5;
const LONGEST_LINE = 300;

/** What a card needs to know beside its incident. Times are epoch milliseconds. */
export interface CardOptions extends StatusOptions {
  nowMs: number;
  /** Causes, ordered by what the answers given so far support. */
  ranking?: readonly RankedCause[];
}

/** The one message of an incident in its channel: what broke, where, since when, why, and what to do first. */
export function renderCard(incident: Incident, options: CardOptions): MessageContent {
  const { diagnosis, state, explainedBy } = incident;
  const isResolved = state === 'resolved';
  const emoji = isResolved ? '✅' : (EMOJI.get(diagnosis.severity) ?? '⚪');
  const title = titleOf(diagnosis.title, diagnosis.concerns);
  const top = [header(`${emoji} ${title}`), section(statusOf(incident, options)), ...incomplete(incident)];
  const fallback = `${isResolved ? 'Resolved: ' : ''}${title} (${incident.system}). ${diagnosis.summary}`;
  if (explainedBy) return message(fallback, [...top, foot(incident)]);
  const middle = isResolved
    ? renderRanking(incident, options.ranking)
    : [
        why(incident, options.ranking),
        ...renderRanking(incident, options.ranking),
        ...series(incident),
        evidence(incident),
        ...steps(incident),
      ];
  const last = isResolved ? [] : [...renderQuestions(incident), ...cardButtons(incident)];
  return message(
    fallback,
    [...top, section(cut(plain(diagnosis.summary), 900)), section(where(incident)), ...middle],
    [foot(incident), ...last],
  );
}

function incomplete({ state, incomplete: what }: Incident): Block[] {
  if (!what || state === 'resolved') return [];
  return [context(`⚠️ This may be incomplete: ${plain(what)}. App Home says what to do.`)];
}

/** Numbers over time in a line of text; the chart is in the thread. */
function series({ diagnosis }: Incident): Block[] {
  const lines = (diagnosis.series ?? []).map((one) => plain(describeSeries(one)));
  return lines.length === 0
    ? []
    : [section(`*Over time*\n${lines.map((line) => cut(line, 300)).join('\n')}`)];
}

function where(incident: Incident): string {
  const { system, labels, diagnosis, sources, firstSeenMs, lastSeenMs, count } = incident;
  const { runbook: _r, severity: _s, system: _y, ...identity } = labels;
  const who = Object.entries(identity).map(
    ([name, value]) => `${plain(name)} ${inlineCode(cutRaw(value, 120))}`,
  );
  const many = (diagnosis.concerns ?? []).map((concerned) => concernedNames(concerned, CARD_NAMES));
  const from = sources
    .slice(0, 4)
    .map(({ name, link: url }) => (url ? link(url, cutRaw(name, 100)) : plain(cutRaw(name, 100))));
  const more = sources.length > 4 ? ` and ${sources.length - 4} more` : '';
  return cut(
    [
      `*Where*  ${[plain(system), ...who, ...many].join(' · ')}`,
      `*Seen in*  ${from.join(', ')}${more}`,
      `*Since*  ${moment(firstSeenMs)} · *last*  ${moment(lastSeenMs)} · *${count}×*`,
    ].join('\n'),
    2_000,
  );
}

function why({ diagnosis, answers = [] }: Incident, ranking: readonly RankedCause[] = []): Block {
  const reasons = diagnosis.why
    .slice(0, CARD_EVIDENCE)
    .map((reason) => `• ${cut(plain(reason), LONGEST_LINE)}`);
  const ranked = answers.length > 0 ? ranking.find(({ isOriginal }) => isOriginal) : undefined;
  const sure = Math.round((ranked ?? diagnosis).confidence * 100);
  return section([`*Why*  ${cut(plain(diagnosis.cause), 700)}`, ...reasons, `_${sure} % sure_`].join('\n'));
}

function evidence({ diagnosis }: Incident): Block {
  const lines = diagnosis.evidence.slice(0, CARD_EVIDENCE).map(({ text }) => cut(text.trim(), LONGEST_LINE));
  return codeSection('*Evidence*', lines.join('\n'), 1_200);
}

function steps({ diagnosis }: Incident): Block[] {
  return diagnosis.steps.slice(0, CARD_STEPS).map(({ do: what, command, risk }, i) => {
    const warning = risk === 'none' ? '' : ` _(risk: ${risk})_`;
    const text = `*${i + 1}.* ${cut(plain(what), 500)}${warning}`;
    return command ? codeSection(text, command, 1_100) : section(text);
  });
}

function foot(incident: Incident): Block {
  const { id, diagnosis, redactions, suppressed, flaps, explains, owner } = incident;
  return context(
    [
      owner ? `👤 ${person(owner.user)} has it since ${moment(owner.atMs)}` : '👤 nobody has it yet',
      `runbook ${inlineCode(diagnosis.runbook)}`,
      `incident ${inlineCode(id)}`,
      ...(explains.length > 0 || diagnosis.explains.length > 0
        ? [
            `explains ${[...new Set(diagnosis.explains)].map((one) => inlineCode(one)).join(', ') || explains.length}`,
          ]
        : []),
      ...(flaps > 0 ? [`reopened ${flaps}×`] : []),
      ...(suppressed > 0 ? [`${suppressed} seen while muted`] : []),
      ...(redactions > 0 ? [`${redactions} secrets masked`] : []),
    ].join('  ·  '),
  );
}

/** What can be done with an incident now; nothing when it is over. */
function cardButtons({ state, owner, id }: Incident): Block[] {
  if (state === 'resolved') return [];
  return [
    actions('incident', [
      ...(owner ? [] : [button('acknowledge', 'Acknowledge', id, 'primary')]),
      button('assign', owner ? 'Reassign…' : 'Assign…', id),
      button('resolve', 'Resolve', id),
      button('silence', 'Silence…', id),
      button('confirm', 'That’s it', id),
      button('refute', 'Not this…', id),
    ]),
  ];
}
