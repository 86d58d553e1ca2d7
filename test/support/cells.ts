/** Cells that another program may read otherwise than they were written. */
export const oddCells: readonly string[] = [
  // Numbers that are no amounts.
  ...['0119', '00000000000000000001', '11999990000', '+5511999990000', '(11) 99999-0000', '4004-1234'],
  ...['1e5', '1.5', '1,5', '1/2', '12345678901234567890', 'R$ 1.234,56', 'TRUE', '#N/A', '10:30'],
  // What a spreadsheet would run, as each of them begins it, and what only looks like it.
  ...[
    '=1+1',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com","x")',
    '@SUM(1,1)',
    '+1+1',
    '+55 11',
    '-1',
  ],
  ...['\t=1+1', '\r=1+1', '\n=1+1', ';=1+1', ',=1+1', '＝1+1', '＋1', '－1', '＠SUM(1)', ' =1+1', "'=1+1"],
  ...['=', '+', '-', '@', '{=1+1}'],
  // What ends a cell or a line, or is written otherwise within a file.
  ...['a;b', 'a,b', 'a\tb', '"', '""', 'say "no"', 'two\nlines', 'two\r\nlines', 'ends\n', '  kept  '],
  ...['<b>&amp;</b>', ']]>', '&#10;', '_x0041_', '_x000D_', '_x005F_x0041_', '\\N', 'NULL', ''],
  // Dates, accents, other scripts.
  ...['2020-09-03', '03/09/2020', 'Ação não coração ÀÉÎÕÜ ñ ¿', 'e\u0301', '日本語', '😀'],
]

/** A line break in a cell of a workbook is one sign. */
export const inWorkbook = (cell: string): string => cell.replace(/\r\n?/g, '\n')
