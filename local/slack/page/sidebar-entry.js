import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
/** A place one can go to. */
export function SidebarEntry(props) {
  return _jsx('li', {
    children: _jsxs('button', {
      type: 'button',
      'data-testid': props.testId,
      'aria-current': props.isCurrent ? 'page' : undefined,
      className: props.isUnread ? 'unread' : '',
      onClick: props.go,
      children: [
        _jsx('span', { className: 'mark', 'aria-hidden': 'true', children: props.mark }),
        props.label,
        props.isUnread && _jsx('span', { className: 'sr-only', children: ' (unread)' }),
      ],
    }),
  });
}
