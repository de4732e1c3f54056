import { useState } from 'react';
import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { ConfirmDialog } from './confirm-dialog.tsx';
/** A button; with an address it also opens that. */
export function ButtonControl({ element, onValue }) {
  const [isAsking, setIsAsking] = useState(false);
  const { text, style = '', url, value, confirm, accessibility_label: label } = element;
  const go = () => onValue(value ?? null);
  const given = { className: `button ${style}`, 'data-action-id': element.action_id, 'aria-label': label };
  if (url)
    return _jsx('a', {
      ...given,
      href: url,
      target: '_blank',
      rel: 'noreferrer noopener',
      onClick: go,
      children: text?.text,
    });
  return _jsxs(_Fragment, {
    children: [
      _jsx('button', {
        ...given,
        type: 'button',
        onClick: () => (confirm ? setIsAsking(true) : go()),
        children: text?.text,
      }),
      isAsking &&
        confirm &&
        _jsx(ConfirmDialog, {
          confirm: confirm,
          onEnd: (isSure) => {
            setIsAsking(false);
            if (isSure) go();
          },
        }),
    ],
  });
}
