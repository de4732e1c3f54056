import { jsx as _jsx, jsxs as _jsxs } from 'react/jsx-runtime';
import { ElementControl } from './element-control.tsx';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { pictureAddress } from './picture-address.ts';
/** A section: text, fields in two columns, and what stands beside them. */
export function SectionBlock({ block }) {
  const { text, fields, accessory } = block;
  return _jsxs('div', {
    className: 'section',
    children: [
      _jsxs('div', {
        className: 'grow',
        children: [
          text && _jsx(MrkdwnText, { text: text }),
          fields &&
            _jsx('div', {
              className: 'fields',
              children: fields.map((field, i) => _jsx(MrkdwnText, { text: field }, `${i}${field.text}`)),
            }),
        ],
      }),
      accessory &&
        _jsx('div', {
          className: 'accessory',
          children:
            accessory.type === 'image'
              ? _jsx('img', {
                  className: 'thumbnail',
                  src: pictureAddress(accessory),
                  alt: accessory.alt_text,
                })
              : _jsx(ElementControl, {
                  blockId: block.block_id,
                  element: accessory,
                  label: text?.text ?? '',
                }),
        }),
    ],
  });
}
