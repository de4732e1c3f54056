import { type ReactNode, useState } from 'react';
import type { PageChannel } from '../page-state.ts';
import { PeopleSwitch } from './people-switch.tsx';
import { SidebarEntry } from './sidebar-entry.tsx';
import { useUnread } from './use-unread.ts';
import { useWorkspace } from './workspace-context.ts';

interface Where {
  place: string;
  go: (place: string) => void;
}

/** Where one can go, and whom one acts as. On narrow windows it is behind a button. */
export function Sidebar({ act, ...where }: Where & { act: (person: string) => void }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const go = (place: string): void => {
    where.go(place);
    setIsOpen(false);
  };
  return (
    <nav className={`sidebar ${isOpen ? 'open' : ''}`} aria-label="Workspace">
      <header>
        <button
          type="button"
          className="burger"
          aria-label="Channels"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          ☰
        </button>
        <h1>Halfopen on one machine</h1>
      </header>
      <div className="sidebar-body">
        <Places place={where.place} go={go} />
        <PeopleSwitch act={act} />
      </div>
    </nav>
  );
}

function Places({ place, go }: Where): ReactNode {
  const { state } = useWorkspace();
  const unread = useUnread(state, place);
  const entry = ({ key, name, isDirect }: PageChannel): ReactNode => (
    <SidebarEntry
      key={key}
      testId={`channel-${name}`}
      mark={isDirect ? '●' : '#'}
      label={isDirect ? `Direct message: ${name}` : name.slice(1)}
      isCurrent={place === key}
      isUnread={unread.has(key)}
      go={() => go(key)}
    />
  );
  const home = {
    testId: 'open-home',
    mark: '⌂',
    label: 'Home',
    isCurrent: place === 'home',
    isUnread: false,
  };
  return (
    <>
      <ul>
        <SidebarEntry {...home} go={() => go('home')} />
      </ul>
      <h2>Channels</h2>
      <ul>{state.channels.filter(({ isDirect }) => !isDirect).map(entry)}</ul>
      <h2>Direct messages</h2>
      <ul>{state.channels.filter(({ isDirect }) => isDirect).map(entry)}</ul>
    </>
  );
}
