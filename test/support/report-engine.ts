import type { Engine, EngineCall, EngineCalls } from '../../src/main/core/reports/engine'

type Heard = {
  [Name in EngineCall]: { readonly name: Name; readonly ask: EngineCalls[Name]['ask'] }
}[EngineCall]

/** A report engine that keeps nothing, and tells what it is asked. */
export const deafEngine = (hear: (heard: Heard) => void, closed = (): void => undefined): Engine => ({
  call: <Name extends EngineCall>(name: Name, ask: EngineCalls[Name]['ask']) => {
    hear({ name, ask } as Heard)
    return Promise.resolve(null as EngineCalls[Name]['answer'])
  },
  close: () => {
    closed()
    return Promise.resolve()
  },
})
