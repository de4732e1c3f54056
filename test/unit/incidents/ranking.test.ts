import { describe, expect, it } from 'vitest';
import { rankCauses } from '../../../src/incidents/ranking.ts';
import type { Alternative, Diagnosis } from '../../../src/model/diagnosis.ts';
import type { GivenAnswer } from '../../../src/model/incident.ts';
import type { Question } from '../../../src/model/runbook.ts';

const ask = (text: string, weights: Pick<Question, 'yes' | 'no'> = {}): Question => ({
  ask: text,
  ifYes: 'It is.',
  ifNo: 'It is not.',
  ...weights,
});
const QUESTIONS = [
  ask('Was the pump busy?', { yes: { by: 1.5 }, no: { by: -1, supports: ['cut-hose'] } }),
  ask('Are all pumps dry?', { yes: { by: -2, supports: ['cut-hose', 'empty-well'] }, no: { by: 0.5 } }),
  ask('Is the well new?', { yes: { by: -0.5, supports: ['empty-well'] } }),
  ask('Is it Monday?'),
];

const alternative = (runbook: string, confidence: number): Alternative => ({
  runbook,
  title: `Title of ${runbook}`,
  severity: 'warning',
  confidence,
  cause: 'The cause.',
  steps: [],
});
const UNSEEN = [alternative('cut-hose', 0.19), alternative('empty-well', 0.19)];

function diagnosisOf(
  alternatives: readonly Alternative[] | undefined,
  confidence = 0.94,
  questions = QUESTIONS,
): Diagnosis {
  return {
    runbook: 'dry-pump',
    title: 'Title of dry-pump',
    severity: 'critical',
    confidence,
    summary: 'What happened.',
    cause: 'The cause.',
    impact: 'The impact.',
    facts: {},
    why: [],
    wouldRaise: [],
    count: 1,
    evidence: [],
    questions,
    ...(alternatives ? { alternatives } : {}),
    steps: [],
    explains: [],
    appliesTo: [],
    falsePositives: [],
    references: [],
  };
}

/** Answers as `0 yes, 1 no`, given one after the other. */
function answersOf(steps: string, questions = QUESTIONS): GivenAnswer[] {
  return steps
    .split(', ')
    .filter(Boolean)
    .map((step, i) => {
      const [question, answer] = [Number(step[0]), step.slice(2) as 'yes' | 'no'];
      return { question, ask: questions[question]?.ask ?? '', answer, by: 'U1', atMs: i };
    });
}

const shown = (diagnosis: Diagnosis, steps: string) =>
  rankCauses(diagnosis, answersOf(steps)).map(({ runbook, confidence }) => `${runbook} ${confidence}`);

describe('the causes of an incident', () => {
  it.each([
    { steps: '', order: ['dry-pump 0.94'] },
    { steps: '0 yes', order: ['dry-pump 0.99'] },
    { steps: '0 no', order: ['dry-pump 0.86', 'cut-hose 0.4'] },
    { steps: '1 yes', order: ['cut-hose 0.86', 'empty-well 0.86', 'dry-pump 0.41'] },
    { steps: '0 no, 1 yes', order: ['cut-hose 0.94', 'empty-well 0.86', 'dry-pump 0.2'] },
    { steps: '0 yes, 1 yes', order: ['dry-pump 0.91', 'cut-hose 0.86', 'empty-well 0.86'] },
    { steps: '1 no', order: ['dry-pump 0.96'] },
    { steps: '2 no', order: ['dry-pump 0.94'] },
    { steps: '3 yes', order: ['dry-pump 0.94'] },
  ])('after the answers "$steps" are $order', ({ steps, order }) => {
    expect(shown(diagnosisOf(UNSEEN), steps)).toEqual(order);
  });

  it('name the answers that moved each of them, and how sure we were before', () => {
    const ranked = rankCauses(diagnosisOf(UNSEEN), answersOf('0 no, 1 yes'));

    expect(ranked).toEqual([
      {
        runbook: 'cut-hose',
        title: 'Title of cut-hose',
        severity: 'warning',
        confidence: 0.94,
        was: 0.19,
        isOriginal: false,
        because: ['no: Was the pump busy?', 'yes: Are all pumps dry?'],
      },
      expect.objectContaining({ runbook: 'empty-well', was: 0.19, because: ['yes: Are all pumps dry?'] }),
      expect.objectContaining({ runbook: 'dry-pump', was: 0.94, isOriginal: true, confidence: 0.2 }),
    ]);
  });

  it('move by at least 1 when an answer names them, however little it says of the diagnosis', () => {
    expect(shown(diagnosisOf(UNSEEN), '2 yes')).toEqual(['dry-pump 0.91', 'empty-well 0.4']);
  });

  it('are told apart by their weights where they are stated alike', () => {
    const halves = [ask('Are all pumps dry?', { yes: { by: -2.5, supports: ['cut-hose'] } })];
    const sure = diagnosisOf([alternative('cut-hose', 0.2)], 0.99, halves);

    const causes = rankCauses(sure, answersOf('0 yes', halves));

    expect(causes.map(({ confidence }) => confidence)).toEqual([0.91, 0.91]);
    expect(causes.map(({ runbook }) => runbook)).toEqual(['cut-hose', 'dry-pump']);
  });

  it('are the diagnosis alone when it has no alternatives', () => {
    expect(shown(diagnosisOf(undefined), '1 yes')).toEqual(['dry-pump 0.41']);
  });
});

