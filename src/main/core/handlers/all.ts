import { agentHandlers } from './agent'
import { callHandlers } from './call'
import { deskHandlers } from './desk'
import type { Handlers } from './handlers'

export const handlers: Handlers = { ...agentHandlers, ...callHandlers, ...deskHandlers }
