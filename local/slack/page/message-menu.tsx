import type { ReactNode } from 'react';
import type { PageMessage } from '../page-state.ts';
import { useMenu } from './use-menu.ts';
import { useWorkspace } from './workspace-context.ts';

/** What can be done with a message: reply in its thread, and the app's shortcuts. */
export function MessageMenu({ message, isThread }: { message: PageMessage; isThread: boolean }): ReactNode {
  const { state, call, notify, openThread } = useWorkspace();
  const { isOpen, setIsOpen, root, onKeyDown } = useMenu();
  const { channel, ts } = message;
  const use = async (callbackId: string): Promise<void> => {
    setIsOpen(false);
    const { ok, error } = await call('shortcut', { channel, ts, callbackId });
    if (!ok) notify(`Halfopen did not take the shortcut: ${error}`);
  };
  return (
    <div className={`message-menu ${isOpen ? 'open' : ''}`}>
      {!isThread && (
        <button
          type="button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => openThread(channel, message.threadTs ?? ts)}
        >
          💬
        </button>
      )}
      <span className="menu-root" ref={root} onKeyDown={onKeyDown}>
        <button
          type="button"
          aria-label="More actions"
          title="More actions"
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          ⋯
        </button>
        {isOpen && (
          <span className="menu" role="menu">
            {state.shortcuts.map(({ callbackId, name }) => (
              <button key={callbackId} type="button" role="menuitem" onClick={() => void use(callbackId)}>
                {name}
                <span className="quiet">Halfopen</span>
              </button>
            ))}
          </span>
        )}
      </span>
    </div>
  );
}
