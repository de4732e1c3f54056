import type { ReactNode } from 'react';
import type { PageBlock } from '../page-state.ts';
import type { ElementShape, PictureShape, TextObject } from './block-shapes.ts';
import { pictureAddress } from './block-shapes.ts';
import { ElementControl } from './element-control.tsx';
import { MrkdwnText } from './mrkdwn-text.tsx';

/** A section: text, fields in two columns, and what stands beside them. */
export function SectionBlock({ block }: { block: PageBlock }): ReactNode {
  const { text, fields, accessory } = block as {
    text?: TextObject;
    fields?: readonly TextObject[];
    accessory?: ElementShape | PictureShape;
  };
  return (
    <div className="section">
      <div className="grow">
        {text && <MrkdwnText text={text} />}
        {fields && (
          <div className="fields">
            {fields.map((field, i) => (
              <MrkdwnText key={`${i}${field.text}`} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="accessory">
          {accessory.type === 'image' ? (
            <img
              className="thumbnail"
              src={pictureAddress(accessory as PictureShape)}
              alt={(accessory as PictureShape).alt_text}
            />
          ) : (
            <ElementControl
              blockId={block.block_id}
              element={accessory as ElementShape}
              label={text?.text ?? ''}
            />
          )}
        </div>
      )}
    </div>
  );
}
