import type { ActionOutcome, ActionRun, AllowedAction } from '../../../model/allowed-action.ts';
import type { MessageContent } from '../../../model/chat-message.ts';
import { actions, button, codeSection, message, section } from '../blocks.ts';
import { person, plain } from '../mrkdwn.ts';

const MARKS = {
  succeeded: '✅',
  failed: '❌',
  unknown: '❓',
  'not started': '🚫',
  'still running': '⏳',
} as const;

/** What came of an action, in the thread; where another action takes it back, with the button that asks for that. */
export function renderActOutcome({
  run,
  state,
  said,
  userId,
  action,
}: {
  run: ActionRun;
  state: ActionOutcome['state'];
  said: string;
  userId: string;
  action?: AllowedAction;
}): MessageContent {
  const what = `${run.isDryRun ? 'Dry run of ' : ''}*${plain(action?.label ?? run.action)}*: ${state}`;
  const canBeUndone = action?.undo !== undefined && !run.isDryRun && state !== 'not started';
  return message(`${action?.label ?? run.action}: ${state}`, [
    section(`${MARKS[state]} ${what}, for ${person(userId)}`),
    ...(said ? [codeSection('', said)] : []),
    ...(canBeUndone ? [actions('undo', [button('act', 'Undo…', `${run.incidentId}|${action.undo}`)])] : []),
  ]);
}
