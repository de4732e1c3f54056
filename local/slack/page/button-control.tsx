import { type ReactNode, useId, useState } from 'react';
import type { Confirm, ControlProps } from './block-shapes.ts';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { useDialog } from './use-dialog.ts';

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

/** Asks before something is done. */
function ConfirmDialog({
  confirm,
  onEnd,
}: {
  confirm: Confirm;
  onEnd: (isSure: boolean) => void;
}): ReactNode {
  const dialog = useDialog();
  const id = useId();
  return (
    <dialog
      ref={dialog}
      className="dialog small"
      data-testid="confirm"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onEnd(false);
      }}
    >
      <h2 id={id}>{confirm.title.text}</h2>
      <div className="dialog-body">
        <MrkdwnText text={confirm.text} />
      </div>
      <footer>
        <button type="button" className="button" onClick={() => onEnd(false)}>
          {confirm.deny.text}
        </button>
        <button type="button" className={`button ${confirm.style ?? 'primary'}`} onClick={() => onEnd(true)}>
          {confirm.confirm.text}
        </button>
      </footer>
    </dialog>
  );
}
