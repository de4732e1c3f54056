/**
 * Colours of a chart, on a panel of its own so that it is the same on a light and a dark page. Text has a contrast of at least
 * 4.5:1 with the panel, marks of at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11); the grid only helps the eye and may be fainter.
 */
export const PALETTE = {
  panel: '#ffffff',
  border: '#c3c9d0',
  grid: '#e4e7eb',
  axis: '#7b8794',
  text: '#1f2933',
  mutedText: '#52606d',
  level: '#0b5cad',
  rate: '#0f766e',
  spans: '#b4450f',
  limit: '#b42318',
} as const;
