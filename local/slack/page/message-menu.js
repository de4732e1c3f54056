import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { useMenu } from './use-menu.ts';
import { useWorkspace } from './workspace-context.ts';
/** What can be done with a message: reply in its thread, and the app's shortcuts. */
export function MessageMenu({ message, isThread }) {
  const { state, call, notify, openThread } = useWorkspace();
  const { isOpen, setIsOpen, root, onKeyDown } = useMenu();
  const { channel, ts } = message;
  const use = async (callbackId) => {
    setIsOpen(false);
    const { ok, error } = await call('shortcut', { channel, ts, callbackId });
    if (!ok) notify(`Halfopen did not take the shortcut: ${error}`);
  };
  return _jsxs('div', {
    className: `message-menu ${isOpen ? 'open' : ''}`,
    children: [
      !isThread &&
        _jsx('button', {
          type: 'button',
          'aria-label': 'Reply in thread',
          title: 'Reply in thread',
          onClick: () => openThread(channel, message.threadTs ?? ts),
          children: '\uD83D\uDCAC',
        }),
      _jsxs('span', {
        className: 'menu-root',
        ref: root,
        onKeyDown: onKeyDown,
        children: [
          _jsx('button', {
            type: 'button',
            'aria-label': 'More actions',
            title: 'More actions',
            'aria-haspopup': 'menu',
            'aria-expanded': isOpen,
            onClick: () => setIsOpen(!isOpen),
            children: '\u22EF',
          }),
          isOpen &&
            _jsx('span', {
              className: 'menu',
              role: 'menu',
              children: state.shortcuts.map(({ callbackId, name }) =>
                _jsxs(
                  'button',
                  {
                    type: 'button',
                    role: 'menuitem',
                    onClick: () => void use(callbackId),
                    children: [name, _jsx('span', { className: 'quiet', children: 'Halfopen' })],
                  },
                  callbackId,
                ),
              ),
            }),
        ],
      }),
    ],
  });
}
