import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { ControlProps } from './control-props.ts';

/** A button; with an address it also opens that. */
export function ButtonControl({ element, onValue }: ControlProps): ReactNode {
  const [isAsking, setIsAsking] = useState(false);
  const { text, style = '', url, value, confirm, accessibility_label: label } = element;
  const go = (): void => onValue(value ?? null);
  const given = { className: `button ${style}`, 'data-action-id': element.action_id, 'aria-label': label };
  if (url)
    return (
      <a {...given} href={url} target="_blank" rel="noreferrer noopener" onClick={go}>
        {text?.text}
      </a>
    );
  return (
    <>
      <button {...given} type="button" onClick={() => (confirm ? setIsAsking(true) : go())}>
        {text?.text}
      </button>
      {isAsking && confirm && (
        <ConfirmDialog
          confirm={confirm}
          onEnd={(isSure) => {
            setIsAsking(false);
            if (isSure) go();
          }}
        />
      )}
    </>
  );
}
