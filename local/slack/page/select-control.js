import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { useWorkspace } from './workspace-context.ts';
/** One of several, or one of the people. */
export function SelectControl(props) {
  const { element, value, onValue, label, id, describedBy } = props;
  const { state } = useWorkspace();
  const people = state.people.map(({ id: user, name }) => ({ value: user, text: { text: name } }));
  const options = element.type === 'users_select' ? people : (element.options ?? []);
  return _jsxs('select', {
    id: id,
    className: 'select',
    'aria-label': id ? undefined : label || 'Choose one',
    'aria-describedby': describedBy,
    'data-action-id': element.action_id,
    value: typeof value === 'string' ? value : '',
    onChange: (event) => onValue(event.target.value || null),
    children: [
      _jsx('option', { value: '', children: element.placeholder?.text ?? 'Choose one' }),
      _jsx(Options, { options: options }),
      element.option_groups?.map((group) =>
        _jsx(
          'optgroup',
          { label: group.label.text, children: _jsx(Options, { options: group.options }) },
          group.label.text,
        ),
      ),
    ],
  });
}
function Options({ options }) {
  return options.map(({ value, text }) => _jsx('option', { value: value, children: text.text }, value));
}
