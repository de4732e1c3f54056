import { type ReactNode, useId } from 'react';
import type { PageBlock } from '../page-state.ts';
import type { ElementShape, TextObject } from './block-shapes.ts';
import { ElementControl } from './element-control.tsx';
import { useSurface } from './surface-context.ts';

/** An input with its label, hint, and what was wrong with it. */
export function InputBlock({ block }: { block: PageBlock }): ReactNode {
  const { label, element, hint, optional, dispatch_action } = block as unknown as {
    label: TextObject;
    element: ElementShape;
    hint?: TextObject;
    optional?: boolean;
    dispatch_action?: boolean;
  };
  const { errors } = useSurface();
  const id = useId();
  const error = errors[block.block_id];
  const isGroup = ['radio_buttons', 'checkboxes', 'file_input'].includes(element.type);
  const title = (
    <>
      {label.text} {optional && <span className="quiet">(optional)</span>}
    </>
  );
  return (
    <div className={`input ${error ? 'wrong' : ''}`} data-block-id={block.block_id}>
      {isGroup ? <div className="label">{title}</div> : <label htmlFor={id}>{title}</label>}
      <ElementControl
        blockId={block.block_id}
        element={element}
        label={label.text}
        id={id}
        isQuiet={dispatch_action !== true}
        describedBy={error || hint ? `${id}-said` : undefined}
      />
      <div id={`${id}-said`}>
        {error && (
          <p className="error" role="alert">
            {error}
          </p>
        )}
        {hint && <p className="hint">{hint.text}</p>}
      </div>
    </div>
  );
}
