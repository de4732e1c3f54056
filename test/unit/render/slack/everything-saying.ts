import { rankCauses } from '../../../../src/incidents/ranking.ts';
import type { MessageContent } from '../../../../src/model/chat-message.ts';
import type { View } from '../../../../src/model/view.ts';
import { renderPostMortem } from '../../../../src/render/post-mortem.ts';
import { renderAudit } from '../../../../src/render/slack/answers/audit-answer.ts';
import { renderBacktest } from '../../../../src/render/slack/answers/backtest-answer.ts';
import { renderMisread } from '../../../../src/render/slack/answers/help.ts';
import { renderIncidentList } from '../../../../src/render/slack/answers/incident-list.ts';
import { renderFound, renderRunbookAnswer } from '../../../../src/render/slack/answers/lookup-answers.ts';
import { renderReport } from '../../../../src/render/slack/answers/report-answer.ts';
import { renderRoute } from '../../../../src/render/slack/answers/route-answer.ts';
import { describeSilence, renderSilenceList } from '../../../../src/render/slack/answers/silence-list.ts';
import {
  renderExplained,
  renderLogTriage,
  renderTriage,
} from '../../../../src/render/slack/answers/triage-answer.ts';
import { renderWhy } from '../../../../src/render/slack/answers/why-answer.ts';
import { renderBareCard } from '../../../../src/render/slack/bare-card.ts';
import { message, section } from '../../../../src/render/slack/blocks.ts';
import { renderDigest } from '../../../../src/render/slack/digest-message.ts';
import { renderCharts, renderIncident } from '../../../../src/render/slack/incident-messages.ts';
import {
  renderIncidentNotice,
  renderSilenceEnded,
  renderSourceSilent,
} from '../../../../src/render/slack/notices.ts';
import { renderPlainCard } from '../../../../src/render/slack/plain-card.ts';
import { renderHome } from '../../../../src/render/slack/views/home-view.ts';
import {
  renderAssignView,
  renderRefuteView,
  renderSilenceView,
} from '../../../../src/render/slack/views/incident-forms.ts';
import { compiledOf } from '../../../support/runbook-of.ts';
import { incidentSaying, many, reportSaying, silenceSaying } from './facts-saying.ts';

const NOW_MS = 1_800_000_000_000;
const PERIOD = { fromMs: NOW_MS - 7_200_000, toMs: NOW_MS };
const BOUNDS = { mostBytes: 100 << 20, mostMs: 240_000 };
const READING = {
  events: 3,
  bytes: 3_000,
  pages: 1,
  streams: 1,
  tookMs: 1_200,
  stoppedAt: 'bytes' as const,
  untilMs: NOW_MS,
};
const ID = '0123456789abcdef-1';
const OURS = 'U0OURS01';

