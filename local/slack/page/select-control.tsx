import type { ReactNode } from 'react';
import type { ControlProps, Option } from './block-shapes.ts';
import { useWorkspace } from './workspace-context.ts';

/** One of several, or one of the people. */
export function SelectControl(props: ControlProps): ReactNode {
  const { element, value, onValue, label, id, describedBy } = props;
  const { state } = useWorkspace();
  const people = state.people.map(({ id: user, name }) => ({ value: user, text: { text: name } }));
  const options = element.type === 'users_select' ? people : (element.options ?? []);
  return (
    <select
      id={id}
      className="select"
      aria-label={id ? undefined : label || 'Choose one'}
      aria-describedby={describedBy}
      data-action-id={element.action_id}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onValue(event.target.value || null)}
    >
      <option value="">{element.placeholder?.text ?? 'Choose one'}</option>
      <Options options={options} />
      {element.option_groups?.map((group) => (
        <optgroup key={group.label.text} label={group.label.text}>
          <Options options={group.options} />
        </optgroup>
      ))}
    </select>
  );
}

function Options({
  options,
}: {
  options: readonly { value: string; text: Pick<Option['text'], 'text'> }[];
}): ReactNode {
  return options.map(({ value, text }) => (
    <option key={value} value={value}>
      {text.text}
    </option>
  ));
}
