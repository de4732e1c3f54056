import { useState } from 'react';
import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { PeopleSwitch } from './people-switch.tsx';
import { SidebarEntry } from './sidebar-entry.tsx';
import { useUnread } from './use-unread.ts';
import { useWorkspace } from './workspace-context.ts';
/** Where one can go, and whom one acts as. On narrow windows it is behind a button. */
export function Sidebar({ act, ...where }) {
  const [isOpen, setIsOpen] = useState(false);
  const go = (place) => {
    where.go(place);
    setIsOpen(false);
  };
  return _jsxs('nav', {
    className: `sidebar ${isOpen ? 'open' : ''}`,
    'aria-label': 'Workspace',
    children: [
      _jsxs('header', {
        children: [
          _jsx('button', {
            type: 'button',
            className: 'burger',
            'aria-label': 'Channels',
            'aria-expanded': isOpen,
            onClick: () => setIsOpen(!isOpen),
            children: '\u2630',
          }),
          _jsx('h1', { children: 'Halfopen on one machine' }),
        ],
      }),
      _jsxs('div', {
        className: 'sidebar-body',
        children: [_jsx(Places, { place: where.place, go: go }), _jsx(PeopleSwitch, { act: act })],
      }),
    ],
  });
}
function Places({ place, go }) {
  const { state } = useWorkspace();
  const unread = useUnread(state, place);
  const entry = ({ key, name, isDirect }) =>
    _jsx(
      SidebarEntry,
      {
        testId: `channel-${name}`,
        mark: isDirect ? '●' : '#',
        label: isDirect ? `Direct message: ${name}` : name.slice(1),
        isCurrent: place === key,
        isUnread: unread.has(key),
        go: () => go(key),
      },
      key,
    );
  const home = {
    testId: 'open-home',
    mark: '⌂',
    label: 'Home',
    isCurrent: place === 'home',
    isUnread: false,
  };
  return _jsxs(_Fragment, {
    children: [
      _jsx('ul', { children: _jsx(SidebarEntry, { ...home, go: () => go('home') }) }),
      _jsx('h2', { children: 'Channels' }),
      _jsx('ul', { children: state.channels.filter(({ isDirect }) => !isDirect).map(entry) }),
      _jsx('h2', { children: 'Direct messages' }),
      _jsx('ul', { children: state.channels.filter(({ isDirect }) => isDirect).map(entry) }),
    ],
  });
}
