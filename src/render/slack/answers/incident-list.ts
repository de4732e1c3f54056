import type { Block, MessageContent } from '../../../model/chat-message.ts';
import type { Concerned } from '../../../model/diagnosis.ts';
import { titleOf } from '../../concerned.ts';
import { cut, cutRaw } from '../../cut.ts';
import { seenCount } from '../../seen-count.ts';
import { button, context, header, message, section } from '../blocks.ts';
import { inlineCode, moment, person, plain } from '../mrkdwn.ts';

const MOST_LISTED = 12;
/** A button holds 2,000 characters. */
const LONGEST_TYPED = 1_900;
const EMOJI: ReadonlyMap<string, string> = new Map(
  Object.entries({ critical: '🔴', warning: '🟠', info: '🔵' }),
);

/** What a list shows for an incident. */
export interface ListedIncident {
  id: string;
  title: string;
  severity: string;
  system: string;
  identity: Readonly<Record<string, string>>;
  count: number;
  countOf?: string;
  lastSeenMs: number;
  owner: string;
  explained: boolean;
  concerns?: readonly Omit<Concerned, 'names'>[];
}

/**
 * Open incidents in the given order. Symptoms are counted, not listed, unless the list holds nothing else. `unsure`: how many more are
 * about so many that not all are named.
 */
export function renderIncidentList(incidents: readonly ListedIncident[], unsure = 0): MessageContent {
  const causes = incidents.filter(({ explained }) => !explained);
  const own = causes.length > 0 ? causes : incidents;
  const hidden = incidents.length - own.length;
  const symptoms = hidden > 0 ? `${hidden} more are symptoms of these` : '';
  const unnamed = unsure > 0 ? `${unsure} more may match: not all whom they concern are named` : '';
  if (own.length === 0 && unnamed)
    return message('None is known to match', [section(`None is known to match. ${unnamed}.`)]);
  if (own.length === 0) return message('Nothing is open', [section('🟢 Nothing is open.')]);
  const shown = own.slice(0, MOST_LISTED);
  const more = own.length - shown.length;
  return message(`${own.length} open`, [
    header(`${own.length} open`),
    ...shown.map(listed),
    ...(more > 0 || symptoms || unnamed
      ? [
          context(
            [
              ...(more > 0 ? [`and ${more} more: filter with \`label=value\``] : []),
              ...(symptoms ? [symptoms] : []),
              ...(unnamed ? [unnamed] : []),
            ].join('  ·  '),
          ),
        ]
      : []),
  ]);
}

/** Asks which of several incidents is meant; `typed` is what a button gives for one. */
export function renderIncidentChoice(
  incidents: readonly ListedIncident[],
  typed: (id: string) => string,
): MessageContent {
  const shown = incidents.slice(0, MOST_LISTED);
  const more = incidents.length - shown.length;
  return message('Which one?', [
    section('Which one?'),
    ...shown.map((one) => ({
      ...listed(one),
      accessory: button('ask', 'This one', cutRaw(typed(one.id), LONGEST_TYPED)),
    })),
    ...(more > 0 ? [context(`and ${more} more: type the beginning of an id`)] : []),
  ]);
}

/** One incident in two lines, with a button that shows it. */
export function listed({
  id,
  title,
  severity,
  system,
  identity,
  count,
  countOf,
  lastSeenMs,
  owner,
  concerns,
}: ListedIncident): Block {
  const who = Object.entries(identity)
    .slice(0, 3)
    .map(([name, value]) => `${plain(name)} ${inlineCode(cutRaw(value, 60))}`);
  const held = owner ? `${person(owner)} has it` : 'nobody has it';
  const text = [
    `${EMOJI.get(severity) ?? '⚪'} *${cut(plain(titleOf(title, concerns)), 150)}*`,
    [
      plain(cutRaw(system, 60)),
      ...who,
      seenCount({ count, countOf }),
      `last ${moment(lastSeenMs)}`,
      held,
      inlineCode(id),
    ].join(' · '),
  ].join('\n');
  return { ...section(text), accessory: button('ask', 'Show', `show ${id}`) };
}
