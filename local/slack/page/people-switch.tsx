import { type ReactNode, useId } from 'react';
import { useWorkspace } from './workspace-context.ts';

/** Whom one acts as. */
export function PeopleSwitch({ act }: { act: (person: string) => void }): ReactNode {
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
