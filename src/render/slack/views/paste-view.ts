import type { View } from '../../../model/view.ts';
import { context } from '../blocks.ts';
import { field, modal, selectField, textField } from './modal.ts';

const ROLES = [
  { label: 'the broker’s', value: 'broker' },
  { label: 'a client’s', value: 'client' },
  { label: 'a host’s connections', value: 'host' },
  { label: 'the other end’s connections', value: 'peer' },
];

/** Takes evidence: pasted text, files, or both. `place` comes back with it. */
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
        hint: 'Up to 3,000 characters; what is longer comes as a file.',
      },
    ),
    field(
      'files',
      'Or upload',
      { type: 'file_input', max_files: 10 },
      { isOptional: true, hint: 'Text, also gzipped; several are read together.' },
    ),
    field('role', 'Whose is it?', selectField(ROLES), {
      isOptional: true,
      hint: 'Only needed when the text itself does not tell.',
    }),
    context('Only you see the answer, until you share it. Passwords and tokens are masked.'),
  ]);
}
