import { jsx as _jsx } from 'react/jsx-runtime';
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
export function BlockList({ blocks }) {
  return _jsx('div', {
    className: 'blocks',
    children: blocks.map((block) => _jsx(ErrorBoundary, { children: draw(block) }, block.block_id)),
  });
}
function draw(block) {
  switch (block['type']) {
    case 'section':
      return _jsx(SectionBlock, { block: block });
    case 'context':
      return _jsx(ContextBlock, { block: block });
    case 'actions':
      return _jsx(ActionsBlock, { block: block });
    case 'input':
      return _jsx(InputBlock, { block: block });
    case 'divider':
      return _jsx('hr', {});
    default:
      return _jsx(LibraryBlock, { block: block });
  }
}
