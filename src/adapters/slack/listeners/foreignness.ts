/** Whether a person is of another team than the one that installed the app, where Slack says of which both are (Slack Connect). */
export function foreignness(userTeam: string | undefined, ownTeam: string | undefined): { isForeign?: true } {
  return userTeam && ownTeam && userTeam !== ownTeam ? { isForeign: true } : {};
}
