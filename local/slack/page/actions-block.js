import { jsx as _jsx } from 'react/jsx-runtime';
import { ElementControl } from './element-control.tsx';
/** Elements in a row. */
export function ActionsBlock({ block }) {
  const elements = block['elements'];
  return _jsx('div', {
    className: 'actions',
    children: elements.map((element) =>
      _jsx(ElementControl, { blockId: block.block_id, element: element, label: '' }, element.action_id),
    ),
  });
}
