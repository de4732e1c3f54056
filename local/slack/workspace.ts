/** The workspace that the stand-in plays: one team, one app, three members, a guest and a stranger, one user group. */
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
  /** A guest, or somebody of another organisation who shares the channel (Slack Connect); a member where absent. */
  kind?: 'guest' | 'stranger';
}

/** Everybody but the bot. */
export const PEOPLE: readonly Person[] = [
  { id: 'UONCALL', name: 'on-call' },
  { id: 'UALICE', name: 'alice' },
  { id: 'UBOB', name: 'bob' },
  { id: 'UGUEST', name: 'guest', kind: 'guest' },
  { id: 'UPARTNER', name: 'partner', kind: 'stranger' },
];

/** The team of an organisation that shares a channel. */
export const OTHER_TEAM = { id: 'TPARTNER', domain: 'partner' } as const;

/** The team that a person belongs to. */
export function teamOf({ kind }: Person): string {
  return kind === 'stranger' ? OTHER_TEAM.id : TEAM.id;
}

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
