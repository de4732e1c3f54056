import type { View } from '../../../model/view.ts';
import { section } from '../blocks.ts';
import { plain } from '../mrkdwn.ts';
import { field, plainText, textField } from './fields.ts';
import { modal } from './modal.ts';

/** Asks to whom an incident is given. */
export function renderAssignView({ incidentId, title }: { incidentId: string; title: string }): View {
  return modal('assign', 'Assign', 'Assign', incidentId, [
    section(`*${plain(title)}*`),
    field('whom', 'To whom?', { type: 'users_select', placeholder: plainText('Choose a person', 150) }),
    field(
      'note',
      'Note',
      textField({ lines: true, most: 500, placeholder: 'what is known, what was tried' }),
      { isOptional: true },
    ),
  ]);
}
