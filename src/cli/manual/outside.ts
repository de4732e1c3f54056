/** What the program's exit codes mean; said by --help and the manual. */
export const EXIT_CODES = [
  ['0', 'it ran'],
  ['1', 'something was found, and --exit-code, --expect, lint, test or doctor was to tell'],
  ['2', 'bad use, or an input that cannot be read; one line on standard error says what to do'],
] as const;

/** Environment variables that the terminal program heeds. */
export const VARIABLES = [
  ['PAGER', 'shows what is longer than the terminal (less); empty or cat: none'],
  ['NO_COLOR, FORCE_COLOR', 'no colours; colours also in a pipe'],
  ['COLUMNS', 'width where no terminal tells it'],
  ['HALFOPEN_CONFIG', 'the configuration; default halfopen.yml'],
  ['HALFOPEN_DATA_DIR', 'data of the host on this machine; default .halfopen'],
  ['HALFOPEN_TABLE, AWS_REGION', 'the deployment on AWS that report and doctor read'],
] as const;
