import type { View } from '../../../model/view.ts';
import { duration } from '../../in-words.ts';
import { section } from '../blocks.ts';
import { plain } from '../mrkdwn.ts';
import { type Choice, field, modal, plainText, radioField, selectField, textField } from './modal.ts';

const MINUTE_MS = 60_000;

const SPANS_MIN = [15, 30, 60, 120, 240, 480, 1_440, 4_320, 10_080];

/** A possible scope of a silence, with how many incidents it would have muted in the last day. */
interface Scope {
  value: string;
  label: string;
  lastDay: number;
}

/** Asks for the duration, the scope and the reason of a silence. */
export function renderSilenceView(
  { incidentId, title, longestMs }: { incidentId: string; title: string; longestMs: number },
  scopes: readonly Scope[],
): View {
  const spans = SPANS_MIN.map((min) => min * MINUTE_MS).filter((ms) => ms <= longestMs);
  const durations = (spans.length > 0 ? spans : [longestMs]).map((ms) => ({
    label: duration(ms),
    value: String(ms),
  }));
  const choices: Choice[] = scopes.map(({ value, label, lastDay }) => ({
    value,
    label,
    about: `would have muted ${lastDay} ${lastDay === 1 ? 'incident' : 'incidents'} in the last day`,
  }));
  const hour = durations.find(({ value }) => Number(value) === 60 * MINUTE_MS) ?? durations[0];
  return modal('silence', 'Silence', 'Silence', incidentId, [
    section(`*${plain(title)}*`),
    field('duration', 'For how long?', selectField(durations, hour?.value)),
    field('scope', 'Scope', radioField(choices)),
    field('reason', 'Why?', textField({ least: 3, most: 300, placeholder: 'for anyone who asks later' })),
  ]);
}

/** Asks whom to assign an incident to. */
export function renderAssignView({ incidentId, title }: { incidentId: string; title: string }): View {
  return modal('assign', 'Assign', 'Assign', incidentId, [
    section(`*${plain(title)}*`),
    field('whom', 'Assign to', { type: 'users_select', placeholder: plainText('Choose a person', 150) }),
    field(
      'note',
      'Note',
      textField({ lines: true, most: 500, placeholder: 'what is known, what was tried' }),
      { isOptional: true },
    ),
  ]);
}

/** Asks what to write into the story of an incident. */
export function renderNoteView({ incidentId, title }: { incidentId: string; title: string }): View {
  return modal('note', 'Add a note', 'Add', incidentId, [
    section(`*${plain(title)}*`),
    field(
      'note',
      'What do you know?',
      textField({
        lines: true,
        least: 1,
        most: 500,
        placeholder: 'what was tried, what was seen, what changed',
      }),
      { hint: 'All who follow the thread see it, with your name. Secrets are masked.' },
    ),
  ]);
}

/** Asks what the cause was instead. `runbooks` start with the most likely; Slack shows 100 at most. */
export function renderRefuteView(
  { incidentId, title }: { incidentId: string; title: string },
  runbooks: readonly { id: string; title: string }[],
): View {
  const choices = [
    { label: 'Nothing was wrong', value: 'no-incident' },
    { label: 'Something no runbook covers', value: 'none' },
    ...runbooks.slice(0, 98).map(({ id, title: name }) => ({ label: name, value: id, about: id })),
  ];
  return modal('refute', 'Not this', 'Send', incidentId, [
    section(`*${plain(title)}* is not what this was.`),
    field('right', 'What was it?', selectField(choices)),
    field(
      'note',
      'How do you know?',
      textField({ lines: true, most: 1_000, placeholder: 'a log line, a command’s output, what fixed it' }),
      { isOptional: true },
    ),
  ]);
}
