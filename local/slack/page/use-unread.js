import { useRef } from 'react';
/** The channels in which something was said since one looked at them last. What was there at the start counts as read. */
export function useUnread({ messages, me }, place) {
  const newest = {};
  for (const { channel, ts, author } of messages)
    if (author !== me) newest[channel] = Math.max(newest[channel] ?? 0, Number(ts));
  const start = useRef(Math.max(0, ...Object.values(newest)));
  const seen = useRef({});
  seen.current = { ...seen.current, [place]: newest[place] ?? 0 };
  return new Set(
    Object.keys(newest).filter(
      (channel) => (newest[channel] ?? 0) > (seen.current[channel] ?? start.current),
    ),
  );
}
