import type { ReactNode } from 'react';
import type { PageBlock } from '../page-state.ts';
import { ActionsBlock } from './actions-block.tsx';
import { ContextBlock } from './context-block.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { InputBlock } from './input-block.tsx';
import { LibraryBlock } from './library-block.tsx';
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
