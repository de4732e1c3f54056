import { useId } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { MrkdwnText } from './mrkdwn-text.tsx';
/** Radio buttons or checkboxes. */
export function ChoiceControl({ element, value, onValue, label, describedBy }) {
  const name = useId();
  const isMany = element.type === 'checkboxes';
  const chosen = Array.isArray(value) ? value : [];
  const toggle = (one) =>
    onValue(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return _jsx('fieldset', {
    className: 'choices',
    'aria-label': label || 'Choose',
    'aria-describedby': describedBy,
    children: element.options?.map((option) =>
      _jsxs(
        'label',
        {
          children: [
            _jsx('input', {
              type: isMany ? 'checkbox' : 'radio',
              name: name,
              value: option.value,
              'data-action-id': element.action_id,
              checked: isMany ? chosen.includes(option.value) : value === option.value,
              onChange: () => (isMany ? toggle(option.value) : onValue(option.value)),
            }),
            _jsxs('span', {
              children: [
                _jsx(MrkdwnText, { text: option.text }),
                option.description &&
                  _jsx('span', {
                    className: 'hint',
                    children: _jsx(MrkdwnText, { text: option.description }),
                  }),
              ],
            }),
          ],
        },
        option.value,
      ),
    ),
  });
}
