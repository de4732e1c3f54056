import { useLayoutEffect, useRef } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { AttachButton } from './attach-button.tsx';
import { Chip } from './chip.tsx';
import { CommandHints } from './command-hints.tsx';
import { useDraft } from './use-draft.ts';

const TALLEST_PX = 280;
/** Where one types: Enter sends, Shift+Enter begins a line, files come by the paper-clip, by pasting or by dropping. */
export function Composer(props) {
  const draft = useDraft(props.channel, props.threadTs);
  const field = useRef(null);
  const isThread = props.threadTs !== undefined;
  useLayoutEffect(() => grow(field.current), [draft.text]);
  return _jsxs('div', {
    className: 'composer',
    onDragOver: (event) => event.preventDefault(),
    onDrop: (event) => {
      event.preventDefault();
      void draft.attachments.add([...event.dataTransfer.files]);
    },
    children: [
      _jsx(CommandHints, {
        text: draft.text,
        take: (command) => {
          draft.setText(`${command} `);
          field.current?.focus();
        },
      }),
      _jsx('textarea', {
        ref: field,
        'data-testid': isThread ? 'thread-composer' : 'composer',
        'aria-label': props.label,
        placeholder: props.label,
        rows: 1,
        value: draft.text,
        autoFocus: !isThread,
        onChange: (event) => draft.setText(event.target.value),
        onKeyDown: (event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void draft.send();
        },
        onPaste: ({ clipboardData: { files } }) => void draft.attachments.add([...files]),
      }),
      _jsx(Foot, { draft: draft, testId: isThread ? 'thread-attach' : 'attach' }),
    ],
  });
}
function Foot({ draft: { attachments, send }, testId }) {
  return _jsxs('div', {
    className: 'composer-foot',
    children: [
      _jsx(AttachButton, { add: attachments.add, testId: testId }),
      attachments.files.map(({ id, name }) =>
        _jsx(Chip, { name: name, remove: () => attachments.remove(id) }, id),
      ),
      attachments.isUploading && _jsx('span', { className: 'quiet', children: 'Uploading\u2026' }),
      _jsx('span', { className: 'quiet keys', children: 'Shift+Enter for a new line' }),
      _jsx('button', {
        type: 'button',
        className: 'send',
        'aria-label': 'Send',
        onClick: () => void send(),
        children: '\u27A4',
      }),
    ],
  });
}
function grow(field) {
  if (!field) return;
  field.style.height = 'auto';
  field.style.height = `${Math.min(TALLEST_PX, field.scrollHeight)}px`;
}