/** Every answer and message for Slack, each made of one text. */
export function messagesSaying(text: string, times: number): [string, MessageContent][] {
  const incident = incidentSaying(text, times);
  const ranking = rankCauses(incident.diagnosis, incident.answers ?? []);
  const silence = silenceSaying(text, times);
  const reports = [reportSaying(text, times, true), reportSaying(text, times, false)];
  const runbook = compiledOf({
    id: 'ours',
    signals: {},
    when: 'x',
    title: text,
    summary: text,
    cause: text,
    impact: text,
    owner: text,
    products: many(times, { name: text }),
    questions: many(times, { ask: text, ifYes: text, ifNo: text }),
    steps: many(times, { do: text, command: text, risk: 'low' as const, verify: text }),
    references: many(times, 'https://ours.example/'),
  });
  const found = many(times, { id: 'ours', title: text, severity: 'warning' });
  const facts = {
    runbook: { id: 'ours', title: text },
    task: { logGroup: text, period: PERIOD },
    reading: READING,
    bounds: BOUNDS,
    hits: { [Math.floor(NOW_MS / 3_600_000)]: 4 },
    causes: ['ours'],
    others: many(times, 'ours'),
    unrecognised: reports[0]?.unrecognised ?? [],
  };
  const occurrences = many(times, {
    identity: { client: text, [text]: text },
    diagnosis: incident.diagnosis,
    hits: [{ fromMs: NOW_MS, toMs: NOW_MS, count: 1 }],
    symptoms: [],
    inputs: [text],
  });
  const route = {
    name: text,
    match: {},
    channel: text,
    mention: OURS,
    escalate: [{ afterMs: 900_000, mention: 'S0OURS01' }],
    quietHours: { from: '22:00', to: '06:00', timeZone: 'UTC', days: [] },
  };
  const listed = {
    id: ID,
    title: text,
    severity: 'warning',
    system: text,
    identity: { client: text, queue: text },
    count: 3,
    lastSeenMs: NOW_MS,
    owner: OURS,
    explained: false,
  };
  const { card, thread } = renderIncident(incident, { nowMs: NOW_MS, silence, window: silence, ranking });
  return [
    [
      'misread',
      renderMisread({ misread: text, hint: 'Type `/triage help`.', suggestion: text.slice(0, 1_900) }),
    ],
    ['incidents', renderIncidentList(many(times, listed))],
    [
      'digest',
      renderDigest({
        channel: text,
        incidents: many(times, {
          id: ID,
          runbook: text,
          title: text,
          system: text,
          count: 3,
          state: 'open' as const,
        }),
        fromMs: NOW_MS,
        budget: 20,
      }),
    ],
    ['bare card', renderBareCard({ ...incident, system: text, id: text })],
    ['plain card', renderPlainCard({ ...incident, system: text, id: text })],
    // Without blocks, Slack reads the text itself as mrkdwn.
    ['plain card as shown', message('…', [section(renderPlainCard({ ...incident, system: text }).text)])],
    ['charts', renderCharts(many(times, { fileId: 'F0OURS01', altText: text, title: text }))],
    ['found', renderFound(text, found)],
    ['nothing found', renderFound(text, [])],
    ['runbook', renderRunbookAnswer(runbook, found)],
    ...reports.flatMap((report, i): [string, MessageContent][] => [
      [`triage ${i}`, renderTriage(report)],
      [
        `logs ${i}`,
        renderLogTriage({ logGroup: text, period: PERIOD }, report, {
          reading: READING,
          bounds: BOUNDS,
          link: 'https://eu-central-1.console.aws.amazon.com/x',
        }),
      ],
      [`explained ${i}`, renderExplained(text, report)],
    ]),
    ['backtest', renderBacktest({ ...facts, occurrences })],
    ['silent backtest', renderBacktest({ ...facts, occurrences: [], hits: {} })],
    [
      'why',
      renderWhy({
        incident,
        decision: { reason: 'silenced', untilMs: NOW_MS },
        route,
        silences: many(times, describeSilence(silence, NOW_MS)),
        quietUntilMs: NOW_MS,
        nextReminder: { kind: 'repeat', atMs: NOW_MS },
        quietAtMs: NOW_MS,
      }),
    ],
    ['report', renderReport(ID, renderPostMortem(incident, ranking))],
    [
      'routes',
      renderRoute(silence.matchers, {
        route,
        mentions: [OURS],
        silences: many(times, describeSilence(silence, NOW_MS)),
      }),
    ],
    ['silences', renderSilenceList(many(times, silence), NOW_MS, 'silence')],
    [
      'maintenance',
      renderSilenceList(many(times, { ...silence, kind: 'maintenance' as const }), NOW_MS, 'maintenance'),
    ],
    [
      'audit',
      renderAudit(
        many(times, {
          atMs: NOW_MS,
          userId: OURS,
          action: 'silence' as const,
          target: text,
          outcome: 'refused' as const,
          detail: text,
        }),
      ),
    ],
    ['silence ended', renderSilenceEnded(silence)],
    ['source silent', renderSourceSilent(text, NOW_MS)],
    ['card', card],
    ...thread.map(({ key, content }): [string, MessageContent] => [key, content]),
    ...(['repeat', 'escalated', 'remind', 'worse'] as const).map((reason): [string, MessageContent] => [
      reason,
      renderIncidentNotice(incident, reason, { nowMs: NOW_MS, mentions: [OURS] }),
    ]),
  ];
}

/** Every form, and Home, each made of one text. */
export function viewsSaying(text: string, times: number): [string, View][] {
  const about = { incidentId: ID, title: text };
  const silence = silenceSaying(text, times);
  const listed = {
    id: ID,
    title: text,
    severity: 'info',
    system: text,
    identity: { client: text },
    count: 3,
    lastSeenMs: NOW_MS,
    owner: '',
    explained: false,
  };
  return [
    ['assign', renderAssignView(about)],
    ['refute', renderRefuteView(about, many(times * 3, { id: 'missed-heartbeats', title: text }))],
    [
      'silence',
      renderSilenceView({ ...about, longestMs: 604_800_000 }, [
        { value: 'incident', label: text, lastDay: 1 },
        { value: 'system', label: text, lastDay: 0 },
      ]),
    ],
    [
      'silence of a minute',
      renderSilenceView({ ...about, longestMs: 60_000 }, [{ value: 'incident', label: text, lastDay: 1 }]),
    ],
    [
      'home',
      renderHome({
        incidents: many(times, listed),
        silences: many(times, silence),
        health: many(times, {
          runbook: 'missed-heartbeats',
          fired: 1,
          confirmed: 1,
          refuted: 1,
          instead: many(times, text),
        }),
        sources: many(times, { name: text, heardMs: NOW_MS, isSilent: true }),
        refusals: many(times, { channel: text, message: text, hint: text, atMs: NOW_MS }),
        internalErrors: many(times, {
          subject: text,
          what: text,
          hint: text,
          isWhole: true,
          sinceMs: NOW_MS,
          atMs: NOW_MS,
        }),
        nowMs: NOW_MS,
      }),
    ],
  ];
}
