import { type RefObject, type UIEvent, useEffect, useLayoutEffect, useRef } from 'react';

const NEAR_END_PX = 80;

/** A list that stays at its end when more comes, unless one has scrolled away from there. `last` changes when something comes. */
export function useStickToEnd(last: unknown): {
  list: RefObject<HTMLDivElement | null>;
  onScroll: (event: UIEvent) => void;
} {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    if (isAtEnd.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last]);
  // Pictures come later than their messages, and windows change their size.
  useEffect(() => {
    const shown = list.current;
    if (!shown?.firstElementChild) return undefined;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) shown.scrollTop = shown.scrollHeight;
    });
    observer.observe(shown);
    observer.observe(shown.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return {
    list,
    onScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) {
      isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    },
  };
}
