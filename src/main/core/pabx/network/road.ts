import type { Settings } from '../../../../shared/settings/settings'

/** By which way the PABX is reached, and whom to believe there. */
export type Road = { readonly proxy: string; readonly caFile: string }

export const roadOf = (settings: Settings): Road => ({
  proxy: settings['pabx.proxy'],
  caFile: settings['pabx.caFile'],
})
