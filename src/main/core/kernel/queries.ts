import type * as z from 'zod'
import type { Queries, QueryName } from '../../../shared/ipc/queries'

type Argument<Name extends QueryName> = Queries[Name]['argument']
type Answer<Name extends QueryName> = Queries[Name]['answer']

type Answerer<Name extends QueryName> = {
  /** Parses the argument as it arrives, because a page is not trusted. */
  readonly argument: z.ZodType<Argument<Name>>
  readonly answer: (argument: Argument<Name>) => Answer<Name> | Promise<Answer<Name>>
}

/** One answerer for each query; the compiler reports a missing one. */
export type Answerers = { readonly [Name in QueryName]: Answerer<Name> }

export type Query = (name: string, argument: unknown) => Promise<unknown>

/** Answers the windows' queries. Rejects only a query that no page of the bar would send. */
export function createQuery(answerers: Answerers): Query {
  return async (name, argument) => {
    if (!Object.hasOwn(answerers, name)) throw new Error('unknown query')
    // The table types each answerer by its own argument, and the same table parses that argument.
    const { argument: schema, answer } = answerers[name as QueryName] as Answerer<QueryName>
    return answer(schema.parse(argument))
  }
}
