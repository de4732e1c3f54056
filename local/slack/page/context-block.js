import { jsx as _jsx } from 'react/jsx-runtime';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { pictureAddress } from './picture-address.ts';
/** Small grey print and small pictures in one line. */
export function ContextBlock({ block }) {
  const elements = block['elements'];
  return _jsx('div', {
    className: 'context',
    children: elements.map((element, i) =>
      element.type === 'image'
        ? _jsx('img', { src: pictureAddress(element), alt: element.alt_text }, `${i}`)
        : _jsx(MrkdwnText, { text: element }, `${i}`),
    ),
  });
}
