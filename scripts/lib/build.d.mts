/** Builds main, preload, renderer and the demo PABX into out/, if anything changed. */
export function build(): void
