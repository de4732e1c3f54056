import { useCallback, useEffect, useRef, useState } from 'react';

const POLL_EVERY_MS = 500;
/** What a person sees in the workspace, kept up to date. `refresh` fetches at once; `isLost` when the host does not answer. */
export function useStateOf(me) {
  const [state, setState] = useState();
  const [isLost, setIsLost] = useState(false);
  const revision = useRef('');
  const whose = useRef(me);
  whose.current = me;
  const refresh = useCallback(async () => {
    const query = new URLSearchParams({ as: me, since: revision.current });
    const answer = await fetch(`/stand-in/state?${query}`).catch(() => undefined);
    setIsLost(answer === undefined);
    if (answer?.status !== 200) return;
    const next = await answer.json();
    // Meanwhile one may act as somebody else.
    if (whose.current !== me) return;
    revision.current = next.revision;
    setState(next);
  }, [me]);
  useEffect(() => {
    revision.current = '';
    let timer;
    let isOver = false;
    const poll = async () => {
      await refresh();
      if (!isOver) timer = setTimeout(() => void poll(), POLL_EVERY_MS);
    };
    void poll();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [refresh]);
  return { state: state?.me === me ? state : undefined, isLost, refresh };
}