describe('a cause that the evidence shows by itself', () => {
  const seen = [alternative('cut-hose', 0.97), alternative('empty-well', 0.19)];

  it('stands unchanged behind the diagnosis while nobody answered', () => {
    expect(shown(diagnosisOf(seen), '')).toEqual(['dry-pump 0.94', 'cut-hose 0.97']);
  });

  it('does not pass a diagnosis that an answer has just confirmed', () => {
    expect(shown(diagnosisOf(seen, 0.6), '1 no')).toEqual(['dry-pump 0.86', 'cut-hose 0.97']);
  });

  it('passes a diagnosis that an answer speaks against', () => {
    expect(shown(diagnosisOf(seen), '2 yes')).toEqual(['cut-hose 0.97', 'dry-pump 0.91', 'empty-well 0.4']);
  });
});

describe('the confidence', () => {
  it('stays between 0.01 and 0.99 whatever is answered', () => {
    const questions = Array.from({ length: 4 }, (_, i) =>
      ask(`Question ${i}?`, { yes: { by: -4, supports: ['cut-hose'] } }),
    );
    const answers = answersOf('0 yes, 1 yes, 2 yes, 3 yes', questions);

    const ranked = rankCauses(diagnosisOf(UNSEEN, 0.94, questions), answers);

    expect(ranked.map(({ confidence }) => confidence)).toEqual([0.99, 0.01]);
  });
});

describe('the list of causes', () => {
  it('holds five at most, the diagnosis always among them', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const questions = [ask('Is it another?', { yes: { by: -4, supports: ids } })];
    const diagnosis = diagnosisOf(
      ids.map((id) => alternative(id, 0.19)),
      0.94,
      questions,
    );

    const ranked = rankCauses(diagnosis, answersOf('0 yes', questions));

    expect(ranked.map(({ runbook }) => runbook)).toEqual(['a', 'b', 'c', 'd', 'dry-pump']);
  });
});

describe('an answer', () => {
  const given = (question: number, asked: string): GivenAnswer[] => [
    { question, ask: asked, answer: 'yes', by: 'U1', atMs: 0 },
  ];

  it('belongs to the question it was given to, though its number is another now', () => {
    const [first] = rankCauses(diagnosisOf(UNSEEN), given(3, 'Was the pump busy?'));

    expect(first).toMatchObject({ runbook: 'dry-pump', confidence: 0.99 });
  });

  it('belongs to its number when the blanks of the question have been filled in otherwise since', () => {
    const [first] = rankCauses(diagnosisOf(UNSEEN), given(0, 'Was pump 7 busy?'));

    expect(first).toMatchObject({ confidence: 0.99, because: ['yes: Was pump 7 busy?'] });
  });

  it('to a question that is asked no more moves nothing', () => {
    expect(rankCauses(diagnosisOf(UNSEEN), given(9, 'Is it cold?'))).toMatchObject([
      { runbook: 'dry-pump', confidence: 0.94, because: [] },
    ]);
  });
});
