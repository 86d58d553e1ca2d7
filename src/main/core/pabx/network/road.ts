import type { Settings } from '../../../../shared/settings/settings'

/** The proxy and the file of certificates used on the way to the PABX. */
export type Road = { readonly proxy: string; readonly caFile: string }

export const roadOf = (settings: Settings): Road => ({
  proxy: settings['pabx.proxy'],
  caFile: settings['pabx.caFile'],
})
