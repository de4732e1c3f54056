import type { AllowedAction } from '../../model/allowed-action.ts';
import type { Block, MessageContent } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import { type LeadingCause, leadingCause } from '../../model/leading-cause.ts';
import type { RankedCause } from '../../model/ranked-cause.ts';
import type { Step } from '../../model/runbook.ts';
import { titleOf } from '../concerned.ts';
import { cut } from '../cut.ts';
import { percent } from '../in-words.ts';
import { nodesInWords } from '../nodes-in-words.ts';
import { actions, button, codeSection, context, header, message, section } from './blocks.ts';
import { nextQuestion } from './card-causes.ts';
import { since, whom, whomInPlainText } from './card-facts.ts';
import { type StatusOptions, statusOf } from './card-status.ts';
import { inlineCode, person, plain } from './mrkdwn.ts';
import { severityWord, withSeverity } from './severity.ts';
import { tellingLines } from './telling-lines.ts';

const CARD_EVIDENCE = 2;
const CARD_NAMES = 2;
const LONGEST_LINE = 150;
const LONGEST_STEP = 240;
const LONGEST_NODES = 300;
/** A command is shown whole or not at all: what is cut must not be typed. */
const LONGEST_COMMAND = 700;

/** What a card needs to know beside its incident. Times are epoch milliseconds. */
export interface CardOptions extends StatusOptions {
  nowMs: number;
  /** Causes, ordered by what the answers given so far support. */
  ranking?: readonly RankedCause[];
  /** What may be run from the thread. */
  actions?: readonly AllowedAction[];
}

/**
 * The one message of an incident in its channel, short enough for one glance: what broke, for whom, since when, how sure, the one
 * thing to do now, two lines of evidence, one question and five buttons. Its thread has all else. After answers it is about the
 * cause that they have put first.
 */
export function renderCard(incident: Incident, options: CardOptions): MessageContent {
  const lead = leadingCause(incident, options.ranking);
  const title = titleOf(lead.title, incident.diagnosis.concerns);
  const isResolved = incident.state === 'resolved';
  const top = [
    header(isResolved ? `✅ ${title}` : withSeverity(lead.severity, title)),
    section(
      [whom(incident, CARD_NAMES), since(incident), `*${percent(lead.confidence)} sure*`]
        .filter(Boolean)
        .join('  ·  '),
    ),
    context(statusOf(incident, options)),
    ...nodes(incident),
    ...incomplete(incident),
  ];
  const fallback = notification(incident, lead, title);
  if (isResolved) return message(fallback, top, incident.explainedBy ? [] : overButtons(incident));
  if (incident.explainedBy) return message(fallback, top);
  return message(
    fallback,
    [...top, ...latestAnswer(incident, lead), ...firstStep(lead), ...evidence(incident, lead)],
    [...nextQuestion(incident), ...cardButtons(incident)],
  );
}

/** What a phone shows of it: severity, title, whom, how sure, and what to do first. */
function notification(incident: Incident, lead: LeadingCause, title: string): string {
  const start = incident.state === 'resolved' ? 'Resolved' : severityWord(lead.severity).toUpperCase();
  const [step] = lead.steps;
  const first = step && incident.state === 'open' ? ` Do now: ${cut(step.do, 200)}` : '';
  return `${start}: ${title}: ${whomInPlainText(incident)}, ${percent(lead.confidence)} sure.${first}`;
}

/** On which nodes of a cluster it shows. */
function nodes({ diagnosis }: Incident): Block[] {
  const words = nodesInWords(diagnosis.nodes);
  return words === '' ? [] : [context(`Nodes: ${cut(plain(words), LONGEST_NODES)}`)];
}

function incomplete({ state, incomplete: what }: Incident): Block[] {
  if (!what || state === 'resolved') return [];
  return [context(`⚠️ This may be incomplete: ${plain(what)}. App Home says what to do.`)];
}

/** What the latest answer means, and, where the answers have put another cause first, what was diagnosed. */
function latestAnswer({ diagnosis, answers = [] }: Incident, { isNew }: LeadingCause): Block[] {
  const latest = answers.toSorted((a, b) => b.atMs - a.atMs)[0];
  if (!latest) return [];
  const asked =
    diagnosis.questions.find(({ ask }) => ask === latest.ask) ?? diagnosis.questions[latest.question];
  const means = asked ? cut(plain(latest.answer === 'yes' ? asked.ifYes : asked.ifNo), 160) : '';
  const said = `☑️ ${person(latest.by)} said ${latest.answer}. ${means}`;
  if (!isNew) return [context(said)];
  const given = answers.length === 1 ? 'one answer' : `${answers.length} answers`;
  return [
    context(`${said}\n🔀 More likely after ${given} than what was diagnosed: ${plain(diagnosis.title)}`),
  ];
}

function firstStep({ steps: [step] }: LeadingCause): Block[] {
  if (!step) return [];
  const text = `*Do now*  ${cut(plain(step.do), LONGEST_STEP)}${riskOf(step)}`;
  const { command } = step;
  if (!command?.trim()) return [section(text)];
  if (command.length > LONGEST_COMMAND)
    return [section(`${text} The command is in the thread: it is too long for here.`)];
  return [codeSection(text, command.trim())];
}

function riskOf({ risk }: Step): string {
  return risk === 'none' ? '' : ` _(risk: ${risk})_`;
}

/** Evidence is of what was diagnosed: where answers have put another cause first, it does not stand under that one. */
function evidence({ diagnosis, answers = [] }: Incident, { isNew }: LeadingCause): Block[] {
  const lines = isNew ? [] : tellingLines(diagnosis.evidence, answers.length > 0 ? 1 : CARD_EVIDENCE);
  return lines.length === 0
    ? []
    : [codeSection('', lines.map((line) => cut(line, LONGEST_LINE)).join('\n'), 1_200)];
}

/** What can be done with an open incident now: five buttons, of which the first is the likeliest to be pressed. */
function cardButtons({ owner, id }: Incident): Block[] {
  return [
    actions('incident', [
      owner ? button('confirm', 'That’s it', id) : button('acknowledge', 'Acknowledge', id, 'primary'),
      button('assign', owner ? 'Reassign…' : 'Assign…', id),
      button('silence', 'Silence…', id),
      button('resolve', 'Resolve', id),
      button('refute', 'Not this…', id),
    ]),
  ];
}

/** What can be done with an incident that is over: five minutes after it may turn out that it is not. */
function overButtons({ id }: Incident): Block[] {
  return [
    actions('feedback', [
      button('confirm', 'That was it', id),
      button('refute', 'It was not this…', id),
      button('reopen', 'Reopen', id),
    ]),
  ];
}

/** What can be said of an incident in its thread; whether the diagnosis was right is often known only when it is over. */
export function storyButtons({ id }: Pick<Incident, 'id'>): Block[] {
  return [
    actions('feedback', [
      button('note', 'Add a note…', id),
      button('confirm', 'That was it', id),
      button('refute', 'It was not this…', id),
    ]),
  ];
}

/** The line that names an incident where commands ask for it. */
export function idLine({ id, diagnosis }: Pick<Incident, 'id' | 'diagnosis'>): string {
  return `incident ${inlineCode(id)}  ·  runbook ${inlineCode(diagnosis.runbook)}`;
}
