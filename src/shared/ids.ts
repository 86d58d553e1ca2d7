import type { Brand } from './brand'

/** The bar's own key of a call, from the press on. */
export type CallKey = Brand<string, 'CallKey'>
export const callKey = (text: string): CallKey => text as CallKey

/** The PABX's id of a call. */
export type CallId = Brand<string, 'CallId'>
export const callId = (text: string): CallId => text as CallId

/** How a window, a command line or another program names a call: by its key or by its id. */
export type CallRef = CallKey | CallId
export const callRef = (text: string): CallRef => text as CallRef

/** The bar's own id of a command that was sent. */
export type IntentId = Brand<string, 'IntentId'>
export const intentId = (text: string): IntentId => text as IntentId

/** An extension of the PABX; "" while it is not known. */
export type Branch = Brand<string, 'Branch'>
export const branch = (text: string): Branch => text as Branch
