import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../../../local/slack/slack-limits.ts';
import { modal, plain, row, times } from './open-stand-in.ts';

const option = (value: string) => ({ text: plain('x'), value });
const select = (options: object[]) => ({ type: 'static_select', action_id: 'a', options });
const input = (element: object) => ({ type: 'input', label: plain('x'), element });
const message = (...blocks: object[]) => ({ text: 'x', blocks });

describe('a message', () => {
  it('may hold every block and element that Halfopen uses', () => {
    const blocks = [
      { type: 'header', text: plain('x') },
      { type: 'section', fields: [plain('x')], accessory: select([option('1')]) },
      {
        type: 'section',
        text: plain('x'),
        accessory: { type: 'overflow', action_id: 'o', options: [option('1')] },
      },
      {
        type: 'actions',
        elements: [
          { type: 'users_select', action_id: 'u' },
          { type: 'datetimepicker', action_id: 'd' },
        ],
      },
      { type: 'image', image_url: 'https://x.example/a.png', alt_text: 'x' },
      { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]], column_settings: [{ align: 'right' }] },
      { type: 'markdown', text: '# x' },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [] }] },
      input({ type: 'radio_buttons', action_id: 'r', options: [option('1')] }),
      input({ type: 'checkboxes', action_id: 'c', options: [option('1')] }),
      { type: 'divider' },
    ];

    expect(checkMessage(message(...blocks))).toEqual([]);
  });

  it.each<[string, object[]]>([
    ['101 options', [input(select(Array.from({ length: 101 }, (_, i) => option(String(i)))))]],
    ['an option of 76 characters', [input(select([{ text: plain('x'.repeat(76)), value: '1' }]))]],
    ['a value of 151 characters', [input(select([option('x'.repeat(151))]))]],
    [
      'options and groups',
      [input({ ...select([option('1')]), option_groups: [{ label: plain('x'), options: [option('1')] }] })],
    ],
    [
      '11 radio buttons',
      [
        input({
          type: 'radio_buttons',
          action_id: 'r',
          options: Array.from({ length: 11 }, (_, i) => option(`${i}`)),
        }),
      ],
    ],
    [
      'a text input of 3,001 characters',
      [input({ type: 'plain_text_input', action_id: 't', max_length: 3_001 })],
    ],
    ['a picture without words', [{ type: 'image', image_url: 'x' }]],
    [
      'a picture from two places',
      [{ type: 'image', image_url: 'x', slack_file: { id: 'F1' }, alt_text: 'x' }],
    ],
    ['101 rows', [{ type: 'table', rows: times(101, [{ type: 'raw_text', text: 'x' }]) }]],
    ['21 columns', [{ type: 'table', rows: [times(21, { type: 'raw_text', text: 'x' })] }]],
    ['two tables', times(2, { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] })],
    ['12,001 characters of markdown', [{ type: 'markdown', text: 'x'.repeat(12_001) }]],
    ['a file input', [input({ type: 'file_input', action_id: 'f' })]],
    ['51 blocks', times(51, { type: 'divider' })],
    ['a block id twice', [row(), row('b')]],
    [
      'an action id twice in a row',
      [{ type: 'actions', elements: times(2, { type: 'button', action_id: 'a', text: plain('x') }) }],
    ],
    ['a section of nothing', [{ type: 'section' }]],
    ['an unknown field', [{ type: 'divider', color: 'red' }]],
  ])('may not hold %s', (_what, blocks) => {
    expect(checkMessage(message(...blocks))).not.toEqual([]);
  });
});

describe('a view', () => {
  it('may be a modal with inputs, or a Home', () => {
    const file = input({ type: 'file_input', action_id: 'f', max_files: 2 });

    expect(checkView(modal())).toEqual([]);
    expect(checkView(modal({ blocks: [file] }))).toEqual([]);
    expect(checkView({ type: 'home', blocks: [row()] })).toEqual([]);
  });

  it.each<[string, object]>([
    ['a title of 25 characters', { title: plain('x'.repeat(25)) }],
    ['a button of 25 characters', { submit: plain('x'.repeat(25)) }],
    ['3,001 characters of metadata', { private_metadata: 'x'.repeat(3_001) }],
    ['a callback id of 256 characters', { callback_id: 'x'.repeat(256) }],
    ['an input and nothing to submit', { submit: undefined }],
    ['101 blocks', { blocks: times(101, { type: 'divider' }) }],
    ['no block', { blocks: [] }],
    ['a table', { blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] }] }],
    ['more than 250 kB', { blocks: times(90, { type: 'section', text: plain('x'.repeat(3_000)) }) }],
  ])('may not have %s', (_what, more) => {
    expect(checkView(modal(more))).not.toEqual([]);
  });
});
