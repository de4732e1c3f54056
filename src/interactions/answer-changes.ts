import type { Answer } from '../model/answer.ts';
import type { Command, LabelMatchers } from '../model/command.ts';
import type { Action } from '../model/config.ts';
import type { Silence } from '../model/silence.ts';
import { cut } from '../render/cut.ts';
import { describeSilence } from '../render/slack/answers/silence-list.ts';
import { textMessage } from '../render/slack/answers/text-message.ts';
import { inlineCode, person, plain } from '../render/slack/mrkdwn.ts';
import { findIncident } from '../store/incident-items.ts';
import { findSilence } from '../store/silence-items.ts';
import { type Act, actOnIncident } from './act-on-incident.ts';
import { acknowledging, resolving } from './acts.ts';
import { authorize } from './authorize.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { endSilence, ownMatchers, setSilence } from './set-silence.ts';

type Changing<N extends Command['name']> = Extract<Command, { name: N }>;

/** `/triage acknowledge <incident>`. */
export async function acknowledgeByCommand(
  context: InteractionContext,
  actor: Actor,
  incidentId: string,
): Promise<Answer> {
  return actByCommand(
    context,
    actor,
    incidentId,
    'acknowledge',
    acknowledging(actor.userId, context.nowMs()),
    'has it now',
  );
}

/** `/triage resolve <incident>`. */
export async function resolveByCommand(
  context: InteractionContext,
  actor: Actor,
  incidentId: string,
): Promise<Answer> {
  return actByCommand(
    context,
    actor,
    incidentId,
    'resolve',
    resolving(actor.userId, context.nowMs()),
    'resolved it',
  );
}

/** `/triage silence …`: public, with who did it and why. */
export async function silenceByCommand(
  context: InteractionContext,
  actor: Actor,
  { target, durationMs, reason }: Changing<'silence'>,
): Promise<Answer> {
  const about = 'incidentId' in target ? target.incidentId : inWords(target.matchers);
  const allowed = await authorize(context, actor.userId, 'silence', { target: about, detail: reason });
  if (!allowed.ok) return refused(allowed.refusal);
  const incident = 'incidentId' in target ? await findIncident(context, target.incidentId) : undefined;
  if ('incidentId' in target && !incident)
    return { content: textMessage('There is no such incident (any more).') };
  const card = incident?.notified.messages['card'];
  const matchers = 'matchers' in target ? target.matchers : incident ? ownMatchers(incident) : {};
  const thread = card
    ? { channel: card.channel, threadTs: card.ts }
    : actor.channel
      ? { channel: actor.channel }
      : undefined;
  const silence = await setSilence(context, {
    kind: 'silence',
    matchers,
    isExact: incident !== undefined,
    startMs: context.nowMs(),
    durationMs,
    reason,
    userId: actor.userId,
    ...(thread ? { thread } : {}),
  });
  return announced(
    `${describeSilence(silence, context.nowMs())}${cutShort(silence, durationMs)}\nWhat comes meanwhile is counted. End it early: ${inlineCode(`/triage unsilence ${silence.id}`)}`,
  );
}

/** `/triage maintenance …`. */
export async function planMaintenance(
  context: InteractionContext,
  actor: Actor,
  { matchers, startMs, durationMs, reason }: Changing<'maintenance'>,
): Promise<Answer> {
  const allowed = await authorize(context, actor.userId, 'maintenance', {
    target: inWords(matchers),
    detail: reason,
  });
  if (!allowed.ok) return refused(allowed.refusal);
  const thread = actor.channel ? { thread: { channel: actor.channel } } : {};
  const wish = {
    kind: 'maintenance' as const,
    matchers,
    isExact: false,
    startMs,
    durationMs,
    reason,
    userId: actor.userId,
  };
  const silence = await setSilence(context, { ...wish, ...thread });
  return announced(
    `${describeSilence(silence, context.nowMs())}${cutShort(silence, durationMs)}\nCards of that time say so, and come when it has ended.`,
  );
}

/** `/triage unsilence <silence>`, and the button of a listed one. */
export async function endByCommand(
  context: InteractionContext,
  actor: Actor,
  silenceId: string,
): Promise<Answer> {
  const silence = await findSilence(context, silenceId);
  const kind = silence?.kind ?? 'silence';
  if (!silence)
    return {
      content: textMessage(
        `There is no silence ${inlineCode(cut(silenceId, 60))}. \`/triage silences\` lists them.`,
      ),
    };
  if (silence.author === undefined)
    return { content: textMessage('This window stands in halfopen.yml: take it out there and deploy.') };
  const allowed = await authorize(context, actor.userId, kind, { target: silenceId, detail: 'ended' });
  if (!allowed.ok) return refused(allowed.refusal);
  const ended = await endSilence(context, silence, actor.userId);
  if (!ended) return { content: textMessage('It has ended already.') };
  return announced(
    `🔔 ${person(actor.userId)} ended the ${kind === 'maintenance' ? 'maintenance window' : 'silence'} ${inlineCode(silence.id)} (${plain(cut(silence.reason, 200))}).`,
  );
}

async function actByCommand(
  context: InteractionContext,
  actor: Actor,
  incidentId: string,
  action: Action,
  act: Act,
  what: string,
): Promise<Answer> {
  let hasChanged = false;
  const done = await actOnIncident(context, actor.userId, { action, incidentId }, (known) => {
    const made = act(known);
    hasChanged = made.next !== known;
    return made;
  });
  if (!done.done || !hasChanged) return { content: textMessage(done.reply) };
  return announced(
    `${person(actor.userId)} ${what}: ${plain(done.incident.diagnosis.title)} ${inlineCode(incidentId)}`,
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
  return { content: textMessage(mrkdwn), isPublic: true };
}

function refused(why: string): Answer {
  return { content: textMessage(`⛔ ${why}`) };
}
