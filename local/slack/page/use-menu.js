import { useEffect, useRef, useState } from 'react';
/** A menu that opens at a button: arrows move in it, Escape and a click elsewhere close it. */
export function useMenu() {
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    root.current?.querySelector('[role=menuitem]')?.focus();
    const onPointer = (event) => {
      if (!root.current?.contains(event.target)) setIsOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  const onKeyDown = (event) => {
    if (!isOpen) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      event.preventDefault();
      setIsOpen(false);
      root.current?.querySelector('[aria-haspopup]')?.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const items = [...(root.current?.querySelectorAll('[role=menuitem]') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
  return { isOpen, setIsOpen, root, onKeyDown };
}
