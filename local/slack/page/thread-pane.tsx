import { type ReactNode, useEffect, useRef } from 'react';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { useWorkspace } from './workspace-context.ts';

/** A thread beside its channel: the message that opened it, and the replies. */
export function ThreadPane({
  channel,
  ts,
  close,
}: {
  channel: string;
  ts: string;
  close: () => void;
}): ReactNode {
  const { state } = useWorkspace();
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    pane.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const shown = state.messages.filter(
    (one) => one.channel === channel && (one.ts === ts || one.threadTs === ts),
  );
  const name = state.channels.find(({ key }) => key === channel)?.name;
  return (
    <aside
      className="pane thread"
      data-testid="thread"
      aria-label="Thread"
      tabIndex={-1}
      ref={pane}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header className="pane-head">
        <h2>Thread</h2>
        <span className="quiet">{name}</span>
        <button type="button" className="plain" aria-label="Close thread" onClick={close}>
          ✕
        </button>
      </header>
      <MessageList messages={shown} isThread />
      <Composer channel={channel} threadTs={ts} label="Reply…" />
    </aside>
  );
}
