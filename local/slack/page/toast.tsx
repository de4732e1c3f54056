import { type ReactNode, useEffect } from 'react';

const SHOWN_MS = 6_000;

/** What was said to the person, for some seconds. */
export function Toast({ text, clear }: { text: string; clear: () => void }): ReactNode {
  useEffect(() => {
    if (text === '') return undefined;
    const timer = setTimeout(clear, SHOWN_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="toast" role="status" data-testid="toast" hidden={text === ''}>
      {text}
    </div>
  );
}
