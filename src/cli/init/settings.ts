/** What `halfopen init` asks. `undefined` leaves what the files come with. */
export interface Settings {
  channel?: string;
  logGroups?: string;
  mention?: string;
  quietHours?: string;
  timeZone?: string;
}

/** The five questions, in the order in which they are asked. */
export const QUESTIONS: readonly { name: keyof Settings; flag: string; ask: string; example: string }[] = [
  { name: 'channel', flag: '--channel', ask: 'Slack channel of incidents', example: '#on-call' },
  {
    name: 'logGroups',
    flag: '--log-groups',
    ask: 'CloudWatch log groups of brokers and clients, with commas between them',
    example: 'none',
  },
  {
    name: 'mention',
    flag: '--mention',
    ask: 'Slack id of the user group (S…) or user (U…) to name on critical cards',
    example: 'nobody',
  },
  {
    name: 'quietHours',
    flag: '--quiet-hours',
    ask: 'Hours in which only critical cards come, such as 22:00-07:00',
    example: 'none',
  },
  { name: 'timeZone', flag: '--time-zone', ask: 'Time zone of these hours', example: 'UTC' },
];
