import { jsx as _jsx } from 'react/jsx-runtime';
import { useWorkspace } from './workspace-context.ts';
/** A square in the colour of who it is. */
export function Avatar({ id, isSmall = false }) {
  const { state } = useWorkspace();
  const at = state.people.findIndex((person) => person.id === id);
  const name = state.people[at]?.name;
  const look = at >= 0 ? `person-${at}` : id === state.bot.id ? 'bot' : 'slackbot';
  return _jsx('span', {
    className: `avatar ${look} ${isSmall ? 'small' : ''}`,
    'aria-hidden': 'true',
    children: look === 'bot' ? '⇋' : look === 'slackbot' ? '✦' : name?.[0]?.toUpperCase(),
  });
}
