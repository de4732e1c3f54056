import { type ReactNode, useId } from 'react';
import type { Confirm } from './block-shapes.ts';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { useDialog } from './use-dialog.ts';

/** Asks before something is done. */
export function ConfirmDialog({
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
