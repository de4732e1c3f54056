import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageState } from '../page-state.ts';

const POLL_EVERY_MS = 500;

/** What a person sees in the workspace, kept up to date. `refresh` fetches at once; `isLost` when the host does not answer. */
export function useStateOf(me: string): {
  state: PageState | undefined;
  isLost: boolean;
  refresh: () => Promise<void>;
} {
  const [state, setState] = useState<PageState>();
  const [isLost, setIsLost] = useState(false);
  const revision = useRef('');
  const whose = useRef(me);
  whose.current = me;
  const refresh = useCallback(async () => {
    const query = new URLSearchParams({ as: me, since: revision.current });
    const answer = await fetch(`/stand-in/state?${query}`).catch(() => undefined);
    setIsLost(answer === undefined);
    if (answer?.status !== 200) return;
    const next = (await answer.json()) as PageState;
    // Meanwhile one may act as somebody else.
    if (whose.current !== me) return;
    revision.current = next.revision;
    setState(next);
  }, [me]);
  useEffect(() => {
    revision.current = '';
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const poll = async (): Promise<void> => {
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
