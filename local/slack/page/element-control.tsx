import type { ReactNode } from 'react';
import type { ControlProps, ElementShape, Value } from './block-shapes.ts';
import { ButtonControl } from './button-control.tsx';
import { ChoiceControl } from './choice-control.tsx';
import { DateTimeControl } from './date-time-control.tsx';
import { FileControl } from './file-control.tsx';
import { OverflowControl } from './overflow-control.tsx';
import { SelectControl } from './select-control.tsx';
import { useSurface } from './surface-context.ts';
import { TextControl } from './text-control.tsx';

const CONTROLS: ReadonlyMap<string, (props: ControlProps) => ReactNode> = new Map(
  Object.entries({
    button: ButtonControl,
    overflow: OverflowControl,
    static_select: SelectControl,
    users_select: SelectControl,
    radio_buttons: ChoiceControl,
    checkboxes: ChoiceControl,
    datetimepicker: DateTimeControl,
    plain_text_input: TextControl,
    file_input: FileControl,
  }),
);

/** An interactive element. `label` names it for those who don't see what stands around it. */
export function ElementControl(props: {
  blockId: string;
  element: ElementShape;
  label: string;
  id?: string;
  describedBy?: string | undefined;
  isQuiet?: boolean;
}): ReactNode {
  const { blockId, element, isQuiet } = props;
  const { values, change, act } = useSurface();
  const Control = CONTROLS.get(element.type);
  if (!Control) return <span className="quiet">({element.type} can’t be shown here)</span>;
  const kept = values[blockId]?.[element.action_id];
  return (
    <Control
      element={element}
      value={kept === undefined ? initialOf(element) : kept}
      onValue={(value) =>
        isQuiet ? change(blockId, element.action_id, value) : void act(blockId, element.action_id, value)
      }
      label={element.accessibility_label ?? element.placeholder?.text ?? props.label}
      id={props.id}
      describedBy={props.describedBy}
    />
  );
}

function initialOf(element: ElementShape): Value {
  if (element.initial_options) return element.initial_options.map(({ value }) => value);
  return (
    element.initial_option?.value ??
    element.initial_value ??
    element.initial_user ??
    element.initial_date_time ??
    null
  );
}
