import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
/** A file that is attached and can be taken off again. */
export function Chip({ name, remove }) {
  return _jsxs('span', {
    className: 'chip',
    children: [
      name,
      _jsx('button', { type: 'button', 'aria-label': `Remove ${name}`, onClick: remove, children: '\u2715' }),
    ],
  });
}
