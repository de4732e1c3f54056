import type { ReactNode } from 'react';

/** When a message was posted, in the reader's own time zone. */
export function MessageTime({ ts }: { ts: string }): ReactNode {
  const at = new Date(Number(ts) * 1000);
  return (
    <time className="quiet" dateTime={at.toISOString()} title={at.toLocaleString('en-US')}>
      {at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' })}
    </time>
  );
}
