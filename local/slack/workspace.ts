/** The workspace that the stand-in plays: one team, one app, three people, one user group. */
export const TEAM = { id: 'TLOCAL', domain: 'halfopen-local', name: 'Halfopen on one machine' } as const;

/** The app and its bot, as `auth.test` tells them. */
export const BOT = {
  appId: 'ALOCAL',
  botId: 'BHALFOPEN',
  userId: 'UHALFOPEN',
  name: 'halfopen',
  shownName: 'Halfopen',
} as const;

/** Who speaks when Slack itself has something to say. */
export const SLACKBOT = { userId: 'USLACKBOT', name: 'slackbot', shownName: 'Slackbot' } as const;

/** A person one can act as. */
export interface Person {
  id: string;
  name: string;
}

/** Everybody but the bot. */
export const PEOPLE: readonly Person[] = [
  { id: 'UONCALL', name: 'on-call' },
  { id: 'UALICE', name: 'alice' },
  { id: 'UBOB', name: 'bob' },
];

/** The one user group. */
export const GROUP = {
  id: 'SONCALL',
  handle: 'oncall-team',
  name: 'On-call team',
  users: ['UONCALL', 'UALICE'],
} as const;

/** Commands and shortcuts that the app would declare in its manifest. */
export const COMMANDS = [
  { command: '/triage', usage: '[what you see, or a pasted log]', about: 'Find out what broke' },
] as const;
export const SHORTCUTS = [{ callbackId: 'triage_message', name: 'Triage this message' }] as const;

/** The person of an id. */
export function personOf(id: string): Person | undefined {
  return PEOPLE.find((one) => one.id === id);
}
