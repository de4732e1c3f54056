import type { ReactNode } from 'react';
import type { PageBlock } from '../page-state.ts';
import type { ElementShape, PictureShape, TextObject } from './block-shapes.ts';
import { pictureAddress } from './block-shapes.ts';
import { ElementControl } from './element-control.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { InputBlock } from './input-block.tsx';
import { LibraryBlock } from './library-block.tsx';
import { MrkdwnText } from './mrkdwn-text.tsx';
import { SectionBlock } from './section-block.tsx';

/**
 * Blocks as Slack shows them. What holds text to be typed or elements to be used is drawn here, all else by the renderer, which
 * neither tells of clicks nor leaves code as it is.
 */
export function BlockList({ blocks }: { blocks: readonly PageBlock[] }): ReactNode {
  return (
    <div className="blocks">
      {blocks.map((block) => (
        <ErrorBoundary key={block.block_id}>{draw(block)}</ErrorBoundary>
      ))}
    </div>
  );
}

function draw(block: PageBlock): ReactNode {
  switch (block['type']) {
    case 'section':
      return <SectionBlock block={block} />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'actions':
      return <ActionsBlock block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'divider':
      return <hr />;
    default:
      return <LibraryBlock block={block} />;
  }
}

/** Elements in a row. */
function ActionsBlock({ block }: { block: PageBlock }): ReactNode {
  const elements = block['elements'] as readonly ElementShape[];
  return (
    <div className="actions">
      {elements.map((element) => (
        <ElementControl key={element.action_id} blockId={block.block_id} element={element} label="" />
      ))}
    </div>
  );
}

/** Small grey print and small pictures in one line. */
function ContextBlock({ block }: { block: PageBlock }): ReactNode {
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
