declare const brand: unique symbol

/**
 * A text or a number with a meaning of its own: none of another meaning can be given in its place. It exists for the
 * compiler only. Each brand has one constructor beside it, which is called where a value comes in or is made.
 */
export type Brand<Base extends string | number, Name extends string> = Base & { readonly [brand]: Name }
