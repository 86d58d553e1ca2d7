import { agentHandlers } from '../agent/handlers'
import { callHandlers } from '../calls/handlers'
import { deskHandlers } from '../windows/handlers'
import type { Handlers } from './handlers'

export const handlers: Handlers = { ...agentHandlers, ...callHandlers, ...deskHandlers }
