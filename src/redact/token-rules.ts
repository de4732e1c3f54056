import type { Rule } from './rule.ts';

/** A token that is known by how it begins, as its issuer documents it. */
function token(id: string, hints: readonly string[], pattern: RegExp, hit: string, miss?: string): Rule {
  return { id, hints, pattern, hits: [hit], ...(miss === undefined ? {} : { misses: [miss] }) };
}

/** A seed is `S`, the kind of its key, and 56 characters of base32, of which the first holds two bits (nats.io, nkeys). */
const NATS_STARTS = Array.from('uaocnx').flatMap((kind) =>
  Array.from('abcd').map((first) => `s${kind}${first}`),
);

/** Tokens and keys that their issuers gave a known start, and addresses that alone let one post. */
export const TOKEN_RULES: readonly Rule[] = [
  token(
    'Slack token',
    ['xox', 'xapp-', 'xwfp-'],
    /\b(?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w-]{8,}/g,
    'token «xapp-1-A0123456789-1234567890123-0123456789abcdef» used',
    'xox-1 foxox',
  ),
  token(
    'address that lets one post',
    [
      'hooks.slack.com',
      '/api/webhooks/',
      'webhook.office.com',
      'hooks.zapier.com',
      'pagerduty.com/integration',
    ],
    /(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/|discord(?:app)?\.com\/api\/webhooks\/|webhook\.office\.com\/|hooks\.zapier\.com\/|events\.pagerduty\.com\/integration\/)(?<secret>[^\s"'<>)\\|]{1,})/g,
    'POST https://hooks.slack.com/services/«T0AAAAAAA/B0BBBBBBB/abcdefghijklmnopqrstuvwx» 404',
    'https://hooks.slack.com/docs',
  ),
  token(
    'AWS access key',
    ['akia', 'asia', 'abia', 'acca'],
    /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
    'key «AKIAIOSFODNN7EXAMPLE»',
    'ASIA-PACIFIC',
  ),
  token(
    'GitHub token',
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,})/g,
    '«ghp_abcdefghijklmnopqrstuvwxyz0123456789»',
    'ghp_short',
  ),
  token(
    'GitLab token',
    [
      'glpat-',
      'gldt-',
      'glrt-',
      'glptt-',
      'glsoat-',
      'glcbt-',
      'glimt-',
      'glagent-',
      'gloas-',
      'glffct-',
      'gr1348941',
    ],
    /\b(?:gl(?:pat|dt|rt|ptt|soat|cbt|imt|agent|oas|ffct)-[\w.-]{15,}|GR1348941[\w-]{20,})/g,
    '«glpat-abcdefghijklmnopqrst»',
  ),
  token(
    'JSON web token',
    ['eyj'],
    /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]{0,})?/g,
    'jwt «eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl» seen',
    'eyJ.x',
  ),
  token(
    'Google key',
    ['aiza', 'ya29.', 'gocspx-'],
    /\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,})/g,
    'key=«AIzaSyA-0123456789abcdefghijklmnopqrstu»',
    'AIza short',
  ),
  token(
    'Azure client secret',
    Array.from('0123456789').map((digit) => `${digit}q~`),
    /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g,
    'id «abc8Q~abcdefghijklmnopqrstuvwxyz01234567»',
    'Q~short',
  ),
  token(
    'NATS seed',
    NATS_STARTS,
    /\bS[UAOCNX][A-Z2-7]{56}\b/g,
    'nkey «SUAIBDPBAUTWCWBKIO6XHQNINK5FWJW4OHLXC3HQ2KFE4PEJUA44CNHTC4»',
  ),
  token('Vault token', ['hvs.', 'hvb.', 'hvr.'], /\bhv[sbr]\.[\w-]{20,}/g, '«hvs.abcdefghijklmnopqrstuvwx»'),
  token(
    'token of a package registry',
    ['npm_', 'pypi-', 'dckr_', 'rubygems_'],
    /\b(?:npm_\w{36}|pypi-[\w-]{50,}|dckr_[po]at_[\w-]{20,}|rubygems_\w{40,})/g,
    '«npm_abcdefghijklmnopqrstuvwxyz0123456789»',
    'npm_config_cache',
  ),
  token(
    'token of a payment or mail service',
    ['_live_', '_test_', 'whsec_', 'sg.'],
    /\b(?:[sr]k_(?:live|test)_\w{10,}|whsec_[\w+/]{20,}|SG\.[\w-]{16,}\.[\w-]{16,})/g,
    '«sk_live_abcdefghijklmnop»',
    'task_test_x',
  ),
  token(
    'token of a language model service',
    ['sk-', 'hf_', 'gsk_'],
    /\b(?:sk-(?:[a-z]{2,12}-){0,3}[\w-]{20,}|hf_[A-Za-z]{30,}|gsk_\w{40,})/g,
    '«sk-proj-abcdefghij0123456789abcd»',
    'sk-lb',
  ),
  token(
    'token of an operations service',
    [
      'glsa_',
      'glc_',
      'nrak-',
      'nrjs-',
      'dapi',
      'dop_v1_',
      'doo_v1_',
      'dor_v1_',
      'tskey-',
      'lin_api_',
      'atatt3',
      'shpat_',
      'shpss_',
      'shpca_',
      'shppa_',
      'age-secret-key-',
      'ops_eyj',
    ],
    /\b(?:glsa_\w{32,}|glc_[\w+/=]{32,}|NRAK-\w{27}|NRJS-\w{19}|dapi[0-9a-f]{32}|do[opr]_v1_[0-9a-f]{64}|tskey-[\w-]{20,}|lin_api_\w{40}|ATATT3[\w=-]{50,}|shp(?:at|ss|ca|pa)_[0-9a-fA-F]{32}|AGE-SECRET-KEY-1[A-Z0-9]{58}|ops_eyJ[\w+/]{50,})/g,
    '«dapi0123456789abcdef0123456789abcdef»',
    'dapi.example.com',
  ),
  token(
    'Telegram bot',
    [':aa'],
    /\b\d{8,10}:AA[\w-]{33}/g,
    'bot «123456789:AAabcdefghijklmnopqrstuvwxyz0123456»',
    '12345678:AAA',
  ),
];
