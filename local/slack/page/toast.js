import { useEffect } from 'react';
import { jsx as _jsx } from 'react/jsx-runtime';

const SHOWN_MS = 6000;
/** What was said to the person, for some seconds. */
export function Toast({ text, clear }) {
  useEffect(() => {
    if (text === '') return undefined;
    const timer = setTimeout(clear, SHOWN_MS);
    return () => clearTimeout(timer);
  });
  return _jsx('div', {
    className: 'toast',
    role: 'status',
    'data-testid': 'toast',
    hidden: text === '',
    children: text,
  });
}
