/**
 * Every file that the bar itself writes into the user-data directory. docs/privacy.md says what each one holds, and for
 * how long.
 */
export const keptFiles = {
  settings: 'settings.json',
  keyAddress: 'key-address.json',
  history: 'history.json',
  state: 'state.json',
  standing: 'in-force.json',
  door: 'door.json',
  companionHost: 'companion-host',
  httpDoor: 'door-http.json',
  place: 'window.json',
  reportsPlace: 'reports-window.json',
  updates: 'updates.json',
  log: 'logs/main.log',
  report: 'report',
} as const
