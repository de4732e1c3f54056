import { type ReactNode, useId, useRef, useState } from 'react';
import type { PageChannel, PageState } from '../page-state.ts';
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
        <SampleList loaded={() => setIsOpen(false)} />
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

/** A place one can go to. */
function SidebarEntry(props: {
  testId: string;
  mark: string;
  label: string;
  isCurrent: boolean;
  isUnread: boolean;
  go: () => void;
}): ReactNode {
  return (
    <li>
      <button
        type="button"
        data-testid={props.testId}
        aria-current={props.isCurrent ? 'page' : undefined}
        className={props.isUnread ? 'unread' : ''}
        onClick={props.go}
      >
        <span className="mark" aria-hidden="true">
          {props.mark}
        </span>
        {props.label}
        {props.isUnread && <span className="sr-only"> (unread)</span>}
      </button>
    </li>
  );
}

/** Recorded incidents to try: each is sent through the pipeline as if it happened now. */
function SampleList({ loaded }: { loaded: () => void }): ReactNode {
  const { state, call, notify } = useWorkspace();
  if (state.samples.length === 0) return null;
  const load = async (name: string): Promise<void> => {
    notify(`Sending ${name} through the pipeline …`);
    loaded();
    const answer = await call('sample', { name });
    notify(
      answer.ok
        ? `${name} was sent: its card is new, or has changed.`
        : `${name} was not sent: ${answer.error}`,
    );
  };
  return (
    <>
      <h2>Try a sample</h2>
      <ul>
        {state.samples.map((name) => (
          <li key={name}>
            <button type="button" data-testid={`sample-${name}`} onClick={() => void load(name)}>
              <span className="mark" aria-hidden="true">
                ▸
              </span>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whom one acts as. */
function PeopleSwitch({ act }: { act: (person: string) => void }): ReactNode {
  const { state } = useWorkspace();
  const id = useId();
  return (
    <div className="people">
      <label htmlFor={id}>You act as</label>
      <select id={id} data-testid="act-as" value={state.me} onChange={(event) => act(event.target.value)}>
        {state.people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The channels in which something was said since one looked at them last. What was there at the start counts as read. */
function useUnread({ messages, me }: PageState, place: string): ReadonlySet<string> {
  const newest: Record<string, number> = {};
  for (const { channel, ts, author } of messages)
    if (author !== me) newest[channel] = Math.max(newest[channel] ?? 0, Number(ts));
  const start = useRef(Math.max(0, ...Object.values(newest)));
  const seen = useRef<Record<string, number>>({});
  seen.current = { ...seen.current, [place]: newest[place] ?? 0 };
  return new Set(
    Object.keys(newest).filter(
      (channel) => (newest[channel] ?? 0) > (seen.current[channel] ?? start.current),
    ),
  );
}
