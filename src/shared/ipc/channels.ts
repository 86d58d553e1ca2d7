/** All IPC channels. */
export const channels = {
  dispatch: 'bar:dispatch',
  snapshot: 'bar:snapshot',
  query: 'bar:query',
  changed: 'bar:changed',
  alive: 'bar:alive',
} as const
