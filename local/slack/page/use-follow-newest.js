import { useEffect, useLayoutEffect, useRef } from 'react';

const NEAR_PX = 80;
const MARGIN_PX = 8;
/**
 * A list that shows its newest message, from its beginning when it is taller than the list, and goes on to newer ones unless one has
 * scrolled away. `startsAtTop` shows the oldest first; what one says oneself is always gone to.
 */
export function useFollowNewest(newest, me, startsAtTop) {
  const list = useRef(null);
  const isFollowing = useRef(!startsAtTop);
  const last = useRef(undefined);
  const { ts, author } = newest ?? {};
  useLayoutEffect(() => {
    if (author === me && last.current !== undefined && last.current !== ts) isFollowing.current = true;
    last.current = ts;
    if (isFollowing.current) show(list.current);
  }, [ts, author, me]);
  // Pictures come later than their messages, and windows change their size.
  useEffect(() => {
    const shown = list.current;
    if (!shown?.firstElementChild) return undefined;
    const observer = new ResizeObserver(() => {
      if (isFollowing.current) show(shown);
    });
    observer.observe(shown);
    observer.observe(shown.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return {
    list,
    onScroll({ currentTarget }) {
      isFollowing.current = currentTarget.scrollTop > placeOfNewest(currentTarget) - NEAR_PX;
    },
  };
}
function show(list) {
  if (list) list.scrollTop = Math.max(list.scrollTop, placeOfNewest(list));
}
/** Where the list has to stand: at its end, or at the beginning of a newest message that is too tall. */
function placeOfNewest(list) {
  const articles = list.querySelectorAll('article');
  const start = articles[articles.length - 1]?.offsetTop ?? 0;
  return Math.min(list.scrollHeight - list.clientHeight, start - list.offsetTop - MARGIN_PX);
}
