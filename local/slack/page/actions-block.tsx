import type { ReactNode } from 'react';
import type { PageBlock } from '../page-state.ts';
import type { ElementShape } from './block-shapes.ts';
import { ElementControl } from './element-control.tsx';

/** Elements in a row. */
export function ActionsBlock({ block }: { block: PageBlock }): ReactNode {
  const elements = block['elements'] as readonly ElementShape[];
  return (
    <div className="actions">
      {elements.map((element) => (
        <ElementControl key={element.action_id} blockId={block.block_id} element={element} label="" />
      ))}
    </div>
  );
}
