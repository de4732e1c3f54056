import { noted } from '../incidents/life-cycle.ts';
import { redact } from '../redact/redact.ts';
import { cut } from '../render/cut.ts';
import { person, plain } from '../render/slack/mrkdwn.ts';
import { type ActionOutcome, actOnIncident } from './act-on-incident.ts';
import type { InteractionContext } from './interaction-context.ts';
import { sayInThread } from './say-in-thread.ts';

/** Longer notes are cut: the story keeps sixty entries. */
const LONGEST_NOTE = 500;

/**
 * Writes what a person knows into the story of an incident, open or over: its thread, timeline and post-mortem show it. The same note
 * of the same person again changes nothing. Secrets are masked.
 */
export async function addNote(
  context: InteractionContext,
  userId: string,
  incidentId: string,
  text: string,
): Promise<ActionOutcome> {
  const note = redact(cut(text.trim(), LONGEST_NOTE));
  const what = `note: ${note}`;
  const outcome = await actOnIncident(
    context,
    userId,
    { action: 'note', incidentId, detail: note },
    (known) => ({
      next: known.timeline.some((entry) => entry.what === what && entry.by === userId)
        ? known
        : noted(known, { atMs: context.nowMs(), what, by: userId }),
      reply: 'Noted: it stands in the timeline and in the post-mortem.',
    }),
  );
  if (!outcome.done || !outcome.changed) return outcome;
  const said = `📝 ${person(userId)}: ${plain(note)}`;
  await sayInThread(context, outcome.incident, `note-${outcome.incident.version}`, said).catch(
    () => undefined,
  );
  return outcome;
}
