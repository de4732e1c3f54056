import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { useWorkspace } from './workspace-context.ts';
/** The commands that begin as what is typed does. */
export function CommandHints({ text, take }) {
  const { state } = useWorkspace();
  const fitting = /^\/\S*$/.test(text)
    ? state.commands.filter(({ command }) => command.startsWith(text))
    : [];
  if (fitting.length === 0) return null;
  return _jsx('div', {
    className: 'hints',
    role: 'group',
    'aria-label': 'Commands',
    children: fitting.map(({ command, usage, about }) =>
      _jsxs(
        'button',
        {
          type: 'button',
          onClick: () => take(command),
          children: [
            _jsx('strong', { children: command }),
            ' ',
            _jsx('span', { className: 'quiet', children: usage }),
            _jsx('span', { className: 'about', children: about }),
          ],
        },
        command,
      ),
    ),
  });
}
