import type { ReactNode } from 'react';
import type { PageBlock } from '../page-state.ts';
import type { PictureShape, TextObject } from './block-shapes.ts';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { pictureAddress } from './picture-address.ts';

/** Small grey print and small pictures in one line. */
export function ContextBlock({ block }: { block: PageBlock }): ReactNode {
  const elements = block['elements'] as readonly (TextObject | PictureShape)[];
  return (
    <div className="context">
      {elements.map((element, i) =>
        element.type === 'image' ? (
          <img key={`${i}`} src={pictureAddress(element)} alt={element.alt_text} />
        ) : (
          <MrkdwnText key={`${i}`} text={element} />
        ),
      )}
    </div>
  );
}
