import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { useMenu } from './use-menu.ts';
/** Further choices behind three dots. */
export function OverflowControl({ element, onValue }) {
  const { isOpen, setIsOpen, root, onKeyDown } = useMenu();
  return _jsxs('span', {
    className: 'menu-root',
    ref: root,
    onKeyDown: onKeyDown,
    children: [
      _jsx('button', {
        type: 'button',
        className: 'button',
        'aria-label': 'More actions',
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'data-action-id': element.action_id,
        onClick: () => setIsOpen(!isOpen),
        children: '\u22EF',
      }),
      isOpen &&
        _jsx('span', {
          className: 'menu',
          role: 'menu',
          children: element.options?.map((option) =>
            _jsx(
              'button',
              {
                type: 'button',
                role: 'menuitem',
                onClick: () => {
                  setIsOpen(false);
                  if (option.url) window.open(option.url, '_blank', 'noreferrer');
                  onValue(option.value);
                },
                children: option.text.text,
              },
              option.value,
            ),
          ),
        }),
    ],
  });
}
