import { createFailures, type Failures } from '../../failures.ts';
import type { AllowedAction } from '../../model/allowed-action.ts';
import type { Block, IncidentMessages, MessageContent } from '../../model/chat-message.ts';
import { copyKey } from '../../model/copy-key.ts';
import type { Incident } from '../../model/incident.ts';
import { leadingCause } from '../../model/leading-cause.ts';
import type { Step } from '../../model/runbook.ts';
import { cut } from '../cut.ts';
import { renderBareCard } from './bare-card.ts';
import {
  actions,
  button,
  charactersOf,
  codeSection,
  context,
  MESSAGE_CHARACTERS,
  message,
  section,
} from './blocks.ts';
import { type CardOptions, renderCard } from './card.ts';
import { renderEvidence } from './evidence-messages.ts';
import { LIMITS } from './limits.ts';
import { bare, moment, plain } from './mrkdwn.ts';
import { renderStory } from './story-message.ts';

/**
 * The messages that Slack should show for an incident: the card, and its thread in order. What can't be rendered is noted in
 * `failures` and left out; in place of a card comes a bare one.
 */
export function renderIncident(
  incident: Incident,
  options: CardOptions & { copies?: readonly Copy[] },
  failures: Failures = createFailures(),
): IncidentMessages {
  const { contain } = failures;
  const evidence = contain('rendering of the evidence', () => renderEvidence(incident)) ?? [];
  const steps = contain('rendering of the steps', () => renderSteps(incident, options)) ?? [];
  const story = contain('rendering of the story', () => [renderStory(incident, options)]) ?? [];
  return {
    card: contain('rendering of the card', () => renderCard(incident, options)) ?? renderBareCard(incident),
    copies: (options.copies ?? []).flatMap(
      (copy) => contain('rendering of a copy', () => renderCopy(incident, options, copy)) ?? [],
    ),
    thread: [
      ...steps.map((content, i) => ({ key: numbered('thread/steps', i), content })),
      ...story.map((content) => ({ key: 'thread/story', content })),
      ...evidence.map((content, i) => ({ key: numbered('thread/evidence', i), content })),
    ],
  };
}

/** A further channel in which the card stands, and whom it mentions there. */
export interface Copy {
  channel: string;
  mentions: readonly string[];
}

/** The card as it stands in its own channel, with those whom this one's route mentions, and where its thread is. */
function renderCopy(incident: Incident, options: CardOptions, { channel, mentions }: Copy) {
  const own = incident.notified.messages['card'];
  if (!own) return [];
  const { text, blocks } = renderCard(incident, { ...options, mentions });
  const where = context(`Its thread is in <#${own.channel}>, ${moment(Number(own.ts) * 1000)}.`);
  return [{ key: copyKey(channel), channel, content: { text, blocks: [...blocks, where] } }];
}

function numbered(key: string, i: number): string {
  return i === 0 ? key : `${key}-${i + 1}`;
}

const MOST_MESSAGES = 3;

/** All steps, with risk, check and undo, and what to do instead with each client library. */
function renderSteps(incident: Incident, { ranking, actions: allowed = [] }: CardOptions): MessageContent[] {
  const { steps, title, isNew } = leadingCause(incident, ranking);
  const blocks = steps.flatMap((step, i) => [
    ...stepBlocks(step, i),
    ...runButton(step, i, incident.id, allowed),
  ]);
  const messages: Block[][] = [[section(isNew ? `*What to do*: ${cut(plain(title), 200)}` : '*What to do*')]];
  for (const block of blocks) {
    const last = messages.at(-1) ?? [];
    if (charactersOf(last) + charactersOf(block) <= MESSAGE_CHARACTERS - 200 && last.length < 45)
      last.push(block);
    else if (messages.length < MOST_MESSAGES) messages.push([section('*What to do, continued*'), block]);
  }
  return messages.map((members) => message('What to do', members));
}

function stepBlocks({ do: what, command, risk, verify, undo, variants = {} }: Step, i: number): Block[] {
  const title = `*${i + 1}.* ${cut(plain(what), 1_500)}${risk === 'none' ? '' : ` _(risk: ${risk})_`}`;
  const after = [`Check: ${cut(plain(verify), 900)}`, ...(undo ? [`Undo: ${cut(plain(undo), 900)}`] : [])];
  const libraries = Object.entries(variants).map(
    ([library, variant]) => `• *${plain(library)}*: ${cut(plain(variant.do), 400)}`,
  );
  return [
    command ? codeSection(title, command) : section(title),
    section(after.join('\n')),
    ...(libraries.length > 0 ? [section(libraries.join('\n'))] : []),
  ];
}

/** The button of a step whose action the configuration allows. */
function runButton(
  { action }: Step,
  i: number,
  incidentId: string,
  allowed: readonly AllowedAction[],
): Block[] {
  const known = allowed.find(({ name }) => name === action);
  return known
    ? [actions(`act-${i}`, [button('act', `⚙️ ${known.label}…`, `${incidentId}|${known.name}`)])]
    : [];
}

/** What describes an image; Slack refuses an empty text. */
function imageText(text: string, most: number): string {
  return cut(bare(text), most).trim() || 'Chart';
}

/** A message with images uploaded to Slack; the alternative text describes each. */
export function renderCharts(
  files: readonly { fileId: string; altText: string; title: string }[],
): MessageContent {
  return message(files.map(({ altText }) => altText).join(' '), [
    section('*Over time*'),
    ...files.map(({ fileId, altText, title }) => ({
      type: 'image',
      slack_file: { id: fileId },
      alt_text: imageText(altText, 1_900),
      title: { type: 'plain_text', text: imageText(title, LIMITS.header) },
    })),
  ]);
}
