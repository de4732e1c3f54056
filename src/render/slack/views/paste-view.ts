import type { View } from '../../../model/view.ts';
import { context } from '../blocks.ts';
import { field, modal, selectField, textField } from './modal.ts';

const ROLES = [
  { label: 'Broker', value: 'broker' },
  { label: 'Client', value: 'client' },
  { label: 'Connections of one host', value: 'host' },
  { label: 'Connections of the other end', value: 'peer' },
];

/** Takes evidence: pasted text, files, or both. `place` comes back with the submission. */
export function renderPasteView(place: string): View {
  return modal('paste', 'Triage evidence', 'Triage', place, [
    field(
      'evidence',
      'Paste',
      textField({
        lines: true,
        placeholder: 'a log, ss -tanpo, netstat -an, rabbitmqctl list_connections …',
      }),
      {
        isOptional: true,
        hint: 'Up to 3,000 characters; upload longer text as a file.',
      },
    ),
    field(
      'files',
      'Or upload',
      { type: 'file_input', max_files: 10 },
      { isOptional: true, hint: 'Text or gzipped text; several files are read together.' },
    ),
    field('role', 'Where is it from?', selectField(ROLES), {
      isOptional: true,
      hint: 'Only needed when the text itself does not show it.',
    }),
    context('Only you see the answer, until you share it. Passwords and tokens are masked.'),
  ]);
}
