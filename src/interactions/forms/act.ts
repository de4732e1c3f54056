import { createHash } from 'node:crypto';
import { actionParameters } from '../../incidents/action-parameters.ts';
import { leadingTitle } from '../../incidents/leading-title.ts';
import type { ActionRun, AllowedAction } from '../../model/allowed-action.ts';
import type { Answer } from '../../model/answer.ts';
import type { Incident } from '../../model/incident.ts';
import { inlineCode, person, plain } from '../../render/slack/mrkdwn.ts';
import { renderActView } from '../../render/slack/views/act-form.ts';
import { findIncident } from '../../store/incident-items.ts';
import { authorize } from '../authorize.ts';
import type { Actor, InteractionContext } from '../interaction-context.ts';
import { INCIDENT_NOT_FOUND, reply } from '../replies.ts';
import { sayInThread } from '../say-in-thread.ts';
import { type Form, type FormErrors, inPlainText } from './form.ts';

const GONE = 'This action is not allowed by the configuration any longer.';
const CHANGED = 'The values have changed since this form was opened: close it and press the button again.';
const NO_CARD = 'The incident has no card that could tell what comes of it.';

/** What is to be run, and what stands against it. */
type Planned =
  | { incident: Incident; action: AllowedAction; values: Readonly<Record<string, string>> }
  | { problem: string };

/** Opens the form that confirms an action; `value` is what the button holds: `<incident>|<name of the action>`. */
export async function openActForm(
  context: InteractionContext,
  { triggerId }: Actor,
  value: string,
): Promise<Answer | undefined> {
  const planned = await plan(context, value);
  if ('problem' in planned) return reply(planned.problem);
  if (!triggerId) return reply('Slack sent no trigger to open a form with: press the button again.');
  const { incident, action, values } = planned;
  const metadata = `${value}|${seal(action, values)}`;
  const title = leadingTitle(incident);
  await context.views.open(triggerId, renderActView(action, { title, values, metadata }));
  return undefined;
}

/** Runs what the form showed, when the person is an approver. What comes of it is said in the thread by `answer`. */
export const actForm: Form = {
  id: 'act',
  async submit(context, actor, { metadata, values: { mode, reason = '' } }) {
    const why = reason.trim();
    if (why.length < 3) return { reason: 'Say why: it will be asked for later.' };
    const [incidentId = '', name = '', sealed] = metadata.split('|');
    const planned = await plan(context, `${incidentId}|${name}`);
    if ('problem' in planned) return { reason: planned.problem };
    const { incident, action, values } = planned;
    if (seal(action, values) !== sealed) return { reason: CHANGED };
    const isDryRun = action.dryRun && mode !== 'run';
    const run = { incidentId, action: name, parameters: values, isDryRun, reason: why };
    return start(context, actor, { run, incident, action });
  },
};

async function start(
  context: InteractionContext,
  { userId, requestId }: Actor,
  { run, incident, action }: { run: ActionRun; incident: Incident; action: AllowedAction },
): Promise<FormErrors> {
  const detail = `${describeRun(run)}: ${run.reason}`;
  const allowed = await authorize(context, userId, 'act', { target: incident.id, detail }, action.approvers);
  if (!allowed.ok) return { reason: inPlainText(allowed.refusal) };
  const card = incident.notified.messages['card'];
  if (!card) return { reason: NO_CARD };
  const what = run.isDryRun ? 'started a dry run of' : 'started';
  const said = `⚙️ ${person(userId)} ${what} *${plain(action.label)}* ${inlineCode(describeRun(run))}: ${plain(run.reason)}`;
  await sayInThread(context, incident, `act-${requestId}`, said);
  const place = { channel: card.channel, threadTs: card.ts };
  await context.worker.later({ id: `act-${requestId}`, userId, place, task: { do: 'act', run } });
  return undefined;
}

async function plan(context: InteractionContext, value: string): Promise<Planned> {
  const [incidentId = '', name] = value.split('|');
  const action = context.config.actions.find((one) => one.name === name);
  if (!action) return { problem: GONE };
  const incident = await findIncident(context, incidentId);
  if (!incident) return { problem: INCIDENT_NOT_FOUND };
  const filled = actionParameters(action, incident.diagnosis);
  return 'problem' in filled ? filled : { incident, action, values: filled.values };
}

/** What a person confirmed: evidence that came since may name another client. */
function seal({ document = '', function: called = '' }: AllowedAction, values: object): string {
  return createHash('sha256')
    .update(JSON.stringify([document, called, values]))
    .digest('hex')
    .slice(0, 16);
}

/** A run in one line: `close-connection client=10.0.0.1:4000`. */
export function describeRun({ action, parameters, isDryRun }: ActionRun): string {
  const given = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return [action, ...(isDryRun ? ['(dry run)'] : []), ...given].join(' ');
}
