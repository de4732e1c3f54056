import { jsx as _jsx } from 'react/jsx-runtime';
/** When a message was posted, in the reader's own time zone. */
export function MessageTime({ ts }) {
  const at = new Date(Number(ts) * 1000);
  return _jsx('time', {
    className: 'quiet',
    dateTime: at.toISOString(),
    title: at.toLocaleString('en-US'),
    children: at.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' }),
  });
}
