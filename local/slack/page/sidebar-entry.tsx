import type { ReactNode } from 'react';

/** A place one can go to. */
export function SidebarEntry(props: {
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
