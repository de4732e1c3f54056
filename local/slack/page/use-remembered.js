import { useState } from 'react';
/** What this tab remembers under a name. */
export function remembered(name, initial) {
  return sessionStorage.getItem(name) ?? initial;
}
/** State that a reload of this tab keeps; another tab has its own, so that two people can be played side by side. */
export function useRemembered(name, initial) {
  const [value, setValue] = useState(() => remembered(name, initial));
  return [
    value,
    (next) => {
      sessionStorage.setItem(name, next);
      setValue(next);
    },
  ];
}
