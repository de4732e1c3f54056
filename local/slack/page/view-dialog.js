import { useId, useState } from 'react';
import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { Avatar } from './avatar.tsx';
import { BlockList } from './block-list.tsx';
import { SurfaceContext } from './surface-context.ts';
import { useDialog } from './use-dialog.ts';
import { useSurfaceParts } from './use-surface-parts.ts';
import { useWorkspace } from './workspace-context.ts';
/** A modal. `depth` is how many lie on top of each other: then its close button goes back. */
export function ViewDialog({ view, depth }) {
  const { state, call } = useWorkspace();
  const dialog = useDialog();
  const surface = useSurfaceParts({ kind: 'view', id: view.id }, view.errors);
  const id = useId();
  const close = (isAll) => void call('close', { all: isAll });
  return _jsxs('dialog', {
    ref: dialog,
    className: 'dialog',
    'data-testid': 'modal',
    'data-view-id': view.id,
    'aria-labelledby': id,
    onCancel: (event) => {
      event.preventDefault();
      if (event.target === event.currentTarget) close(false);
    },
    children: [
      _jsxs('header', {
        children: [
          _jsx(Avatar, { id: state.bot.id, isSmall: true }),
          _jsx('h2', { id: id, children: view.title }),
          _jsx('button', {
            type: 'button',
            className: 'plain',
            'aria-label': 'Close',
            onClick: () => close(true),
            children: '\u2715',
          }),
        ],
      }),
      _jsx(Body, { view: view, surface: surface }),
      _jsxs('footer', {
        children: [
          _jsx('button', {
            type: 'button',
            className: 'button',
            onClick: () => close(false),
            children: view.close ?? (depth > 1 ? 'Back' : 'Close'),
          }),
          view.submit && _jsx(SubmitButton, { view: view, surface: surface }),
        ],
      }),
    ],
  });
}
function Body({ view, surface }) {
  return _jsxs('div', {
    className: 'dialog-body',
    children: [
      view.error && _jsx('p', { className: 'error', role: 'alert', children: view.error }),
      _jsx(SurfaceContext.Provider, { value: surface, children: _jsx(BlockList, { blocks: view.blocks }) }),
    ],
  });
}
function SubmitButton({ view, surface }) {
  const { call } = useWorkspace();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (button) => {
    setIsBusy(true);
    await call('submit', { view: view.id, values: surface.values });
    setIsBusy(false);
    const wrong = '.wrong input, .wrong textarea, .wrong select';
    button.closest('dialog')?.querySelector(wrong)?.focus();
  };
  return _jsx('button', {
    type: 'button',
    className: 'button primary',
    'data-submit': true,
    'aria-busy': isBusy,
    onClick: (event) => {
      if (!isBusy) void submit(event.currentTarget);
    },
    children: view.submit,
  });
}
