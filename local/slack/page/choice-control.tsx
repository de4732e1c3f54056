import { type ReactNode, useId } from 'react';
import type { ControlProps } from './block-shapes.ts';
import { MrkdwnText } from './mrkdwn-text.tsx';

/** Radio buttons or checkboxes. */
export function ChoiceControl({ element, value, onValue, label, describedBy }: ControlProps): ReactNode {
  const name = useId();
  const isMany = element.type === 'checkboxes';
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const toggle = (one: string): void =>
    onValue(chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]);
  return (
    <fieldset className="choices" aria-label={label || 'Choose'} aria-describedby={describedBy}>
      {element.options?.map((option) => (
        <label key={option.value}>
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            data-action-id={element.action_id}
            checked={isMany ? chosen.includes(option.value) : value === option.value}
            onChange={() => (isMany ? toggle(option.value) : onValue(option.value))}
          />
          <span>
            <MrkdwnText text={option.text} />
            {option.description && (
              <span className="hint">
                <MrkdwnText text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
