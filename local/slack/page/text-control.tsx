import type { KeyboardEvent, ReactNode } from 'react';
import type { ControlProps } from './block-shapes.ts';

/** A line of text, or several. */
export function TextControl({ element, value, onValue, label, id, describedBy }: ControlProps): ReactNode {
  const given = {
    id,
    className: 'field',
    'aria-label': id ? undefined : label || 'Text',
    'aria-describedby': describedBy,
    'data-action-id': element.action_id,
    placeholder: element.placeholder?.text,
    value: typeof value === 'string' ? value : '',
    onChange: (event: { target: { value: string } }) => onValue(event.target.value),
  };
  const length = given.value.length;
  const most = element.max_length;
  return (
    <>
      {element.multiline ? (
        <textarea {...given} rows={6} />
      ) : (
        // Enter submits in a form; the dialog is none, so that it does so in its own time.
        <input {...given} type="text" onKeyDown={submitOnEnter} />
      )}
      {most !== undefined && length > most * 0.8 && (
        <span className={`count ${length > most ? 'error' : ''}`}>{most - length}</span>
      )}
    </>
  );
}

function submitOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter') return;
  event.currentTarget.closest('dialog')?.querySelector<HTMLButtonElement>('[data-submit]')?.click();
}
