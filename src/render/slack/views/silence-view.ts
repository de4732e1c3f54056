import type { View } from '../../../model/view.ts';
import { section } from '../blocks.ts';
import { duration } from '../duration.ts';
import { plain } from '../mrkdwn.ts';
import { type Choice, field, radioField, selectField, textField } from './fields.ts';
import { modal } from './modal.ts';

const MINUTE_MS = 60_000;
const SPANS_MIN = [15, 30, 60, 120, 240, 480, 1_440, 4_320, 10_080];

/** What a silence of an incident may reach: in words, with what it would have muted in the last day. */
export interface Scope {
  value: string;
  label: string;
  lastDay: number;
}

/** Asks how long, how far and why. */
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
    field('scope', 'How far?', radioField(choices)),
    field(
      'reason',
      'Why?',
      textField({ least: 3, most: 300, placeholder: 'whoever wonders later reads this' }),
    ),
  ]);
}
