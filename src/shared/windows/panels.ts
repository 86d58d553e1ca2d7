export const panels = ['breaks', 'transfer', 'dial', 'team', 'notices', 'menu', 'history', 'help'] as const
export type Panel = (typeof panels)[number]
