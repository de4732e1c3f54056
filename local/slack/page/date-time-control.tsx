import type { ReactNode } from 'react';
import type { ControlProps } from './block-shapes.ts';

/** A moment in the reader's own time zone; Slack knows it in Unix seconds. */
export function DateTimeControl({
  element,
  value,
  onValue,
  label,
  id,
  describedBy,
}: ControlProps): ReactNode {
  return (
    <input
      type="datetime-local"
      id={id}
      className="field"
      aria-label={id ? undefined : label || 'Date and time'}
      aria-describedby={describedBy}
      data-action-id={element.action_id}
      value={typeof value === 'number' ? toLocal(value) : ''}
      onChange={(event) => {
        const ms = new Date(event.target.value).getTime();
        onValue(Number.isNaN(ms) ? null : Math.floor(ms / 1000));
      }}
    />
  );
}

function toLocal(seconds: number): string {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
