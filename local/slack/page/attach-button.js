import { useId } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
/** The paper-clip. */
export function AttachButton({ add, testId }) {
  const id = useId();
  return _jsxs('label', {
    htmlFor: id,
    className: 'attach',
    title: 'Attach files',
    children: [
      _jsx('span', { 'aria-hidden': 'true', children: '\uD83D\uDCCE' }),
      _jsx('input', {
        id: id,
        type: 'file',
        multiple: true,
        'data-testid': testId,
        'aria-label': 'Attach files',
        onChange: (event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(files);
        },
      }),
    ],
  });
}
