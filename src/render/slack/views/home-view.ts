import type { Block } from '../../../model/chat-message.ts';
import type { InternalError } from '../../../model/internal-error.ts';
import type { Silence } from '../../../model/silence.ts';
import type { View } from '../../../model/view.ts';
import { cut } from '../../cut.ts';
import { type ListedIncident, listed } from '../answers/incident-list.ts';
import { listedSilence } from '../answers/silence-list.ts';
import { actions, button, context, header, section } from '../blocks.ts';
import { inlineCode, moment, plain } from '../mrkdwn.ts';

const MOST_INCIDENTS = 15;
const MOST_SILENCES = 10;
const MOST_RUNBOOKS = 15;
const MOST_SOURCES = 20;
const MOST_REFUSALS = 5;
const MOST_INTERNAL_ERRORS = 5;

/** How well a runbook does: incidents it opened, and what people said about them. */
export interface RunbookHealth {
  runbook: string;
  fired: number;
  confirmed: number;
  refuted: number;
  /** The actual causes, most frequent first. */
  instead: readonly string[];
}

/** What App Home shows. */
export interface HomeFacts {
  incidents: readonly ListedIncident[];
  silences: readonly Silence[];
  health: readonly RunbookHealth[];
  sources: readonly { name: string; heardMs: number; isSilent: boolean }[];
  /** What Slack last refused, by channel. */
  refusals: readonly { channel: string; subject?: string; message: string; hint: string; atMs: number }[];
  /** What our own code could not do, by system, incident or digest. */
  internalErrors: readonly InternalError[];
  nowMs: number;
}

/** App Home: open incidents, silences, runbook health, and when each source last sent something. */
export function renderHome(facts: HomeFacts): View {
  const { incidents, silences, health, sources, refusals, internalErrors, nowMs } = facts;
  return {
    type: 'home',
    blocks: [
      actions('start', [
        button('paste', 'Triage evidence…', 'paste', 'primary'),
        button('ask', 'What can I type?', 'help'),
      ]),
      ...refusalLines(refusals),
      ...internalErrorLines(internalErrors),
      ...part(
        `Open incidents (${incidents.length})`,
        incidents.slice(0, MOST_INCIDENTS).map(listed),
        '🟢 Nothing is open.',
        incidents.length - MOST_INCIDENTS,
      ),
      ...part(
        `Muted (${silences.length})`,
        silences.slice(0, MOST_SILENCES).map((silence) => listedSilence(silence, nowMs)),
        'Nothing is muted.',
        silences.length - MOST_SILENCES,
      ),
      ...part(
        'Runbook health',
        healthLines(health),
        'No runbook has fired yet.',
        health.length - MOST_RUNBOOKS,
      ),
      ...part(
        'Sources',
        sourceLines(sources),
        'No source has sent anything yet. On AWS see docs/deploy.md; on one machine `halfopen watch <log file>` sends its logs.',
        sources.length - MOST_SOURCES,
      ),
      context(`As of ${moment(nowMs)}. Reopen this tab to refresh it.`),
    ],
  };
}

function part(title: string, blocks: readonly Block[], none: string, more: number): Block[] {
  const rest = more > 0 ? [context(`and ${more} more`)] : [];
  return [header(title), ...(blocks.length > 0 ? blocks : [section(none)]), ...rest];
}

function healthLines(health: readonly RunbookHealth[]): Block[] {
  const lines = health.slice(0, MOST_RUNBOOKS).map(({ runbook, fired, confirmed, refuted, instead }) => {
    const was =
      instead.length > 0
        ? ` (it was: ${instead
            .slice(0, 3)
            .map((id) => inlineCode(id))
            .join(', ')})`
        : '';
    return `${inlineCode(runbook)}  fired ${fired}  ·  👍 ${confirmed}  ·  👎 ${refuted}${was}`;
  });
  return lines.length > 0 ? [section(lines.join('\n'))] : [];
}

function refusalLines(refusals: HomeFacts['refusals']): Block[] {
  const lines = refusals
    .slice(0, MOST_REFUSALS)
    .map(
      ({ channel, subject, message, hint, atMs }) =>
        `⚠️ ${[channel, ...(subject ? [subject] : [])].map((name) => cut(plain(name), 120)).join(', ')}: ${cut(plain(message), 200)}, last tried ${moment(atMs)}. ${cut(plain(hint), 200)}`,
    );
  return lines.length > 0 ? [section(lines.join('\n'))] : [];
}

function internalErrorLines(errors: HomeFacts['internalErrors']): Block[] {
  const lines = errors
    .slice(0, MOST_INTERNAL_ERRORS)
    .map(
      ({ subject, what, hint, sinceMs, atMs }) =>
        `⚠️ ${cut(plain(subject), 120)}: ${cut(plain(what), 200)}, since ${moment(sinceMs)}, last tried ${moment(atMs)}. ${cut(plain(hint), 300)}`,
    );
  const rest = errors.length - MOST_INTERNAL_ERRORS;
  const more = rest > 0 ? [context(`and ${rest} more internal errors: see the log of sweep`)] : [];
  return lines.length > 0 ? [section(lines.join('\n')), ...more] : [];
}

function sourceLines(sources: HomeFacts['sources']): Block[] {
  const lines = sources
    .slice(0, MOST_SOURCES)
    .map(
      ({ name, heardMs, isSilent }) =>
        `${isSilent ? '🔇' : '🔊'} ${cut(plain(name), 100)}, last heard ${moment(heardMs)}`,
    );
  return lines.length > 0 ? [section(lines.join('\n'))] : [];
}
