import type { Answer } from '../../model/answer.ts';
import type { SilenceTarget } from '../../model/command.ts';
import { inlineCode } from '../../render/slack/mrkdwn.ts';
import { findIncident } from '../../store/incident-items.ts';
import { authorize } from '../authorize.ts';
import { chooseIncident } from '../choose-incident.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';
import { announce, INCIDENT_NOT_FOUND, refuse, reply } from '../replies.ts';
import { describeReach, describeSet, ownMatchers, setSilence } from '../set-silence.ts';
import { defineCommand } from './define-command.ts';
import { isIncidentId, labelsInWords, readLabels, readMute } from './read-arguments.ts';

const MINUTE_MS = 60_000;

interface SilenceArguments {
  target: SilenceTarget;
  durationMs: number;
  reason: string;
}

/** `/triage silence`: mutes one incident, or all with certain labels. */
export const silence = defineCommand<SilenceArguments>({
  name: 'silence',
  aliases: ['mute'],
  arguments: '<incident | label=value …> <duration> <reason>',
  does: 'mute incidents with these labels; a value ending in `*` matches everything that begins with it',
  example: 'silence system=payments queue=orders* 2h planned failover',
  isQuestion: false,
  parse({ words }) {
    const { target, rest } = readTarget(words);
    if (!target) return { misread: 'What to silence is missing: an incident id, or labels.' };
    const mute = readMute(rest, 'it will be asked for later');
    return 'misread' in mute ? mute : { target, ...mute };
  },
  run: answerSilence,
});

/** The answer is public, with who did it and why. */
async function answerSilence(
  context: InteractionContext,
  actor: Actor,
  given: SilenceArguments,
): Promise<Answer> {
  const { durationMs, reason } = given;
  const target = await wholeTarget(context, given);
  if ('answer' in target) return target.answer;
  const about = 'incidentId' in target ? target.incidentId : labelsInWords(target.matchers);
  const allowed = await authorize(context, actor.userId, 'silence', { target: about, detail: reason });
  if (!allowed.ok) return refuse(allowed.refusal);
  const incident = 'incidentId' in target ? await findIncident(context, target.incidentId) : undefined;
  if ('incidentId' in target && !incident) return reply(INCIDENT_NOT_FOUND);
  const card = incident?.notified.messages['card'];
  const matchers = 'matchers' in target ? target.matchers : incident ? ownMatchers(incident) : {};
  const inChannel = actor.channel ? { channel: actor.channel } : undefined;
  const thread = card ? { channel: card.channel, threadTs: card.ts } : inChannel;
  const set = await setSilence(context, {
    kind: 'silence',
    matchers,
    isExact: incident !== undefined,
    startMs: context.nowMs(),
    durationMs,
    reason,
    userId: actor.userId,
    ...(thread ? { thread } : {}),
    ...(incident ? { incident: incident.id } : {}),
  });
  return announce(
    `${describeSet(set, durationMs, context.nowMs())}\n${await describeReach(context, set)}\nMeanwhile incidents are counted, not notified. End it early: ${inlineCode(`/triage unsilence ${set.id}`)}`,
  );
}

/** The target, with the whole id of an incident that was typed in short. */
async function wholeTarget(
  context: InteractionContext,
  { target, durationMs, reason }: SilenceArguments,
): Promise<SilenceTarget | { answer: Answer }> {
  if (!('incidentId' in target)) return target;
  const rest = `${Math.ceil(durationMs / MINUTE_MS)}m ${reason}`;
  return chooseIncident(context, 'silence', target.incidentId, rest);
}

function readTarget(words: readonly string[]): { target?: SilenceTarget; rest: readonly string[] } {
  const [first = '', ...others] = words;
  if (isIncidentId(first)) return { target: { incidentId: first }, rest: others };
  const { labels, rest } = readLabels(words);
  return Object.keys(labels).length > 0 ? { target: { matchers: labels }, rest } : { rest };
}
