import { useEffect, useRef } from 'react';
import type { PageMessage, PageState } from '../page-state.ts';
import { linkedMessage } from './permalink.ts';

/** Goes to the message that the address leads to, when the page has loaded and whenever the address changes. */
export function usePermalink(
  state: PageState | undefined,
  go: (channelKey: string, message: PageMessage) => void,
): void {
  const followed = useRef('');
  useEffect(() => {
    const follow = (): void => {
      const { hash } = globalThis.location;
      const message = state && followed.current !== hash ? linkedMessage(hash, state.messages) : undefined;
      if (!message) return;
      followed.current = hash;
      go(message.channel, message);
    };
    follow();
    globalThis.addEventListener('hashchange', follow);
    return () => globalThis.removeEventListener('hashchange', follow);
  });
}
