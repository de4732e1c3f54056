import type { ReactNode } from 'react';
import type { ControlProps } from './block-shapes.ts';
import { useMenu } from './use-menu.ts';

/** Further choices behind three dots. */
export function OverflowControl({ element, onValue }: ControlProps): ReactNode {
  const { isOpen, setIsOpen, root, onKeyDown } = useMenu();
  return (
    <span className="menu-root" ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        className="button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-action-id={element.action_id}
        onClick={() => setIsOpen(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && (
        <span className="menu" role="menu">
          {element.options?.map((option) => (
            <button
              key={option.value}
              type="button"
              role="menuitem"
              onClick={() => {
                setIsOpen(false);
                if (option.url) window.open(option.url, '_blank', 'noreferrer');
                onValue(option.value);
              }}
            >
              {option.text.text}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}
