import { useId } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { useDialog } from './use-dialog.ts';
/** Asks before something is done. */
export function ConfirmDialog({ confirm, onEnd }) {
  const dialog = useDialog();
  const id = useId();
  return _jsxs('dialog', {
    ref: dialog,
    className: 'dialog small',
    'data-testid': 'confirm',
    'aria-labelledby': id,
    onCancel: (event) => {
      event.preventDefault();
      onEnd(false);
    },
    children: [
      _jsx('h2', { id: id, children: confirm.title.text }),
      _jsx('div', { className: 'dialog-body', children: _jsx(MrkdwnText, { text: confirm.text }) }),
      _jsxs('footer', {
        children: [
          _jsx('button', {
            type: 'button',
            className: 'button',
            onClick: () => onEnd(false),
            children: confirm.deny.text,
          }),
          _jsx('button', {
            type: 'button',
            className: `button ${confirm.style ?? 'primary'}`,
            onClick: () => onEnd(true),
            children: confirm.confirm.text,
          }),
        ],
      }),
    ],
  });
}
