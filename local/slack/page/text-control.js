import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
/** A line of text, or several. */
export function TextControl({ element, value, onValue, label, id, describedBy }) {
  const given = {
    id,
    className: 'field',
    'aria-label': id ? undefined : label || 'Text',
    'aria-describedby': describedBy,
    'data-action-id': element.action_id,
    placeholder: element.placeholder?.text,
    value: typeof value === 'string' ? value : '',
    onChange: (event) => onValue(event.target.value),
  };
  const length = given.value.length;
  const most = element.max_length;
  return _jsxs(_Fragment, {
    children: [
      element.multiline
        ? _jsx('textarea', { ...given, rows: 6 })
        : _jsx('input', { ...given, type: 'text', onKeyDown: submitOnEnter }),
      most !== undefined &&
        length > most * 0.8 &&
        _jsx('span', { className: `count ${length > most ? 'error' : ''}`, children: most - length }),
    ],
  });
}
function submitOnEnter(event) {
  if (event.key !== 'Enter') return;
  event.currentTarget.closest('dialog')?.querySelector('[data-submit]')?.click();
}
