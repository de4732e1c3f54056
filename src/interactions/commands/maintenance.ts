import type { Answer } from '../../model/answer.ts';
import type { LabelMatchers } from '../../model/command.ts';
import { authorize } from '../authorize.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';
import { announce, refuse } from '../replies.ts';
import { describeSet, setSilence } from '../set-silence.ts';
import { defineCommand, type Typed } from './define-command.ts';
import { labelsInWords, notALabel, readLabels, readMute } from './read-arguments.ts';
import { readMoment } from './read-time.ts';
import { answerSilences } from './silences.ts';

interface MaintenancePlan {
  matchers: LabelMatchers;
  startMs: number;
  durationMs: number;
  reason: string;
}

/** `/triage maintenance`: plans a maintenance window; without arguments it lists them. */
export const maintenance = defineCommand<{ plan?: MaintenancePlan }>({
  name: 'maintenance',
  arguments: '[<label=value …> [from <time>] <duration> <reason>]',
  does: 'list maintenance windows, or plan one: cards of that time say so, and wait for its end',
  example: 'maintenance system=payments from 22:00 2h broker upgrade',
  isQuestion: ({ plan }) => plan === undefined,
  parse: (typed) => (typed.words.length === 0 ? {} : readPlan(typed)),
  run: (context, actor, { plan }) =>
    plan ? answerPlan(context, actor, plan) : answerSilences(context, 'maintenance'),
});

/** Reads `<label=value …> [from <time>] <duration> <reason>`. */
function readPlan({ words, nowMs }: Typed): { plan: MaintenancePlan } | { misread: string } {
  const { labels, rest } = readLabels(words);
  if (Object.keys(labels).length === 0) return notALabel(words[0]);
  const hasStart = rest[0] === 'from';
  const startMs = hasStart ? readMoment(rest[1] ?? '', nowMs) : nowMs;
  if (startMs === undefined)
    return { misread: `"${rest[1] ?? ''}" is not a valid time. Write 2026-12-01T22:00Z or 22:00 (UTC).` };
  const mute = readMute(hasStart ? rest.slice(2) : rest, 'every card of that period shows it');
  if ('misread' in mute) return mute;
  if (startMs + mute.durationMs <= nowMs) return { misread: 'That time has passed already.' };
  return { plan: { matchers: labels, startMs, ...mute } };
}

async function answerPlan(
  context: InteractionContext,
  actor: Actor,
  { matchers, startMs, durationMs, reason }: MaintenancePlan,
): Promise<Answer> {
  const about = { target: labelsInWords(matchers), detail: reason };
  const allowed = await authorize(context, actor.userId, 'maintenance', about);
  if (!allowed.ok) return refuse(allowed.refusal);
  const set = await setSilence(context, {
    kind: 'maintenance',
    matchers,
    isExact: false,
    startMs,
    durationMs,
    reason,
    userId: actor.userId,
    ...(actor.channel ? { thread: { channel: actor.channel } } : {}),
  });
  return announce(
    `${describeSet(set, durationMs, context.nowMs())}\nCards of that time say so, and come when it has ended.`,
  );
}
