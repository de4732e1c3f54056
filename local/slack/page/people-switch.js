import { useId } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { useWorkspace } from './workspace-context.ts';
/** Whom one acts as. */
export function PeopleSwitch({ act }) {
  const { state } = useWorkspace();
  const id = useId();
  return _jsxs('div', {
    className: 'people',
    children: [
      _jsx('label', { htmlFor: id, children: 'You act as' }),
      _jsx('select', {
        id: id,
        'data-testid': 'act-as',
        value: state.me,
        onChange: (event) => act(event.target.value),
        children: state.people.map((person) =>
          _jsx('option', { value: person.id, children: person.name }, person.id),
        ),
      }),
    ],
  });
}
