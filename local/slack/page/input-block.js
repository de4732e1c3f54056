import { useId } from 'react';
import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { ElementControl } from './element-control.tsx';
import { useSurface } from './surface-context.ts';
/** An input with its label, hint, and what was wrong with it. */
export function InputBlock({ block }) {
  const { label, element, hint, optional, dispatch_action } = block;
  const { errors } = useSurface();
  const id = useId();
  const error = errors[block.block_id];
  const isGroup = ['radio_buttons', 'checkboxes', 'file_input'].includes(element.type);
  const title = _jsxs(_Fragment, {
    children: [label.text, ' ', optional && _jsx('span', { className: 'quiet', children: '(optional)' })],
  });
  return _jsxs('div', {
    className: `input ${error ? 'wrong' : ''}`,
    'data-block-id': block.block_id,
    children: [
      isGroup
        ? _jsx('div', { className: 'label', children: title })
        : _jsx('label', { htmlFor: id, children: title }),
      _jsx(ElementControl, {
        blockId: block.block_id,
        element: element,
        label: label.text,
        id: id,
        isQuiet: dispatch_action !== true,
        describedBy: error || hint ? `${id}-said` : undefined,
      }),
      _jsxs('div', {
        id: `${id}-said`,
        children: [
          error && _jsx('p', { className: 'error', role: 'alert', children: error }),
          hint && _jsx('p', { className: 'hint', children: hint.text }),
        ],
      }),
    ],
  });
}
