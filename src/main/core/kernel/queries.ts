import type * as z from 'zod'
import type { Queries, QueryName } from '../../../shared/ipc/queries'

type Argument<Name extends QueryName> = Queries[Name]['argument']
type Answer<Name extends QueryName> = Queries[Name]['answer']

type Answerer<Name extends QueryName> = {
  /** The argument as it must arrive; no page is believed. */
  readonly argument: z.ZodType<Argument<Name>>
  readonly answer: (argument: Argument<Name>) => Answer<Name> | Promise<Answer<Name>>
}

/** An answerer for each question of the windows: the compiler misses none. */
export type Answerers = { readonly [Name in QueryName]: Answerer<Name> }

export type Query = (name: string, argument: unknown) => Promise<unknown>

/** Answers the windows' questions. Rejects only what no window of ours would ask. */
export function createQuery(answerers: Answerers): Query {
  return async (name, argument) => {
    if (!Object.hasOwn(answerers, name)) throw new Error('unknown query')
    // The table types each answer by its own argument, which is parsed by the same table.
    const { argument: schema, answer } = answerers[name as QueryName] as Answerer<QueryName>
    return answer(schema.parse(argument))
  }
}
