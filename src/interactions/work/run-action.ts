import { parseIncidentId } from '../../incidents/fingerprint.ts';
import { noted } from '../../incidents/life-cycle.ts';
import type { ActionOutcome, ActionRun, AllowedAction } from '../../model/allowed-action.ts';
import type { MessageContent } from '../../model/chat-message.ts';
import { redact } from '../../redact/redact.ts';
import { cutRaw } from '../../render/cut.ts';
import { renderActOutcome } from '../../render/slack/answers/act-outcome.ts';
import { keepAnswer, keptAnswer } from '../../store/answer-items.ts';
import { addAudit } from '../../store/audit-items.ts';
import { changeIncident } from '../../store/incident-items.ts';
import { describeRun } from '../forms/act.ts';
import type { WorkContext } from './work-context.ts';

const LONGEST_OUTCOME = 1_500;

/**
 * Runs an approved action and says what came of it: in the thread, in the story of the incident and in the audit. `isAgain`: an earlier
 * try ended without an outcome. It is not run a second time then, since it may have done its work.
 */
export async function runAction(
  context: WorkContext,
  { id, userId, run }: { id: string; userId: string; run: ActionRun },
  isAgain: boolean,
): Promise<MessageContent> {
  const known = isAgain ? await keptAnswer(context, `kept ${id}`) : undefined;
  if (known) return known;
  const action = context.config.actions.find(({ name }) => name === run.action);
  const outcome = action ? await outcomeOf(context, action, { id, userId, run }, isAgain) : NOT_ALLOWED;
  const said = cutRaw(redact(outcome.said), LONGEST_OUTCOME);
  const content = renderActOutcome({
    run,
    state: outcome.state,
    said,
    userId,
    ...(action ? { action } : {}),
  });
  await keepAnswer(context, id, content);
  await keep(context, { userId, run }, outcome.state);
  return content;
}

const NOT_ALLOWED: ActionOutcome = {
  state: 'not started',
  said: 'The configuration does not allow it any longer.',
};
const UNKNOWN: ActionOutcome = {
  state: 'unknown',
  said: 'Halfopen was interrupted while it ran, and does not run it a second time. Look at what it did before you start it again.',
};

async function outcomeOf(
  { actions }: WorkContext,
  action: AllowedAction,
  { id, userId, run }: { id: string; userId: string; run: ActionRun },
  isAgain: boolean,
): Promise<ActionOutcome> {
  if (isAgain) return UNKNOWN;
  return actions.run({ action, run, userId, token: id });
}

/** An incident of which a later episode has begun is past: the audit alone tells of it. */
async function keep(
  context: WorkContext,
  { userId, run }: { userId: string; run: ActionRun },
  state: ActionOutcome['state'],
): Promise<void> {
  const detail = `${describeRun(run)}: ${state}`;
  const atMs = context.nowMs();
  await addAudit(context, {
    atMs,
    userId,
    action: 'act',
    target: run.incidentId,
    outcome: 'allowed',
    detail,
  });
  const parts = parseIncidentId(run.incidentId);
  if (!parts) return;
  const incident = await changeIncident(context, parts.fingerprint, (known) =>
    known?.episode === parts.episode
      ? noted(known, { atMs, what: `ran ${detail} (${run.reason})`, by: userId })
      : known,
  );
  if (incident) await context.queue.send(incident.id, 0);
}
