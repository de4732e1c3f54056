import type { Answer } from '../model/answer.ts';
import type { Command, LabelMatchers } from '../model/command.ts';
import type { Action } from '../model/config.ts';
import type { Silence } from '../model/silence.ts';
import { cut } from '../render/cut.ts';
import { said } from '../render/slack/answers/said.ts';
import { describeSilence } from '../render/slack/answers/silence-list.ts';
import { inlineCode, person, plain } from '../render/slack/mrkdwn.ts';
import { findIncident } from '../store/incident-items.ts';
import { findSilence } from '../store/silence-items.ts';
import { type Act, actOnIncident } from './act-on-incident.ts';
import { acknowledging, resolving } from './acts.ts';
import type { Asker, Desk } from './desk.ts';
import { permit } from './permit.ts';
import { endSilence, ownMatchers, setSilence } from './set-silence.ts';

type Changing<N extends Command['name']> = Extract<Command, { name: N }>;

/** `/triage acknowledge <incident>`. */
export async function acknowledgeByCommand(desk: Desk, asker: Asker, incidentId: string): Promise<Answer> {
  return actByCommand(
    desk,
    asker,
    incidentId,
    'acknowledge',
    acknowledging(asker.userId, desk.nowMs()),
    'has it now',
  );
}

/** `/triage resolve <incident>`. */
export async function resolveByCommand(desk: Desk, asker: Asker, incidentId: string): Promise<Answer> {
  return actByCommand(
    desk,
    asker,
    incidentId,
    'resolve',
    resolving(asker.userId, desk.nowMs()),
    'resolved it',
  );
}

/** `/triage silence …`: public, with who did it and why. */
export async function silenceByCommand(
  desk: Desk,
  asker: Asker,
  { target, durationMs, reason }: Changing<'silence'>,
): Promise<Answer> {
  const about = 'incidentId' in target ? target.incidentId : inWords(target.matchers);
  const may = await permit(desk, asker.userId, 'silence', { target: about, detail: reason });
  if (!may.ok) return refused(may.said);
  const incident = 'incidentId' in target ? await findIncident(desk, target.incidentId) : undefined;
  if ('incidentId' in target && !incident) return { content: said('There is no such incident (any more).') };
  const card = incident?.notified.messages['card'];
  const matchers = 'matchers' in target ? target.matchers : incident ? ownMatchers(incident) : {};
  const tell = card
    ? { channel: card.channel, threadTs: card.ts }
    : asker.channel
      ? { channel: asker.channel }
      : undefined;
  const silence = await setSilence(desk, {
    kind: 'silence',
    matchers,
    isExact: incident !== undefined,
    startMs: desk.nowMs(),
    durationMs,
    reason,
    userId: asker.userId,
    ...(tell ? { tell } : {}),
  });
  return announced(
    `${describeSilence(silence, desk.nowMs())}${cutShort(silence, durationMs)}\nWhat comes meanwhile is counted. End it early: ${inlineCode(`/triage unsilence ${silence.id}`)}`,
  );
}

/** `/triage maintenance …`. */
export async function planMaintenance(
  desk: Desk,
  asker: Asker,
  { matchers, startMs, durationMs, reason }: Changing<'maintenance'>,
): Promise<Answer> {
  const may = await permit(desk, asker.userId, 'maintenance', {
    target: inWords(matchers),
    detail: reason,
  });
  if (!may.ok) return refused(may.said);
  const tell = asker.channel ? { tell: { channel: asker.channel } } : {};
  const wish = {
    kind: 'maintenance' as const,
    matchers,
    isExact: false,
    startMs,
    durationMs,
    reason,
    userId: asker.userId,
  };
  const silence = await setSilence(desk, { ...wish, ...tell });
  return announced(
    `${describeSilence(silence, desk.nowMs())}${cutShort(silence, durationMs)}\nCards of that time say so, and come when it has ended.`,
  );
}

/** `/triage unsilence <silence>`, and the button of a listed one. */
export async function endByCommand(desk: Desk, asker: Asker, silenceId: string): Promise<Answer> {
  const silence = await findSilence(desk, silenceId);
  const kind = silence?.kind ?? 'silence';
  if (!silence)
    return {
      content: said(
        `There is no silence ${inlineCode(cut(silenceId, 60))}. \`/triage silences\` lists them.`,
      ),
    };
  if (silence.author === undefined)
    return { content: said('This window stands in halfopen.yml: take it out there and deploy.') };
  const may = await permit(desk, asker.userId, kind, { target: silenceId, detail: 'ended' });
  if (!may.ok) return refused(may.said);
  const ended = await endSilence(desk, silence, asker.userId);
  if (!ended) return { content: said('It has ended already.') };
  return announced(
    `🔔 ${person(asker.userId)} ended the ${kind === 'maintenance' ? 'maintenance window' : 'silence'} ${inlineCode(silence.id)} (${plain(cut(silence.reason, 200))}).`,
  );
}

async function actByCommand(
  desk: Desk,
  asker: Asker,
  incidentId: string,
  action: Action,
  act: Act,
  what: string,
): Promise<Answer> {
  let hasChanged = false;
  const done = await actOnIncident(desk, asker.userId, { action, incidentId }, (known) => {
    const made = act(known);
    hasChanged = made.next !== known;
    return made;
  });
  if (!done.done || !hasChanged) return { content: said(done.said) };
  return announced(
    `${person(asker.userId)} ${what}: ${plain(done.incident.diagnosis.title)} ${inlineCode(incidentId)}`,
  );
}

function inWords(matchers: LabelMatchers): string {
  return Object.entries(matchers)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

function cutShort({ startMs, endMs }: Silence, wishedMs: number): string {
  return endMs - startMs < wishedMs ? '\nThat is the longest that is allowed here.' : '';
}

function announced(mrkdwn: string): Answer {
  return { content: said(mrkdwn), isPublic: true };
}

function refused(why: string): Answer {
  return { content: said(`⛔ ${why}`) };
}
