import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

describe('rows of a table that were cut at the edge of a pager', () => {
  it.each(['$', '…'])('lose the mark %s that shows it', (mark) => {
    const table = [
      'Proto Recv-Q Send-Q Local Address           Foreign Address         State      ',
      'tcp        0  41200 10.7.0.4:5672           10.7.1.8:41022          ESTABLISHED',
      'tcp        0      0 10.7.0.4:5672           10.7.1.8:41024          CLOSE_WAIT ',
    ].map((row) => `${row}${mark}\n`);

    const { observations } = observe(table.join(''), { name: 'paste' });

    expect(observations.map(({ fields }) => fields['state'])).toEqual(['ESTABLISHED', 'CLOSE_WAIT']);
  });

  it('keep what stands at the end of a single row, or of rows that end at several columns', () => {
    const rows = 'wheel   slow   oak   12$\nsluice   open   elm   300$\n';

    expect(observe(rows, { name: 'paste' }).observations[0]?.text).toContain('12$');
  });
});
